import { describe, expect, it } from 'vitest';
import { isPassphraseTooShort, MIN_PASSPHRASE_LENGTH } from '../../../lib/domain/passphrase-length.ts';

describe('isPassphraseTooShort', () => {
  it.each([
    ['a'.repeat(MIN_PASSPHRASE_LENGTH - 1), true],
    ['a'.repeat(MIN_PASSPHRASE_LENGTH), false],
    // Two code units each, one character.
    ['🔑'.repeat(MIN_PASSPHRASE_LENGTH - 1), true],
    // A letter and a combining accent are one character of the normalized form that the key is derived from.
    ['e\u0301'.repeat(MIN_PASSPHRASE_LENGTH - 1), true],
    // A ligature is three letters of that form.
    ['ﬃ'.repeat(4), false],
  ])('%j: %s', (passphrase, tooShort) => {
    expect(isPassphraseTooShort(passphrase)).toBe(tooShort);
  });
});
