import { DAY_MS } from '../time.ts';
import { isExpired, type TokenFacts } from './token.ts';

/** How long before it expires a token is announced, and listed as expiring. */
export const TOKEN_REMINDER_MS = 7 * DAY_MS;

/**
 * Returns true if a token expires within {@link TOKEN_REMINDER_MS}. `now`: epoch ms, by the server's clock where it is
 * known.
 */
export function isExpiring({ expiresAt }: Pick<TokenFacts, 'expiresAt'>, now: number): boolean {
  return (
    typeof expiresAt === 'number' && !isExpired({ expiresAt }, now) && expiresAt - now <= TOKEN_REMINDER_MS
  );
}
