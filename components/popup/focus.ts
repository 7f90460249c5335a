import { focusUnlockField } from '../ui/unlock-field.ts';

export const FILTER_ID = 'filter';
export const LIST_ID = 'profiles';
export const COPY_ID = 'copy';

/** Focuses the field for typing: the passphrase's while the vault is locked, else the filter. */
export function focusTypingField(): void {
  if (!focusUnlockField()) focusFilter();
}

/** Focuses the filter; also when the control that had the focus is removed. */
export function focusFilter(): void {
  document.getElementById(FILTER_ID)?.focus();
}
