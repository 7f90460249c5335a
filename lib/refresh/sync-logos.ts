import { coalesceRead } from '../async/coalesce-read.ts';
import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { publicLogoAddress } from '../domain/profiles/logo-address.ts';
import { DAY_MS, HOUR_MS, isWithin, msSince } from '../domain/time.ts';
import { isKnownOffline } from '../network.ts';
import { onStoreChange } from '../store/changes.ts';
import { listLogoAddresses, listLogos, putLogo, removeLogos } from '../store/logos.ts';
import { listProfiles } from '../store/profiles.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { fetchLogo } from './fetch-logo.ts';

const MAX_AGE_MS = 7 * DAY_MS;
const RETRY_AFTER_MS = DAY_MS;
/** How often all pictures are read for their age. */
const CHECK_EVERY_MS = HOUR_MS;
/** Key in `storage.session` of when they last were, epoch ms. */
const CHECKED = 'logosCheckedAt';
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

/**
 * Fetches missing and old logos, one after the other, and removes unused ones. What changes meanwhile is for the next
 * run.
 */
function syncLogos(): Promise<void> {
  return coalesceRead(['logos'], 'restart', sync);
}

async function sync(): Promise<void> {
  // While it is locked nothing is requested, and what fails offline would wait a day.
  if (isKnownOffline() || (await getVaultStatus()).locked) return;
  const [profiles, stored] = await Promise.all([listProfiles(), listLogoAddresses()]);
  const wanted = new Set(profiles.flatMap(({ logoUrl }) => publicLogoAddress(logoUrl) ?? []));
  await removeLogos(stored.filter((address) => !wanted.has(address)));
  const known = new Set(stored);
  const now = Date.now();
  for (const address of wanted) if (!known.has(address)) await store(address, null, now);
  if (await areChecked(now)) return;
  for (const { address, picture, fetchedAt } of await listLogos()) {
    const maxAge = picture ? MAX_AGE_MS : RETRY_AFTER_MS;
    if (wanted.has(address) && msSince(fetchedAt, now) >= maxAge) await store(address, picture, now);
  }
  await browser.storage.session.set({ [CHECKED]: now });
}

/**
 * Returns true while the ages of all pictures needn't be read: with thousands, each start of the worker would read
 * megabytes.
 */
async function areChecked(now: number): Promise<boolean> {
  const checkedAt: unknown = (await browser.storage.session.get(CHECKED))[CHECKED];
  return typeof checkedAt === 'number' && isWithin(CHECK_EVERY_MS, checkedAt, now);
}

/**
 * Fetches and stores a logo. Any host may refuse: the `last` picture stays, and the next attempt is a day or a week
 * later.
 */
async function store(address: string, last: string | null, now: number): Promise<void> {
  // Stored before the attempt: a picture that crashes the worker isn't fetched again at once.
  await putLogo({ address, picture: last, fetchedAt: now });
  const picture = await fetchLogo(address).catch(() => last);
  await putLogo({ address, picture, fetchedAt: now });
}
