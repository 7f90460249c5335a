import { describe, expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { isRisky, isUnused, unusedText } from '../../../../../components/options/tokens/review.ts';
import {
  inReview,
  matchesFilter,
  sortTokens,
  type TokenRow,
  tokenRows,
} from '../../../../../components/options/tokens/token-rows.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import { isExpiring } from '../../../../../lib/domain/tokens/expiring.ts';
import type { TokenFacts } from '../../../../../lib/domain/tokens/token.ts';

const NOW = Date.UTC(2026, 10, 24);
const token = (change: Partial<TokenFacts>): TokenFacts => ({
  name: 'backend',
  createdAt: new Date(NOW - 200 * DAY_MS).toISOString(),
  permission: 'read',
  createdBy: null,
  expiresAt: null,
  lastAuthorizedAt: NOW - DAY_MS,
  ours: false,
  ...change,
});

describe('reviews', () => {
  it('"risky" are full tokens that never expire', () => {
    expect(isRisky(token({ permission: 'full' }))).toBe(true);
    expect(isRisky(token({ permission: 'full', expiresAt: NOW + DAY_MS }))).toBe(false);
    expect(isRisky(token({ permission: 'write' }))).toBe(false);
  });

  it('"unused" counts from the last use, else from creation, and has no expired tokens', () => {
    expect(isUnused(token({ lastAuthorizedAt: NOW - 90 * DAY_MS }), NOW)).toBe(true);
    expect(isUnused(token({ lastAuthorizedAt: NOW - 89 * DAY_MS }), NOW)).toBe(false);
    expect(isUnused(token({ lastAuthorizedAt: null }), NOW)).toBe(true);
    expect(isUnused(token({ lastAuthorizedAt: null, createdAt: new Date(NOW).toISOString() }), NOW)).toBe(
      false,
    );
    expect(isUnused(token({ lastAuthorizedAt: null, expiresAt: NOW - 1 }), NOW)).toBe(false);
  });

  it('have no token of which it isn’t known, and the list says so', () => {
    expect(isRisky(token({ permission: 'full', expiresAt: undefined }))).toBe(false);
    expect(isUnused(token({ lastAuthorizedAt: undefined }), NOW)).toBe(false);
    expect(isExpiring(token({ expiresAt: undefined }), NOW)).toBe(false);
    expect(unusedText(token({ lastAuthorizedAt: undefined }))).toBe('not known');
    expect(unusedText(token({ lastAuthorizedAt: null }))).toBe('never used');
  });

  it('"expiring" is within 7 days', () => {
    expect(isExpiring(token({ expiresAt: NOW + 7 * DAY_MS }), NOW)).toBe(true);
    expect(isExpiring(token({ expiresAt: NOW + 7 * DAY_MS + 1 }), NOW)).toBe(false);
    expect(isExpiring(token({ expiresAt: NOW }), NOW)).toBe(false);
    expect(isExpiring(token({}), NOW)).toBe(false);
  });
});

describe('the list', () => {
  const profileRow = {
    id: 'l',
    profile: { name: 'Estufa São João' },
    tokens: {
      tokens: [
        token({ name: 'b', expiresAt: NOW + 3 * DAY_MS }),
        token({ name: 'a', permission: 'full' }),
        token({ name: 'b', expiresAt: NOW - DAY_MS }),
      ],
    },
  } as unknown as ProfileRow;
  const rows = tokenRows([profileRow]);
  const names = (list: TokenRow[]) => list.map(({ token: { name, expiresAt } }) => [name, expiresAt]);

  it('has two rows for two tokens of the same name and time', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  });

  it('gives tokens that look the same different ids, and none another id when a new one is listed first', () => {
    const idsOf = (...tokens: TokenFacts[]) =>
      tokenRows([{ ...profileRow, tokens: { tokens } } as ProfileRow]).map(({ id }) => id);
    const [a, b] = [token({ name: 'a' }), token({ name: 'b' })];
    const newer = token({ name: 'new', createdAt: new Date(NOW).toISOString() });
    expect(idsOf(newer, a, b).slice(1)).toEqual(idsOf(a, b));
    expect(idsOf(newer, b, a, b).slice(1)).toEqual(idsOf(b, a, b));
    expect(new Set(idsOf(a, b, b, a)).size).toBe(4);
  });

  it('labels tokens of one name with the time they were created, and others by their name', () => {
    const twins = [
      token({ name: 'b' }),
      token({ name: 'b', createdAt: new Date(NOW).toISOString() }),
      token({ name: 'a' }),
    ];
    const labels = tokenRows([{ ...profileRow, tokens: { tokens: twins } } as ProfileRow]).map(
      ({ label }) => label,
    );
    expect(new Set(labels).size).toBe(3);
    expect(labels[1]).toMatch(/b.*Nov 24, 2026/);
    expect(labels[2]).toBe('a');
  });

  it('is sorted by expiration with "never" last, and in reverse', () => {
    const sorted = sortTokens(rows, { key: 'expires', descending: false });
    expect(names(sorted)).toEqual([
      ['b', NOW - DAY_MS],
      ['b', NOW + 3 * DAY_MS],
      ['a', null],
    ]);
    expect(names(sortTokens(rows, { key: 'expires', descending: true }))[0]).toEqual(['a', null]);
  });

  it('is filtered by words of name, profile and permission, without regard to accents', () => {
    const found = (query: string) => rows.filter((row) => matchesFilter(row, query)).length;
    expect(found('sao joao')).toBe(3);
    expect(found('full a')).toBe(1);
    expect(found('none')).toBe(0);
  });

  it('is filtered by each review', () => {
    expect(rows.filter((row) => inReview(row, 'expired', NOW))).toHaveLength(1);
    expect(rows.filter((row) => inReview(row, 'expiring', NOW))).toHaveLength(1);
    expect(rows.filter((row) => inReview(row, 'risky', NOW))).toHaveLength(1);
  });
});
