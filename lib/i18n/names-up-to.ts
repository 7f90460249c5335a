import { plural } from './t.ts';

/**
 * Returns the names of a list, at most `max`; if there are more, the last text says how many more profiles there are.
 */
export function namesUpTo(names: readonly string[], max: number): string[] {
  const more = names.length - max;
  return more > 0 ? [...names.slice(0, max), plural('alertMoreProfiles', more)] : [...names];
}
