import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { recordSuccess } from '../../refresh/refresh-target.ts';
import { followAllowedConsoles } from '../console/session.ts';
import { revokeNow } from './retry-revocations.ts';
import type { SavedConnection } from './save-connection.ts';

/**
 * Revokes the replaced token, follows the account's console if that was allowed before, and reads usage, once a
 * connection is saved. Failures don't undo the connection.
 */
export async function afterConnecting({ key, revocations }: SavedConnection): Promise<void> {
  void revokeNow(revocations).catch(logErrorsOf('revokeNow'));
  // The console of an instance wasn't known when access to it was granted. Not awaited: it waits for connecting through
  // the console.
  void followAllowedConsoles().catch(logErrorsOf('followAllowedConsoles'));
  // The account and its list were read just now; usage wasn't.
  await recordSuccess({ kind: 'account', connectionKey: key }).catch(logErrorsOf('recordSuccess'));
  void refreshAgain(key).catch(logErrorsOf('refreshAgain'));
}
