import { DAY_MS, isAtLeast } from '../../../lib/domain/time.ts';
import type { TokenFacts } from '../../../lib/domain/tokens/token.ts';
import { TOKEN_REMINDER_MS } from '../../../lib/domain/usage/alerts.ts';

/** A token without use for so long is better revoked. */
export const UNUSED_DAYS = 90;
/** A token that expires within this many days is listed as expiring soon: from when on an alert is sent of it too. */
export const EXPIRING_DAYS = TOKEN_REMINDER_MS / DAY_MS;

/** May do everything, for ever. */
export function isRisky(token: TokenFacts): boolean {
  return token.permission === 'full' && token.expiresAt === null;
}

/** Not used for 90 days, or never since it was made that long ago. `now` in epoch ms. */
export function isUnused(token: TokenFacts, now: number): boolean {
  const last = token.lastAuthorizedAt ?? Date.parse(token.createdAt);
  return !isExpired(token, now) && isAtLeast(UNUSED_DAYS * DAY_MS, last, now);
}

/** Lapses within {@link EXPIRING_DAYS} days. */
export function isExpiring(token: TokenFacts, now: number): boolean {
  return token.expiresAt !== null && token.expiresAt > now && token.expiresAt - now <= EXPIRING_DAYS * DAY_MS;
}

/** Lapsed already: it opens nothing any more. */
export function isExpired(token: TokenFacts, now: number): boolean {
  return token.expiresAt !== null && token.expiresAt <= now;
}
