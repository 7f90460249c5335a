import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { useRowWindow } from './row-window.ts';

/** What stands above a table, at least. */
const HEAD_HEIGHT = 220;

/** A stretch of rows that stand together, and the height that is left empty before it, in px. */
export interface RowStretch {
  gap: number;
  indexes: number[];
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
): { stretches: RowStretch[]; after: number } {
  const [heightAtFirst] = useState(() => Math.max(rowHeight, innerHeight - HEAD_HEIGHT));
  const { indexes } = useRowWindow(scroller, count, rowHeight, kept, heightAtFirst);
  return stretchesOf(indexes, count, rowHeight);
}

/** Groups ascending indexes into stretches without holes. */
export function stretchesOf(
  indexes: number[],
  count: number,
  rowHeight: number,
): { stretches: RowStretch[]; after: number } {
  const stretches: RowStretch[] = [];
  let next = 0;
  for (const index of indexes) {
    const last = stretches.at(-1);
    if (last && index === next) last.indexes.push(index);
    else stretches.push({ gap: (index - next) * rowHeight, indexes: [index] });
    next = index + 1;
  }
  return { stretches, after: (count - next) * rowHeight };
}
