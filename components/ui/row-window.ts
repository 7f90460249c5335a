import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { afterPaint } from '../../lib/state/after-paint.ts';

/** The visible part of a scrolled list, in px. */
interface View {
  top: number;
  height: number;
}

/** How many rows are kept in the page beyond each edge, so that scrolling shows no gap. */
const OVERSCAN = 3;

/**
 * Returns the indexes of the visible rows of a list scrolled by `top` px, ascending, and of `kept` and its neighbors
 * wherever they are: screen readers follow it, and Tab leads on from it before the list has scrolled. All rows have one
 * height; so this is arithmetic, not a library, which would add a quarter to the popup's script.
 */
export function rowsInSight(view: View, rowHeight: number, count: number, kept: number): number[] {
  const first = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN);
  const indexes = new Set(Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index));
  if (kept >= 0 && kept < count)
    for (const index of [kept - 1, kept, kept + 1]) if (index >= 0 && index < count) indexes.add(index);
  return [...indexes].sort((a, b) => a - b);
}

/** Returns true if the page, drawn for `drawn`, already has every row that is visible in `next`. */
export function covers(drawn: View, next: View, rowHeight: number): boolean {
  const beyond = OVERSCAN * rowHeight;
  return next.top >= drawn.top - beyond && next.top + next.height <= drawn.top + drawn.height + beyond;
}

const viewOf = (element: HTMLElement): View => ({ top: element.scrollTop, height: element.clientHeight });

interface RowWindow {
  indexes: number[];
  /** Returns how many rows a page up or down moves by: those that fit, less one. */
  page(): number;
  /** Reads what is visible now, without waiting for the scroll event. */
  update(): void;
}

/**
 * Returns the visible rows of a scrolling element, and renders again when others become visible. The first frame has
 * `firstRows`: it is painted sooner without the others, which follow in the next one.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  kept: number,
  firstRows: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: (firstRows - OVERSCAN) * rowHeight });
  const update = () => {
    if (!scroller.current) return;
    const next = viewOf(scroller.current);
    setView((before) => (covers(before, next, rowHeight) ? before : next));
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.addEventListener('scroll', update, { passive: true });
    const observer = new ResizeObserver(update);
    let removed = false;
    // It reports the present size as well.
    void afterPaint().then(() => {
      if (!removed) observer.observe(element);
    });
    return () => {
      removed = true;
      element.removeEventListener('scroll', update);
      observer.disconnect();
    };
  }, [scroller, rowHeight]);
  return {
    indexes: rowsInSight(view, rowHeight, count, kept),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    update,
  };
}
