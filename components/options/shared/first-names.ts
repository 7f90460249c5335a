import { plural } from '../../../lib/i18n/t.ts';

/** Returns the first names of a list, and how many more profiles there are. */
export function firstNames(names: readonly string[], max: number): string[] {
  const more = names.length - max;
  return more > 0 ? [...names.slice(0, max), plural('alertMoreProfiles', more)] : [...names];
}
