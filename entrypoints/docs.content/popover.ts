/** More than the popover's shadow: to the browser, what a shadow falls on is covered. */
const GAP = 8;
const EDGE_DISTANCE_PX = 8;

/**
 * Shows a popover of ours in the top layer, where no overflow of the page cuts it, below its anchor or, where
 * there is no room, above it.
 */
export function showBeside(popover: HTMLElement, anchor: Element, align: 'start' | 'end'): void {
  // The page went on, or the extension was updated, while an answer was awaited: its anchor is gone.
  if (!popover.isConnected) return;
  popover.style.maxWidth = `${Math.min(360, innerWidth - 2 * EDGE_DISTANCE_PX)}px`;
  if (!popover.matches(':popover-open')) popover.showPopover();
  const box = anchor.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = align === 'start' ? box.left : box.right - width;
  const below = box.bottom + GAP;
  const top = below + height + EDGE_DISTANCE_PX <= innerHeight ? below : box.top - GAP - height;
  popover.style.left = `${Math.max(EDGE_DISTANCE_PX, Math.min(left, innerWidth - width - EDGE_DISTANCE_PX))}px`;
  popover.style.top = `${Math.max(EDGE_DISTANCE_PX, top)}px`;
}

export function hidePopover(popover: HTMLElement): void {
  if (popover.isConnected && popover.matches(':popover-open')) popover.hidePopover();
}
