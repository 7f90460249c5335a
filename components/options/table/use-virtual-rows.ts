import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

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
  const [, update] = useReducer((turn: number) => turn + 1, 0);
  const options = {
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    overscan: 5,
    rangeExtractor: (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (kept < 0 || kept >= count || indexes.includes(kept)) return indexes;
      return [...indexes, kept].sort((a, b) => a - b);
    },
    // Until the element is measured: a usual window.
    initialRect: { width: 1000, height: 700 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => update(0),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return stretchesOf(
    virtualizer.getVirtualItems().map((item) => item.index),
    count,
    rowHeight,
  );
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
