import { dialectOf } from './sample-dialects.ts';

/**
 * Returns whether a sample looks like one of the generator's and names no token of any kind yet. Quick: the docs page asks
 * it of every block. Whether it really is one is decided before anything is copied.
 */
export function mayComplete(text: string): boolean {
  return dialectOf(text) !== null && !namesToken(text);
}

/** Whether a sample shows where a token of any kind goes. */
export function namesToken(text: string): boolean {
  return /["'](?:\w+-)?token["']?\s*[:,)]/i.test(text) && /<[\w-]*token>/i.test(text);
}
