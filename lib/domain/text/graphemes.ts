/**
 * What a user-perceived character of more than one code unit has: nothing below U+0300 combines, except a line break.
 */
const MAY_COMBINE = /\r|[\u0300-\uffff]/;

/** Returns the user-perceived characters of a text, trimmed. */
export function graphemesOf(text: string): string[] {
  const trimmed = text.trim();
  // A segmenter costs more than a table's row.
  if (!MAY_COMBINE.test(trimmed)) return [...trimmed];
  return Array.from(segmentsOf(trimmed), ({ segment }) => segment);
}

/**
 * Returns ranges of a text, extended to the whole user-perceived characters of which they have a part. `[start, end)`,
 * ascending and not empty; two that have parts of the same character overlap afterwards.
 */
export function wholeGraphemes(
  text: string,
  ranges: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  if (!MAY_COMBINE.test(text)) return ranges;
  const segments = segmentsOf(text);
  return ranges.map(([start, end]) => {
    const { index, segment } = segments.containing(end - 1)!;
    return [segments.containing(start)!.index, index + segment.length];
  });
}

/** Segments are user-perceived characters by default. */
const segmentsOf = (text: string) => new Intl.Segmenter().segment(text);
