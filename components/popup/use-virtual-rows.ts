import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface VirtualRows {
  items: VirtualItem[];
  /** Height of all rows together, in px. */
  height: number;
  scrollTo(index: number): void;
  /** Whole rows that fit. */
  page: number;
}

/** Only the rows in sight of a scrolling element, all of one height; ready in the first paint. */
export function useVirtualRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
  /** A row that is kept in the page wherever it scrolls to. */
  kept: number,
): VirtualRows {
  const [, update] = useReducer((turn: number) => turn + 1, 0);
  const options = {
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    overscan: 4,
    rangeExtractor: (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return kept < count && !indexes.includes(kept) ? [...indexes, kept] : indexes;
    },
    // The popup's own size, until the element is measured.
    initialRect: { width: 400, height: 400 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => update(0),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    page: Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? rowHeight) / rowHeight) - 1),
  };
}
