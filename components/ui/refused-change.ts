import { signal } from '@preact/signals';

const refused = signal(0);

/** Has the controls drawn again with the stored values, after a change that they already show was not stored. */
export function showStoredValues(): void {
  refused.value += 1;
}

/** Subscribes a control, which the browser changes before its value is stored, to {@link showStoredValues}. */
export function useStoredValue(): void {
  void refused.value;
}
