import { describe, expect, it, test } from 'vitest';
import { afterReading, successorExpireTime } from '../../../../lib/domain/tokens/rotation.ts';
import type { TokenFacts } from '../../../../lib/domain/tokens/token.ts';
import { refOfProfile } from '../make.ts';

const NOW = Date.UTC(2026, 10, 20);
const old = (expiresAt: number | null) =>
  ({ createdAt: '2025-11-20T00:00:00.000Z', expiresAt }) as Partial<TokenFacts> as TokenFacts;

const rotationOf = (token: { name: string; createdAt: string }) => ({
  ...refOfProfile(1),
  token,
  permission: 'full',
  successor: null,
  known: [token.createdAt],
  startedAt: NOW,
});

test('a successor is found although the platform keeps spaces around the old token’s name', () => {
  const token = { name: ' Gateway', createdAt: '2026-11-01T00:00:00.000Z' };
  const successor = { name: 'Gateway', createdAt: '2026-11-20T00:00:01.000Z', permission: 'full' };
  const tokens = [token, successor] as Partial<TokenFacts>[] as TokenFacts[];
  const found = afterReading(rotationOf(token), tokens, NOW + 5000);
  expect(found?.successor).toBe(successor.createdAt);
  expect(found && afterReading(found, tokens, NOW + 3_600_000)).toBe(found);
});

test('a reading that began before the one that showed the successor, and ends after it, ends no rotation', () => {
  const token = { name: 'Gateway', createdAt: '2026-11-01T00:00:00.000Z' };
  const successor = { name: 'Gateway', createdAt: '2026-11-20T00:00:01.000Z', permission: 'full' };
  const tokens = (...rows: Partial<TokenFacts>[]) => rows as TokenFacts[];
  const found = afterReading(rotationOf(token), tokens(token, successor), NOW + 5000);
  expect(found && afterReading(found, tokens(token), NOW + 4000)).toBe(found);
  expect(found && afterReading(found, tokens(token), NOW + 6000)).toBeNull();
  // Since then the clock was set right by a day.
  expect(found && afterReading(found, tokens(token), NOW - 86_400_000)).toBeNull();
});

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
