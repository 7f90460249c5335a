import { dialectOf } from './sample-dialects.ts';

/**
 * Returns true for a sample that looks generated and has no place for a token yet. Fast, since the docs page checks
 * every block; {@link completeSample} checks it fully before anything is copied.
 */
export function mayComplete(text: string): boolean {
  return dialectOf(text) !== null && !namesToken(text);
}

/** Returns true for a sample that already has a place for a token of any kind. */
export function namesToken(text: string): boolean {
  return /["'](?:\w+-)?token["']?\s*[:,)]/i.test(text) && /<[\w-]*token>/i.test(text);
}
