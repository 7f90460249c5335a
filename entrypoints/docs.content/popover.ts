/** Larger than the popover's shadow: for the browser, a shadow covers what it falls on. */
const GAP_PX = 8;
const EDGE_DISTANCE_PX = 8;

/** What a popover is shown beside. */
export type Anchor = Pick<Element, 'getBoundingClientRect'>;

/**
 * Shows a popover in the top layer, where no overflow of the page clips it, below its anchor, or above it if there is
 * no space below.
 */
export function showBeside(popover: HTMLElement, anchor: Anchor, align: 'start' | 'end'): void {
  // The page changed, or the extension was updated, while a reply was awaited: the anchor is gone.
  if (!popover.isConnected) return;
  popover.style.maxWidth = `${Math.min(360, innerWidth - 2 * EDGE_DISTANCE_PX)}px`;
  if (!isShown(popover)) popover.showPopover();
  // Where it was before would limit its width.
  popover.style.left = '0';
  const box = anchor.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = align === 'start' ? box.left : box.right - width;
  const below = box.bottom + GAP_PX;
  const top = below + height + EDGE_DISTANCE_PX <= innerHeight ? below : box.top - GAP_PX - height;
  popover.style.left = `${Math.max(EDGE_DISTANCE_PX, Math.min(left, innerWidth - width - EDGE_DISTANCE_PX))}px`;
  popover.style.top = `${Math.max(EDGE_DISTANCE_PX, top)}px`;
}

export function hidePopover(popover: HTMLElement): void {
  if (popover.isConnected && isShown(popover)) popover.hidePopover();
}

export const isShown = (popover: HTMLElement): boolean => popover.matches(':popover-open');
