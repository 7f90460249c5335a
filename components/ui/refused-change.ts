import { signal } from '@preact/signals';

const refused = signal(0);

/** Has the controls drawn again with the stored values, after a change that they already show was not stored. */
export function showStoredValues(): void {
  refused.value += 1;
}

/** Renders the control again when a change that it already shows was refused; see {@link showStoredValues}. */
export function useStoredValue(): void {
  void refused.value;
}
