import { abortForLock } from '../calls/connection-queue.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { refreshAgain } from '../refresh/refresh.ts';
import { listConnections } from '../store/connections.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { followAllowedConsoles } from './console/session.ts';

/** Brings what is running in line with the organization's policy, after it changed. */
export async function applyPolicy(): Promise<void> {
  if ((await getVaultStatus()).locked) abortForLock();
  await followAllowedConsoles();
  // What was forbidden may be allowed now, and is due at once.
  for (const { key } of await listConnections()) void refreshAgain(key).catch(logErrorsOf('refreshAgain'));
}
