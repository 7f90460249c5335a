import { DAY_MS, hasElapsed, parseTime } from '../../../lib/domain/time.ts';
import { isExpired, type TokenFacts } from '../../../lib/domain/tokens/token.ts';

/** A token that was not used for this many days should be revoked. */
export const UNUSED_DAYS = 90;

/** Returns true if a token has full permission and never expires. */
export function isRisky(token: TokenFacts): boolean {
  return token.permission === 'full' && token.expiresAt === null;
}

/** Returns true if a token was not used for {@link UNUSED_DAYS} days, or since its creation. `now` in epoch ms. */
export function isUnused(token: TokenFacts, now: number): boolean {
  const last = token.lastAuthorizedAt ?? parseTime(token.createdAt);
  return !isExpired(token, now) && hasElapsed(UNUSED_DAYS * DAY_MS, last, now);
}
