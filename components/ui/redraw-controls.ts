import { signal } from '@preact/signals';

const refused = signal(0);

/** Has the controls drawn again with the stored values, after a change that they already show was not stored. */
export function redrawControls(): void {
  refused.value += 1;
}

/** Renders the control again when a change that it already shows was refused; see {@link redrawControls}. */
export function useRedrawOnRefusal(): void {
  void refused.value;
}
