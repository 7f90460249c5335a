import { DAY_MS, hasElapsed, parseTime } from '../../../lib/domain/time.ts';
import { isExpired, type TokenFacts } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';

/** A token that was not used for this many days should be revoked. */
export const UNUSED_DAYS = 90;

/** Returns true if a token has full permission and never expires. */
export function isRisky(token: TokenFacts): boolean {
  return token.permission === 'full' && token.expiresAt === null;
}

/** Returns what stands where a token has no time of its last use. */
export function unusedText({ lastAuthorizedAt }: TokenFacts): string {
  return t(lastAuthorizedAt === null ? 'tokensNeverUsed' : 'usageUnknown');
}

/** Returns true if a token was not used for {@link UNUSED_DAYS} days, or since its creation. `now` in epoch ms. */
export function isUnused(token: TokenFacts, now: number): boolean {
  if (token.lastAuthorizedAt === undefined) return false;
  const last = token.lastAuthorizedAt ?? parseTime(token.createdAt);
  return !isExpired(token, now) && hasElapsed(UNUSED_DAYS * DAY_MS, last, now);
}
