import { describe, expect, it } from 'vitest';
import { requireNotTooOften } from '../../../../lib/actions/docs/rate-limit.ts';

describe('requireNotTooOften', () => {
  it('allows one call a second per tab and kind', () => {
    requireNotTooOften('copy', 1, 1000);
    expect(() => requireNotTooOften('copy', 1, 1999)).toThrow('too-often');
    requireNotTooOften('copy', 2, 1500);
    requireNotTooOften('offer', 1, 1500);
    requireNotTooOften('copy', 1, 2000);
  });

  it('does not block for hours after the clock was set back', () => {
    requireNotTooOften('copy', 3, 90_000_000);
    expect(() => requireNotTooOften('copy', 3, 5_000_000)).not.toThrow();
  });
});
