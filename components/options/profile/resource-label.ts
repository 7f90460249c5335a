import { type MessageKey, t } from '../../../lib/i18n/t.ts';

/** Returns a resource's name; for an unknown one, its key. */
export function resourceLabel(resource: string): string {
  const key = `resource_${resource}` as MessageKey;
  const label = t(key);
  return label === key ? resource.replaceAll('_', ' ') : label;
}
