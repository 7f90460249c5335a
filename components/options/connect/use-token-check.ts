import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import type { Permissions } from '../../../lib/domain/settings/permissions.ts';
import { pastedToken } from '../../../lib/domain/text/pasted.ts';
import { tokenKindOf } from '../../../lib/domain/tokens/token-kind.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import type { TokenOwner } from '../../../lib/messages/protocol/connect.ts';

/** How far the check of a pasted token has come. `typing`: nothing worth asking the platform about yet. */
export type TokenCheck =
  | { state: 'empty' | 'typing' | 'later' | 'checking' }
  | { state: 'good'; owner: TokenOwner }
  | { state: 'bad'; failure: Failure };

const PAUSE_MS = 350;

/**
 * Checks a token while it is typed: its kind by the prefix at once, then, after a pause, whose it is. `later`
 * means that the host may not be asked before the person allowed it. An answer to an older text is dropped.
 */
export function useTokenCheck(text: string, origin: ApiOrigin | null, permissions: Permissions): TokenCheck {
  const token = pastedToken(text);
  const [check, setCheck] = useState<TokenCheck>({ state: 'empty' });
  useEffect(() => {
    const local = checkByLooks(token);
    setCheck(local ?? { state: origin ? 'checking' : 'later' });
    if (local || !origin) return;
    let current = true;
    const timer = setTimeout(async () => {
      if (!(await permissions.host(origin).has())) {
        if (current) setCheck({ state: 'later' });
        return;
      }
      const result = await resultOf(() => send('checkToken', { origin, token }));
      if (!current) return;
      setCheck(
        result.ok ? { state: 'good', owner: result.value } : { state: 'bad', failure: result.failure },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [token, origin]);
  return check;
}

/** Returns what is known from the text alone; null when only the platform can say more. */
export function checkByLooks(token: string): TokenCheck | null {
  if (token === '') return { state: 'empty' };
  switch (tokenKindOf(token)) {
    case 'malformed':
      return { state: 'typing' };
    case 'analysis':
      return { state: 'bad', failure: { code: 'token-not-profile', tokenKind: 'analysis' } };
    case 'service':
      return { state: 'bad', failure: { code: 'token-not-profile', tokenKind: 'service' } };
    default:
      return null;
  }
}
