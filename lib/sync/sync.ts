import { browser } from '../browser.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import type { ProfilePreferences } from '../domain/identity/profile.ts';
import { onStoreChange } from '../store/changes.ts';
import {
  defaultProfilePreferences,
  listProfilePreferences,
  updateProfilePreferences,
} from '../store/profile-preferences.ts';
import type { SyncedRecord } from '../store/schema.ts';
import { getSynced, putSynced } from '../store/synced.ts';
import { difference, pack, unpack } from './chunks.ts';
import { NOTHING_SET, newer, sameValue, syncedPart } from './record.ts';
import { mergeThresholds, thresholdsItem } from './thresholds.ts';

/** Between two rounds: a person who drags through colours costs a few writes, not dozens (120 a minute). */
const PAUSE_MS = 2_000;

/**
 * Keeps what a person set for their profiles — favourites, colours, emoji, thresholds, those for all profiles
 * too — the same on all their machines, through `storage.sync`. In the background's first turn.
 */
export function startSync(): void {
  onStoreChange(({ store, keys }) => {
    if (store === 'profilePreferences' || (store === 'settings' && keys.includes('preferences'))) soon();
  });
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'sync') soon();
  });
  browser.runtime.onStartup.addListener(soon);
  browser.runtime.onInstalled.addListener(soon);
  void keepFromContentScripts();
}

let running = false;
let again = false;

/** One round at a time, the first at once. */
function soon(): void {
  if (running) {
    again = true;
    return;
  }
  running = true;
  again = false;
  void reconcile()
    .catch(() => {
      // Sync is off, full or too often written: this machine's own preferences stand, the next round tries again.
    })
    .then(() => {
      setTimeout(() => {
        running = false;
        if (again) soon();
      }, PAUSE_MS);
    });
}

/**
 * One round: this machine's preferences, what was last agreed, and what the other machines say, merged profile
 * by profile; the newer one wins. What nobody changed is not written, and nothing is ever dropped here because
 * it is missing there.
 */
export async function reconcile(): Promise<void> {
  const [rows, agreed, stored] = await Promise.all([
    listProfilePreferences(),
    getSynced(),
    browser.storage.sync.get(null),
  ]);
  const local = new Map(rows.map((row) => [row.profileKey, row]));
  const known = byProfile(agreed.records);
  const remote = byProfile(unpack(stored));
  const merged = new Map<ProfileKey, SyncedRecord>();
  for (const profileKey of new Set([...local.keys(), ...known.keys(), ...remote.keys()])) {
    const row = local.get(profileKey) ?? defaultProfilePreferences(profileKey);
    const best = newer(ownRecord(row, known.get(profileKey)), remote.get(profileKey));
    if (!best) continue;
    merged.set(profileKey, best);
    if (!sameValue(best.value, syncedPart(row))) await takeOver(row, best);
  }
  const thresholds = await mergeThresholds(agreed.thresholds ?? null, stored);
  await putSynced({ records: [...merged.values()], thresholds });
  const { write: changed, remove } = difference(stored, pack(merged.values()));
  const write = { ...changed, ...thresholdsItem(thresholds, stored) };
  // Removed first: at the quota's edge the room is needed.
  if (remove.length > 0) await browser.storage.sync.remove(remove);
  if (Object.keys(write).length > 0) await browser.storage.sync.set(write);
}

/** This machine's say: a change since the last agreement, else the agreement itself. */
function ownRecord(row: ProfilePreferences, known: SyncedRecord | undefined): SyncedRecord | undefined {
  const value = syncedPart(row);
  if (sameValue(value, known?.value ?? NOTHING_SET)) return known;
  // A clock that was set back must not make a fresh change look older than what it replaces.
  const updatedAt = Math.max(row.updatedAt, (known?.updatedAt ?? 0) + 1);
  return { profileKey: row.profileKey, value, updatedAt };
}

/** Another machine's say becomes this one's, unless the person changed it here in this very moment. */
async function takeOver(row: ProfilePreferences, { value, updatedAt }: SyncedRecord): Promise<void> {
  await updateProfilePreferences(
    row.profileKey,
    (stored) => (sameValue(syncedPart(stored), syncedPart(row)) ? { ...stored, ...value } : stored),
    Math.max(row.updatedAt, updatedAt),
  );
}

function byProfile(records: SyncedRecord[]): Map<ProfileKey, SyncedRecord> {
  return new Map(records.map((record) => [record.profileKey, record]));
}

/** The docs site's content script has no business here (Chromium can say so). */
async function keepFromContentScripts(): Promise<void> {
  const area = browser.storage.sync as {
    setAccessLevel?: (options: { accessLevel: string }) => Promise<void>;
  };
  try {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // An older browser: nothing secret is in it either way.
  }
}
