import { type MessageKey, t } from '../../../lib/i18n/t.ts';

/** Returns the name of a resource; one that is unknown is named by its key. */
export function resourceLabel(resource: string): string {
  const key = `resource_${resource}` as MessageKey;
  const label = t(key);
  return label === key ? resource.replaceAll('_', ' ') : label;
}
