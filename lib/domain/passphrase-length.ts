/** In characters. An attacker with a copy of the vault can try any number of passphrases offline. */
export const MIN_PASSPHRASE_LENGTH = 10;

/** Returns true for a passphrase below {@link MIN_PASSPHRASE_LENGTH}, counted in the form its key is derived from. */
export function isPassphraseTooShort(passphrase: string): boolean {
  return [...passphrase.normalize('NFKC')].length < MIN_PASSPHRASE_LENGTH;
}
