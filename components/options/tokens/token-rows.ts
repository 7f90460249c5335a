import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { fold } from '../../../lib/domain/text/fold.ts';
import { parseTime } from '../../../lib/domain/time.ts';
import { isExpiring } from '../../../lib/domain/tokens/expiring.ts';
import { isExpired, serverTimeOf, type TokenFacts } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';
import type { Sort } from '../../ui/table.tsx';
import { exactTime } from '../shared/dates.ts';
import { permissionText } from '../shared/permission-text.ts';
import { personName } from '../shared/person-name.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { isRisky, isUnused } from './review.ts';

/** One token of one profile. */
export interface TokenRow {
  id: string;
  row: ProfileRow;
  token: TokenFacts;
  /** Its name; where the profile has another token of that name, with the time it was created. */
  label: string;
}

export const REVIEWS = ['risky', 'unused', 'expiring', 'expired'] as const;
/** Which tokens a review lists. */
export type Review = (typeof REVIEWS)[number];

/** Returns the tokens of some profiles. */
export function tokenRows(rows: readonly ProfileRow[]): TokenRow[] {
  return rows.flatMap((row) => {
    const tokens = row.tokens?.tokens ?? [];
    const counts = new Map<string, number>();
    for (const { name } of tokens) counts.set(name, (counts.get(name) ?? 0) + 1);
    const seen = new Map<string, number>();
    return tokens.map((token) => {
      // Tokens have no id on the platform, and two may even have the same name and time: those are numbered. Their
      // places in the list would change with each new token.
      const identity = `${row.id} ${token.createdAt} ${token.name}`;
      const before = seen.get(identity) ?? 0;
      seen.set(identity, before + 1);
      return {
        id: `${identity} ${before}`,
        row,
        token,
        label: counts.get(token.name) === 1 ? token.name : labelWithTime(token, row.connection?.timezone),
      };
    });
  });
}

function labelWithTime({ name, createdAt }: TokenFacts, zone: string | undefined): string {
  const at = parseTime(createdAt);
  return Number.isNaN(at) ? name : t('tokensNameCreated', name, exactTime(at, zone));
}

/** Returns true if a token belongs to a review. `now` in epoch ms. */
export function inReview({ token, row }: TokenRow, review: Review, now: number): boolean {
  const at = serverTimeOf(row.tokens, now);
  switch (review) {
    case 'risky':
      return isRisky(token);
    case 'unused':
      return isUnused(token, at);
    case 'expiring':
      return isExpiring(token, at);
    case 'expired':
      return isExpired(token, at);
  }
}

/** Returns true if a token's name, profile, permission or creator contains the words of a filter. */
export function matchesFilter({ token, row }: TokenRow, query: string): boolean {
  const text = fold(
    [token.name, row.profile.name, permissionText(token.permission), personName(token.createdBy ?? '')].join(
      ' ',
    ),
  );
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const NEVER = Number.MAX_SAFE_INTEGER;

const VALUES: Record<string, (row: TokenRow) => string | number> = {
  name: ({ token }) => token.name,
  profile: ({ row }) => row.profile.name,
  permission: ({ token }) => token.permission,
  created: ({ token }) => parseTime(token.createdAt) || 0,
  used: ({ token }) => token.lastAuthorizedAt ?? 0,
  expires: ({ token }) => token.expiresAt ?? NEVER,
};
export const TOKEN_SORTS = Object.keys(VALUES);

/** Returns sorted rows; doesn't change its input. */
export function sortTokens(rows: readonly TokenRow[], sort: Sort): TokenRow[] {
  const read = VALUES[sort.key] ?? VALUES.name!;
  const { compare } = nameCollator();
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, two] = [read(a), read(b)];
    const order =
      typeof one === 'number' && typeof two === 'number' ? one - two : compare(String(one), String(two));
    return sign * order || compare(a.token.name, b.token.name) || (a.id < b.id ? -1 : 1);
  });
}
