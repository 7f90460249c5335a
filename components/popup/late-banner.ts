import { computed, type ReadonlySignal } from '@preact/signals';
import { activeId, pointing } from './popup-model.ts';

/**
 * Returns true if a banner that isn't there from the first paint on is shown, while `isThere` returns true: it would move the
 * rows of the list below it, so it waits until the pointer isn't over them, or has chosen a profile there.
 */
export function shownLate(isThere: () => boolean): ReadonlySignal<boolean> {
  const first = activeId.peek();
  let isShown = false;
  return computed(() => {
    isShown = isThere() && (isShown || !pointing.value || activeId.value !== first);
    return isShown;
  });
}
