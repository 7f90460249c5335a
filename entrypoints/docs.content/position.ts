import { firstLines, siteButtons } from './docs-site-selectors.ts';

const GAP_PX = 6;
/** The distance of the site's buttons from the block's corner. */
const CORNER_PX = 8;

/**
 * Positions a frame at the top right of a block, left of the site's buttons: inside the block if it covers no code
 * there, else across its upper edge. It doesn't affect the page's layout.
 */
export function placeOn(host: Element, frame: HTMLElement, block: Element): void {
  const content = block.parentElement;
  if (!content?.isConnected) return;
  const origin = host.getBoundingClientRect();
  const inner = content.getBoundingClientRect();
  const siteBox = siteButtons(block, host)?.getBoundingClientRect();
  const beside = siteBox !== undefined && siteBox.width > 0;
  const { width, height } = frame.getBoundingClientRect();
  const right = beside ? siteBox.left - GAP_PX : inner.right - CORNER_PX;
  const left = Math.max(right - width, inner.left + GAP_PX);
  const inside = beside ? siteBox.top : inner.top + CORNER_PX;
  const covers = firstLines(block).some(
    (line) => line.right + GAP_PX > left && line.top < inside + height && line.bottom > inside,
  );
  const acrossEdge = Math.max(inner.top - height / 2, clippedAbove(content));
  frame.style.left = `${left - origin.left}px`;
  frame.style.top = `${(covers ? acrossEdge : inside) - origin.top}px`;
}

/** Returns the top edge of the nearest ancestor that clips its overflow, in px; -∞ if none does. */
function clippedAbove(element: Element): number {
  for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowY !== 'visible') return box.getBoundingClientRect().top;
  }
  return Number.NEGATIVE_INFINITY;
}
