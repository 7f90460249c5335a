/**
 * The script runner marks inner functions with their names by a helper of its own; functions that are sent to a
 * page call it there, so the page needs one.
 */
export const DEFINE_NAME_HELPER = 'globalThis.__name ??= (value) => value';
