import { readErrors } from '../diagnostics/error-log.ts';
import { readRequestCounts } from '../diagnostics/request-log.ts';
import { extensionVersion } from '../diagnostics/version.ts';
import type { Diagnostics } from '../domain/diagnostics/report.ts';
import { countRows } from '../store/row-counts.ts';
import { connections, passphraseSet, policyState, profiles, vaultLocked } from './app-state.ts';

export { onDiagnosticsChange } from '../diagnostics/changes.ts';

/** Returns what the diagnostics page shows; null for what can't be read. */
export async function readDiagnostics(
  environment: Pick<Diagnostics, 'language' | 'permissions' | 'grantedHosts'>,
): Promise<Diagnostics> {
  const [requests, errors, rows, estimate] = await Promise.all([
    readRequestCounts(),
    readErrors(),
    countRows().catch(() => null),
    navigator.storage.estimate().catch(() => null),
  ]);
  return {
    ...environment,
    at: Date.now(),
    version: extensionVersion(),
    userAgent: navigator.userAgent,
    connections: connections.value,
    profiles: {
      total: profiles.value.length,
      denied: profiles.value.filter(({ access }) => access === 'denied').length,
    },
    vault: { passphrase: passphraseSet.value, locked: vaultLocked.value },
    policy: policyState.value,
    rows,
    storedBytes: estimate?.usage ?? null,
    requests,
    errors,
  };
}
