import { graphemesOf } from '../text/graphemes.ts';

/** Returns what a profile's avatar shows: its emoji, else the first letter or digit of its name. */
export function profileInitial(name: string, emoji?: string | null): string {
  if (emoji) return emoji;
  const graphemes = graphemesOf(name);
  const first = graphemes.find((character) => /[\p{L}\p{N}]/u.test(character)) ?? graphemes[0];
  return first?.toLocaleUpperCase() ?? '?';
}
