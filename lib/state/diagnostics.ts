import { atMost } from '../async/at-most.ts';
import { readErrors } from '../diagnostics/error-log.ts';
import { readRequestCounts } from '../diagnostics/request-log.ts';
import { extensionVersion } from '../diagnostics/version.ts';
import type { Diagnostics } from '../domain/diagnostics/report.ts';
import { countRows } from '../store/row-counts.ts';
import { connections, passphraseSet, policyState, profiles, vaultLocked } from './app-state.ts';

export { onDiagnosticsChange } from '../diagnostics/changes.ts';

/** A database that is blocked is never read. */
const MAX_READ_MS = 2000;

/** Returns what the diagnostics page shows; null for what can't be read, or not soon. */
export async function readDiagnostics({
  language,
  granted,
}: {
  language: string;
  granted: Promise<Diagnostics['granted']>;
}): Promise<Diagnostics> {
  const [permitted, requests, errors, rows, estimate] = await Promise.all([
    readOrNull(granted),
    readOrNull(readRequestCounts()),
    readOrNull(readErrors()),
    readOrNull(countRows()),
    readOrNull(navigator.storage.estimate()),
  ]);
  return {
    language,
    granted: permitted,
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

async function readOrNull<T>(reading: Promise<T>): Promise<T | null> {
  let found: T | null = null;
  const read = reading.then((value) => {
    found = value;
  });
  // Not logged: the page reads everything again after each error.
  await atMost(MAX_READ_MS, read).catch(() => {});
  return found;
}
