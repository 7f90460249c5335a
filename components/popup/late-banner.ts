import { computed, type ReadonlySignal } from '@preact/signals';
import { activeId, aiming } from './popup-model.ts';

/**
 * Returns whether a banner that isn't there from the first paint on is shown, while `isThere` returns true: it would
 * move the rows of the list below it, so it waits while the pointer moves over them, until it leaves or another profile
 * is active.
 */
export function shownLate(isThere: () => boolean): ReadonlySignal<boolean> {
  let before = activeId.peek();
  let isShown = false;
  return computed(() => {
    if (!aiming.value) before = activeId.value;
    isShown = isThere() && (isShown || !aiming.value || activeId.value !== before);
    return isShown;
  });
}
