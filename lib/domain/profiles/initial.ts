import { graphemesOf } from '../text/graphemes.ts';

/** Returns what a profile's avatar shows: its emoji, else the first letter or digit of its name. */
export function profileInitial(name: string, emoji?: string | null): string {
  if (emoji) return emoji;
  // Fast path for nearly all names: a segmenter costs more than the rest of a row in the list.
  if (/^[A-Za-z0-9][\x20-\x7e]/.test(name)) return name.charAt(0).toUpperCase();
  const graphemes = graphemesOf(name);
  const first = graphemes.find((character) => /[\p{L}\p{N}]/u.test(character)) ?? graphemes[0];
  return first?.toLocaleUpperCase() ?? '?';
}
