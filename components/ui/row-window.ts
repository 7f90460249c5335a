import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** What is in sight of a scrolled list, in px. */
interface View {
  top: number;
  height: number;
}

/** Rows beyond each edge that are kept in the page, so that scrolling shows no gap. */
const OVERSCAN = 3;

/**
 * Indexes of the rows in sight of a list scrolled by `top` px, ascending, and of `kept` wherever it is (screen
 * readers follow it). All rows have one height; that is why this is arithmetic, not a library, which would take
 * a quarter of the popup's script.
 */
export function rowsInSight(view: View, rowHeight: number, count: number, kept: number): number[] {
  const first = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN);
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (kept < 0 || kept >= count || (kept >= first && kept < end)) return indexes;
  return kept < first ? [kept, ...indexes] : [...indexes, kept];
}

/** Returns whether every row in sight of `next` is in the page already, which was drawn for `drawn`. */
export function covers(drawn: View, next: View, rowHeight: number): boolean {
  const beyond = OVERSCAN * rowHeight;
  return next.top >= drawn.top - beyond && next.top + next.height <= drawn.top + drawn.height + beyond;
}

const viewOf = (element: HTMLElement): View => ({ top: element.scrollTop, height: element.clientHeight });

/** Returns the nearest scroll position at which a row is whole in sight. */
export function scrolledTo(index: number, view: View, rowHeight: number): number {
  const start = index * rowHeight;
  if (start < view.top) return start;
  return Math.max(view.top, start + rowHeight - view.height);
}

export interface RowWindow {
  indexes: number[];
  /** Scrolls no further than needed. */
  show(index: number): void;
  /** Whole rows that fit, except for one. */
  page(): number;
}

/**
 * Returns the rows of a scrolling element that are in sight; draws again when others come into it. `heightAtFirst` is a
 * guess of its height in px: what it is is known only after the layout, which is not done twice for it.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  kept: number,
  heightAtFirst: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: heightAtFirst });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const next = viewOf(element);
      setView((before) => (covers(before, next, rowHeight) ? before : next));
    };
    element.addEventListener('scroll', look, { passive: true });
    // It also reports the first size, before anything is painted.
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
      const { top, height } = viewOf(element);
      // Heights are rounded: up to half a pixel of what they say may be hidden.
      element.scrollTop = scrolledTo(index, { top, height: height - 1 }, rowHeight);
    },
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
  };
}
