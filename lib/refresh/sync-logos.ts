import { coalesceRead } from '../async/coalesce-read.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { publicLogoAddress } from '../domain/profiles/logo-address.ts';
import { DAY_MS, msSince } from '../domain/time.ts';
import { isKnownOffline } from '../network.ts';
import { onStoreChange } from '../store/changes.ts';
import { listLogos, putLogo, removeLogos } from '../store/logos.ts';
import { listProfiles } from '../store/profiles.ts';
import { vaultState } from '../vault/passphrase.ts';
import { fetchLogo } from './fetch-logo.ts';

const MAX_AGE_MS = 7 * DAY_MS;
const RETRY_AFTER_MS = DAY_MS;
/** Changes within this time are handled together. */
const COALESCE_MS = 500;

let timer: ReturnType<typeof setTimeout> | null = null;

/**
 * Keeps small copies of the profiles' logos in the store, so that pages load nothing from other hosts, and the owner of
 * a shared profile doesn't learn when it is viewed. Call it in the background's first turn.
 */
export function watchLogos(): void {
  onStoreChange(({ store }) => {
    if (store === 'profiles' || store === 'vault') schedule();
  });
  // A terminated worker may have left some out.
  schedule();
}

function schedule(): void {
  if (timer !== null) return;
  timer = setTimeout(() => {
    timer = null;
    // A logo that can't be loaded is stored as such; other failures are retried at the next change.
    void syncLogos().catch(logErrorsOf('syncLogos'));
  }, COALESCE_MS);
}

/** Fetches missing and old logos, one after the other, and removes unused ones. What changes meanwhile is for the next run. */
function syncLogos(): Promise<void> {
  return coalesceRead(['logos'], 'restart', sync);
}

async function sync(): Promise<void> {
  // While it is locked nothing is requested, and what fails offline would wait a day.
  if (isKnownOffline() || (await vaultState()).locked) return;
  const [profiles, stored] = await Promise.all([listProfiles(), listLogos()]);
  const wanted = new Set(profiles.flatMap(({ logoUrl }) => publicLogoAddress(logoUrl) ?? []));
  const known = new Map(stored.map((row) => [row.address, row]));
  await removeLogos([...known.keys()].filter((address) => !wanted.has(address)));
  const now = Date.now();
  for (const address of wanted) {
    const row = known.get(address);
    const maxAge = row?.picture ? MAX_AGE_MS : RETRY_AFTER_MS;
    if (row && msSince(row.fetchedAt, now) < maxAge) continue;
    // Stored before the attempt: a picture that crashes the worker isn't fetched again at once.
    await putLogo({ address, picture: row?.picture ?? null, fetchedAt: now });
    // Any host may refuse: the last picture stays, and the next attempt is a day or a week later.
    const picture = await fetchLogo(address).catch(() => row?.picture ?? null);
    await putLogo({ address, picture, fetchedAt: now });
  }
}
