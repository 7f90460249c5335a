import { describe, expect, it } from 'vitest';
import { successorExpireTime } from '../../../../lib/domain/tokens/rotation.ts';
import type { TokenFacts } from '../../../../lib/domain/tokens/token.ts';

const NOW = Date.UTC(2026, 10, 20);
const old = (expiresAt: number | null) =>
  ({ createdAt: '2025-11-20T00:00:00.000Z', expiresAt }) as Partial<TokenFacts> as TokenFacts;

describe('a successor’s expiration', () => {
  it('is as far away as the old token’s was', () => {
    expect(successorExpireTime(old(Date.UTC(2026, 10, 20)), NOW)).toBe('2027-11-20T00:00:00.000Z');
    expect(successorExpireTime(old(null), NOW)).toBe('never');
  });

  it('has a year of four digits', () => {
    const last = '9999-12-31T23:59:59.000Z';
    expect(successorExpireTime(old(Date.parse(last)), NOW)).toBe(last);
    expect(successorExpireTime(old(8.64e15), NOW)).toBe(last);
  });
});
