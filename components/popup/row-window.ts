import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Rows beyond each edge that are kept in the page, so that scrolling shows no gap. */
const OVERSCAN = 3;
/** The popup's own height, until the list is measured. */
const HEIGHT_AT_FIRST = 400;

/**
 * Indexes of the rows in sight of a list scrolled by `top` px, ascending, and of `kept` wherever it is (screen
 * readers follow it). All rows have one height; that is why this is arithmetic, not a library, which would take
 * a quarter of the popup's script.
 */
export function rowsInSight(
  view: { top: number; height: number },
  rowHeight: number,
  count: number,
  kept: number,
): number[] {
  const first = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN);
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (kept < 0 || kept >= count || (kept >= first && kept < end)) return indexes;
  return kept < first ? [kept, ...indexes] : [...indexes, kept];
}

/** The nearest scroll position at which a row is whole in sight. */
export function scrolledTo(index: number, view: { top: number; height: number }, rowHeight: number): number {
  const start = index * rowHeight;
  if (start < view.top) return start;
  return Math.max(view.top, start + rowHeight - view.height);
}

export interface RowWindow {
  indexes: number[];
  /** Scrolls no further than needed. */
  show(index: number): void;
  /** Whole rows that fit. */
  page: number;
}

/** The rows of a scrolling element that are in sight; draws anew when others come into it. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  kept: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: HEIGHT_AT_FIRST });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      // A row's height at a time is all that matters: scrolling within it draws nothing.
      const top = Math.floor(element.scrollTop / rowHeight) * rowHeight;
      const height = element.clientHeight || HEIGHT_AT_FIRST;
      setView((before) => (before.top === top && before.height === height ? before : { top, height }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller, rowHeight]);
  return {
    indexes: rowsInSight(view, rowHeight, count, kept),
    show: (index) => {
      const element = scroller.current;
      if (!element) return;
      const now = { top: element.scrollTop, height: element.clientHeight };
      element.scrollTop = scrolledTo(index, now, rowHeight);
    },
    page: Math.max(1, Math.floor(view.height / rowHeight) - 1),
  };
}
