import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { keptScroll } from './kept-scroll.ts';
import { useRowWindow } from './row-window.ts';

/** A row that is in the page, and the height that is left empty before it, in px. */
interface VisibleRow {
  index: number;
  gap: number;
}

/** A row of the matrix has a dozen cells: each one more in the first frame delays the first one's paint. */
const FIRST_ROWS = 2;

/**
 * Returns the visible rows of a scrolling element, all of one height, plus a few around them and the one that has the
 * focus (`kept`; -1: none). Only the first `known` of the rows can be drawn. When `shows` changes, other rows are
 * meant, and it scrolls to the first; in an entry of the history that is gone back to, to where `name` was left.
 * `after` is the height left empty after the last, in px.
 */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  { count, known, name, shows }: { count: number; known: number; name: string; shows: string },
  rowHeight: number,
  kept: number,
): { visible: VisibleRow[]; after: number } {
  const { indexes, update } = useRowWindow(scroller, count, rowHeight, kept, FIRST_ROWS);
  const shown = useRef(shows);
  useLayoutEffect(() => {
    const top = keptScroll(name, shows);
    // Without a need nothing is measured before the first rows are painted.
    if (shown.current === shows && top === 0) return;
    shown.current = shows;
    scroller.current?.scrollTo({ top });
    // The scroll event would come a frame later.
    update();
  }, [shows]);
  return withGaps(
    indexes.filter((index) => index < known),
    count,
    rowHeight,
  );
}

/** Returns the rows with the height of those left out before each; `indexes` are ascending. */
export function withGaps(
  indexes: readonly number[],
  count: number,
  rowHeight: number,
): { visible: VisibleRow[]; after: number } {
  const visible = indexes.map((index, at) => ({
    index,
    gap: (index - (at === 0 ? 0 : indexes[at - 1]! + 1)) * rowHeight,
  }));
  return { visible, after: (count - ((indexes.at(-1) ?? -1) + 1)) * rowHeight };
}
