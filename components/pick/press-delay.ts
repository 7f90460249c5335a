/** A press that soon after the window opened was meant for what was there before. */
const PRESS_DELAY_MS = 400;

/**
 * Calls `setSettled` once nothing was pressed for {@link PRESS_DELAY_MS} since the window opened or got the focus.
 * Returns a function that stops it.
 */
export function settleAfterPresses(setSettled: (settled: boolean) => void): () => void {
  let settled = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const change = (next: boolean) => {
    settled = next;
    setSettled(next);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => change(true), PRESS_DELAY_MS);
  };
  const onPress = () => {
    if (!settled) wait();
  };
  const onFocus = () => {
    change(false);
    wait();
  };
  wait();
  addEventListener('pointerdown', onPress, true);
  addEventListener('keydown', onPress, true);
  addEventListener('focus', onFocus);
  return () => {
    clearTimeout(timer);
    removeEventListener('pointerdown', onPress, true);
    removeEventListener('keydown', onPress, true);
    removeEventListener('focus', onFocus);
  };
}
