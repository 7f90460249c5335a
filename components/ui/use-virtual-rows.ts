import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { useRowWindow } from './row-window.ts';

/** The least height above a table, in px. */
const HEAD_HEIGHT = 220;

/** A row that is in the page, and the height that is left empty before it, in px. */
export interface VisibleRow {
  index: number;
  gap: number;
}

/**
 * The rows in sight of a scrolling element, all of one height, plus a few around them and the one in which the
 * focus is (`kept`; -1: none). `after` is the height left empty behind the last.
 */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  kept: number,
): { visible: VisibleRow[]; after: number } {
  const [heightAtFirst] = useState(() => Math.max(rowHeight, innerHeight - HEAD_HEIGHT));
  const { indexes } = useRowWindow(scroller, count, rowHeight, kept, heightAtFirst);
  return withGaps(indexes, count, rowHeight);
}

/** Puts the height of the rows that are left out before each of those that are not; `indexes` are ascending. */
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
