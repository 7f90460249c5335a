import { SERVICE_KEYS } from './service.ts';
import type { Usage } from './usage.ts';

/** Returns the services that the platform documents, then others that a profile's usage has. */
export function servicesOf(usage: Pick<Usage, 'services'> | undefined): string[] {
  return [...new Set<string>([...SERVICE_KEYS, ...Object.keys(usage?.services ?? {})])];
}
