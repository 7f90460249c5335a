/** Returns the characters of a text as a person counts them, without blanks around it. */
export function graphemesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text.trim()), ({ segment }) => segment);
}
