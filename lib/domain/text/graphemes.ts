/** Returns the user-perceived characters of a text, trimmed. */
export function graphemesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text.trim()), ({ segment }) => segment);
}
