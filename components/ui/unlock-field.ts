/** The passphrase's field in the popup, and the section around it in the options page, while the vault is locked. */
export const UNLOCK_ID = 'unlock';

/** Focuses the passphrase's field; false if there is none. */
export function focusUnlockField(): boolean {
  const found = document.getElementById(UNLOCK_ID);
  const field = found?.querySelector('input') ?? found;
  field?.focus();
  return field !== null && field !== undefined;
}
