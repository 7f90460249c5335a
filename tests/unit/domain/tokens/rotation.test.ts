import { describe, expect, it, test } from 'vitest';
import { afterReading, isRevocable, successorExpireTime } from '../../../../lib/domain/tokens/rotation.ts';
import type { TokenFacts } from '../../../../lib/domain/tokens/token.ts';
import { refOfProfile } from '../make.ts';

const NOW = Date.UTC(2026, 10, 20);
const old = (expiresAt: TokenFacts['expiresAt']) =>
  ({ createdAt: '2025-11-20T00:00:00.000Z', expiresAt }) as Partial<TokenFacts> as TokenFacts;

const listed = (rows: Partial<TokenFacts>[], partial = false) => ({ rows: rows as TokenFacts[], partial });

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
  const tokens = listed([token, successor]);
  const found = afterReading(rotationOf(token), tokens, NOW + 5000);
  expect(found?.successor).toBe(successor.createdAt);
  expect(found && afterReading(found, tokens, NOW + 3_600_000)).toBe(found);
});

test('a reading that began before the one that showed the successor, and ends after it, ends no rotation', () => {
  const token = { name: 'Gateway', createdAt: '2026-11-01T00:00:00.000Z' };
  const successor = { name: 'Gateway', createdAt: '2026-11-20T00:00:01.000Z', permission: 'full' };
  const tokens = (...rows: Partial<TokenFacts>[]) => listed(rows);
  const found = afterReading(rotationOf(token), tokens(token, successor), NOW + 5000);
  expect(found && afterReading(found, tokens(token), NOW + 4000)).toBe(found);
  expect(found && afterReading(found, tokens(token), NOW + 6000)).toBeNull();
  // Since then the clock was set right by a day.
  expect(found && afterReading(found, tokens(token), NOW - 86_400_000)).toBeNull();
});

test('a list of which a row couldn’t be read ends no rotation, and shows a successor all the same', () => {
  const token = { name: 'Gateway', createdAt: '2026-11-01T00:00:00.000Z' };
  const successor = { name: 'Gateway', createdAt: '2026-11-20T00:00:01.000Z', permission: 'full' };
  const open = rotationOf(token);
  const later = NOW + 3_600_000;
  for (const rows of [[], [token]]) {
    expect(afterReading(open, listed(rows, true), later)).toBe(open);
    expect(afterReading(open, listed(rows), later)).toBeNull();
  }
  const found = afterReading(open, listed([token, successor], true), later)!;
  expect(found.successor).toBe(successor.createdAt);
  for (const rows of [[], [token], [successor]]) {
    expect(afterReading(found, listed(rows, true), later)).toBe(found);
    expect(afterReading(found, listed(rows), later)).toBeNull();
  }
});

test('an old token can’t be revoked while its last use isn’t known', () => {
  const rotation = {
    ...rotationOf({ name: 'Gateway', createdAt: '' }),
    successor: '2026-11-20T00:00:00.000Z',
  };
  const token = (lastAuthorizedAt: TokenFacts['lastAuthorizedAt']) =>
    ({ lastAuthorizedAt }) as Partial<TokenFacts> as TokenFacts;
  const list = { servedAt: NOW + 86_400_000 };
  expect(isRevocable(rotation, token(null), list)).toBe(true);
  expect(isRevocable(rotation, token(undefined), list)).toBe(false);
});

describe('a successor’s expiration', () => {
  it('is as far away as the old token’s was', () => {
    expect(successorExpireTime(old(Date.UTC(2026, 10, 20)), NOW)).toBe('2027-11-20T00:00:00.000Z');
    expect(successorExpireTime(old(null), NOW)).toBe('never');
    expect(successorExpireTime(old(undefined), NOW)).toBeNull();
  });

  it('has a year of four digits', () => {
    const last = '9999-12-31T23:59:59.000Z';
    expect(successorExpireTime(old(Date.parse(last)), NOW)).toBe(last);
    expect(successorExpireTime(old(8.64e15), NOW)).toBe(last);
  });
});
