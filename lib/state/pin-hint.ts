import { type ReadonlySignal, signal } from '@preact/signals';

/** Key in `localStorage`: whether the icon is pinned concerns this browser alone. */
const KEY = 'pin-hint';

const dismissed = signal(globalThis.localStorage?.getItem(KEY) != null);

/** True once the person said not to be reminded of pinning the icon. */
export const isPinHintDismissed: ReadonlySignal<boolean> = dismissed;

/** Hides the hint in this browser for good. */
export function dismissPinHint(): void {
  dismissed.value = true;
  localStorage.setItem(KEY, 'dismissed');
}
