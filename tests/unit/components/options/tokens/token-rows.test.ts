import { describe, expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { isExpiring, isRisky, isUnused } from '../../../../../components/options/tokens/review.ts';
import {
  inReview,
  matchesFilter,
  sortTokens,
  type TokenRow,
  tokenRows,
} from '../../../../../components/options/tokens/token-rows.ts';
import type { TokenFacts } from '../../../../../lib/domain/tokens/token.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;
const token = (change: Partial<TokenFacts>): TokenFacts => ({
  name: 'backend',
  createdAt: new Date(NOW - 200 * DAY).toISOString(),
  permission: 'read',
  createdBy: null,
  expiresAt: null,
  lastAuthorizedAt: NOW - DAY,
  ours: false,
  ...change,
});

describe('reviews', () => {
  it('full and never expiring is a risk; less, or ending, is not', () => {
    expect(isRisky(token({ permission: 'full' }))).toBe(true);
    expect(isRisky(token({ permission: 'full', expiresAt: NOW + DAY }))).toBe(false);
    expect(isRisky(token({ permission: 'write' }))).toBe(false);
  });

  it('unused counts from the last use, else from the making, and not once it lapsed', () => {
    expect(isUnused(token({ lastAuthorizedAt: NOW - 90 * DAY }), NOW)).toBe(true);
    expect(isUnused(token({ lastAuthorizedAt: NOW - 89 * DAY }), NOW)).toBe(false);
    expect(isUnused(token({ lastAuthorizedAt: null }), NOW)).toBe(true);
    expect(isUnused(token({ lastAuthorizedAt: null, createdAt: new Date(NOW).toISOString() }), NOW)).toBe(
      false,
    );
    expect(isUnused(token({ lastAuthorizedAt: null, expiresAt: NOW - 1 }), NOW)).toBe(false);
  });

  it('about to expire is within 7 days, as its alert is', () => {
    expect(isExpiring(token({ expiresAt: NOW + 7 * DAY }), NOW)).toBe(true);
    expect(isExpiring(token({ expiresAt: NOW + 7 * DAY + 1 }), NOW)).toBe(false);
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
        token({ name: 'b', expiresAt: NOW + 3 * DAY }),
        token({ name: 'a', permission: 'full' }),
        token({ name: 'b', expiresAt: NOW - DAY }),
      ],
    },
  } as unknown as ProfileRow;
  const rows = tokenRows([profileRow]);
  const names = (list: TokenRow[]) => list.map(({ token: { name, expiresAt } }) => [name, expiresAt]);

  it('keeps two tokens of one name and time apart', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  });

  it('sorts by expiration with "never" last, and back', () => {
    const sorted = sortTokens(rows, { key: 'expires', descending: false });
    expect(names(sorted)).toEqual([
      ['b', NOW - DAY],
      ['b', NOW + 3 * DAY],
      ['a', null],
    ]);
    expect(names(sortTokens(rows, { key: 'expires', descending: true }))[0]).toEqual(['a', null]);
  });

  it('filters by words of name, profile and permission, accents aside', () => {
    const found = (query: string) => rows.filter((row) => matchesFilter(row, query)).length;
    expect(found('sao joao')).toBe(3);
    expect(found('full a')).toBe(1);
    expect(found('none')).toBe(0);
  });

  it('a review takes its own', () => {
    expect(rows.filter((row) => inReview(row, 'expired', NOW))).toHaveLength(1);
    expect(rows.filter((row) => inReview(row, 'expiring', NOW))).toHaveLength(1);
    expect(rows.filter((row) => inReview(row, 'risky', NOW))).toHaveLength(1);
    expect(rows.filter((row) => inReview(row, 'all', NOW))).toHaveLength(3);
  });
});
