import { useEffect, useState } from 'preact/hooks';
import type { Failure, RuleKey } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import type { Permissions } from '../../../lib/domain/settings/permissions.ts';
import { hasSeveralTokens, pastedToken } from '../../../lib/domain/text/pasted.ts';
import { otherKindOf, tokenKindOf } from '../../../lib/domain/tokens/token-kind.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import type { TokenOwner } from '../../../lib/messages/protocol/connect.ts';

/** The state of the check of a pasted token. `typing`: not a whole token yet; `later`: the host isn't allowed yet. */
export type TokenCheck =
  | { state: 'empty' | 'typing' | 'later' | 'checking' }
  | { state: 'good'; owner: TokenOwner }
  | { state: 'bad'; failure: Failure };

/** How a region refuses a token of another region, and one that is valid nowhere. */
const REFUSALS = new Set<Failure['code']>(['unauthorized', 'token-expired', 'token-not-profile']);

/** Returns true if the platform, or the text alone, has shown that a region doesn't accept the token. */
export function isTokenRefused(check: TokenCheck): boolean {
  return check.state === 'bad' && REFUSALS.has(check.failure.code);
}

/** Returns true for a token whose text alone shows that no region takes it. */
export function isWrongKind(text: string): boolean {
  return checkTokenText(pastedToken(text))?.state === 'bad';
}

/**
 * Returns true if there is no sense in sending a token. A check that failed for a passing reason says nothing of the
 * token: sending it is another try, which reports how it ends.
 */
export function isTokenUnusable(check: TokenCheck): boolean {
  const isMalformed = check.state === 'bad' && check.failure.code === 'invalid-input';
  return check.state === 'empty' || check.state === 'typing' || isMalformed || isTokenRefused(check);
}

const TYPING_PAUSE_MS = 350;

/**
 * Checks a token while it is typed: its kind by its prefix at once, then, after a pause, whose it is by asking the
 * platform, if its host is allowed. A response about an older text is ignored.
 */
export function useTokenCheck(text: string, origin: ApiOrigin | null, permissions: Permissions): TokenCheck {
  const token = pastedToken(text);
  // By the text while it is drawn: a token that was just pasted can be submitted at once.
  const local = checkTokenText(token);
  const [latest, setLatest] = useState<{ token: string; origin: ApiOrigin; check: TokenCheck } | null>(null);
  useEffect(() => {
    if (local || !origin) return;
    let current = true;
    const show = (check: TokenCheck) => {
      if (current) setLatest({ token, origin, check });
    };
    const timer = setTimeout(async () => {
      if (!(await permissions.host(origin).has())) return show({ state: 'later' });
      const result = await resultOf(() => send('checkToken', { origin, token }));
      show(result.ok ? { state: 'good', owner: result.value } : { state: 'bad', failure: result.failure });
    }, TYPING_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [token, origin]);
  if (local) return local;
  if (latest?.token === token && latest.origin === origin) return latest.check;
  return { state: origin ? 'checking' : 'later' };
}

/** Returns what the text alone shows; null if only the platform knows more. */
export function checkTokenText(token: string): TokenCheck | null {
  if (token === '') return { state: 'empty' };
  const kind = tokenKindOf(token);
  if (kind === 'malformed') {
    return hasSeveralTokens(token)
      ? { state: 'bad', failure: { code: 'invalid-input', detail: 'ruleSeveralTokens' satisfies RuleKey } }
      : { state: 'typing' };
  }
  const tokenKind = otherKindOf(kind);
  return tokenKind && { state: 'bad', failure: { code: 'token-not-profile', tokenKind } };
}
