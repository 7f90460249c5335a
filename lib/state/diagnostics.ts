import { atMost } from '../async/at-most.ts';
import { readErrors } from '../diagnostics/error-log.ts';
import { readRequestCounts } from '../diagnostics/request-log.ts';
import { extensionVersion } from '../diagnostics/version.ts';
import type { Diagnostics } from '../domain/diagnostics/report.ts';
import { hostPermissionPattern, REGIONS } from '../domain/regions/region.ts';
import { countRows } from '../store/row-counts.ts';
import { connections, loaded, passphraseSet, policyState, profiles, vaultLocked } from './app-state.ts';
import { isExample } from './example.ts';

export { onDiagnosticsChange } from '../diagnostics/changes.ts';

/** Match patterns of the public consoles, which the extension may be allowed to follow. */
const CONSOLES: ReadonlySet<string> = new Set(REGIONS.map(({ console }) => hostPermissionPattern(console)));

/** A database that is blocked is never read. */
const MAX_READ_MS = 2000;

/** Returns what the diagnostics page shows; null for what can't be read, or not soon. */
export async function readDiagnostics({
  language,
  granted,
}: {
  language: string;
  /** Optional permissions, and match patterns of hosts. */
  granted: Promise<{ names: readonly string[]; hosts: readonly string[] }>;
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
    granted: permitted && {
      permissions: permitted.names,
      hosts: permitted.hosts.filter((pattern) => !CONSOLES.has(pattern)).length,
    },
    at: Date.now(),
    version: extensionVersion(),
    userAgent: navigator.userAgent,
    stored: loaded.value === 'all' && !isExample.value ? storedFacts() : null,
    rows: isExample.value ? null : rows,
    storedBytes: estimate?.usage ?? null,
    requests,
    errors,
  };
}

function storedFacts(): Diagnostics['stored'] {
  return {
    connections: connections.value,
    profiles: {
      total: profiles.value.length,
      denied: profiles.value.filter(({ access }) => access === 'denied').length,
    },
    vault: { passphrase: passphraseSet.value, locked: vaultLocked.value },
    policy: policyState.value,
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
