import { firstLines, siteButtons } from './docs-site-selectors.ts';

const GAP = 6;
/** Where the site puts its own buttons: this far from the block's corner. */
const CORNER = 8;

/**
 * Puts a frame of ours at the top right of a block, left of the site's own buttons: inside the block where it
 * covers no code there, else astride its upper edge, in the gap above it and its own padding. It takes no part
 * in the page's layout.
 */
export function placeOn(host: Element, frame: HTMLElement, block: Element): void {
  const content = block.parentElement;
  if (!content?.isConnected) return;
  const origin = host.getBoundingClientRect();
  const inner = content.getBoundingClientRect();
  const siteBox = siteButtons(block, host)?.getBoundingClientRect();
  const beside = siteBox !== undefined && siteBox.width > 0;
  const { width, height } = frame.getBoundingClientRect();
  const right = beside ? siteBox.left - GAP : inner.right - CORNER;
  const left = Math.max(right - width, inner.left + GAP);
  const inside = beside ? siteBox.top : inner.top + CORNER;
  const covers = firstLines(block).some(
    (line) => line.right + GAP > left && line.top < inside + height && line.bottom > inside,
  );
  const astride = Math.max(inner.top - height / 2, clippedAbove(content));
  frame.style.left = `${left - origin.left}px`;
  frame.style.top = `${(covers ? astride : inside) - origin.top}px`;
}

/** Returns the left edge of the nearest ancestor that clips its overflow. */
function clippedAbove(element: Element): number {
  for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowY !== 'visible') return box.getBoundingClientRect().top;
  }
  return Number.NEGATIVE_INFINITY;
}
