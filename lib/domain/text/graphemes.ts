/** Returns the user-perceived characters of a text, trimmed. */
export function graphemesOf(text: string): string[] {
  const trimmed = text.trim();
  // Nothing below U+0300 combines, except a line break of two characters; a segmenter costs more than a table's row.
  if (!/\r|[\u0300-\uffff]/.test(trimmed)) return [...trimmed];
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(trimmed), ({ segment }) => segment);
}
