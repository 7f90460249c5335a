import { displayText } from '../../lib/domain/text/foreign.ts';
import { wholeGraphemes } from '../../lib/domain/text/graphemes.ts';

type Ranges = readonly (readonly [number, number])[];

/**
 * A text that somebody else chose (a name, an address): isolated, so that it can't reorder or hide the text
 * around it. `ranges` are highlighted.
 */
export function ForeignText({ text, ranges = [] }: { text: string; ranges?: Ranges }) {
  if (ranges.length === 0) return <bdi>{displayText(text)}</bdi>;
  return (
    <bdi>
      {splitAtRanges(text, ranges).map((piece, index) =>
        piece.marked ? <mark key={index}>{displayText(piece.text)}</mark> : displayText(piece.text),
      )}
    </bdi>
  );
}

/** Returns a text split into plain and marked pieces of whole characters; ranges are `[start, end)`, ascending. */
export function splitAtRanges(text: string, ranges: Ranges): { text: string; marked: boolean }[] {
  const result: { text: string; marked: boolean }[] = [];
  let at = 0;
  const cut = (end: number, marked: boolean) => {
    if (end > at) result.push({ text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of wholeGraphemes(text, ranges)) {
    cut(start, false);
    cut(end, true);
  }
  cut(text.length, false);
  return result;
}
