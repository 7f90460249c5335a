import { browser } from '../browser.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { onStoreChange } from '../store/changes.ts';
import {
  defaultProfilePreferences,
  listProfilePreferences,
  updateProfilePreferences,
} from '../store/profile-preferences.ts';
import type { SyncedRecord } from '../store/schema.ts';
import { getSynced, putSynced } from '../store/synced.ts';
import { difference, pack, unpack } from './chunks.ts';
import { isSame } from './field.ts';
import { changesTo, newerFields, newestAt, ownRecord } from './record.ts';
import { mergeThresholds, thresholdsItem } from './thresholds.ts';

/** Between two rounds: a person who drags through colours costs a few writes, not dozens (120 a minute). */
const PAUSE_MS = 2_000;

const ALARM = 'sync';
/** Where `storage.sync` refused a write: what it counts, it counts by the minute and by the hour. */
const RETRY_MINUTES = 10;

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
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) soon();
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
    .then(
      () => browser.alarms.clear(ALARM),
      // Sync is off, full or too often written: this machine's own preferences stand. The worker may be dead by then.
      () => browser.alarms.create(ALARM, { delayInMinutes: RETRY_MINUTES }),
    )
    .catch(() => {})
    .then(() => {
      setTimeout(() => {
        running = false;
        if (again) soon();
      }, PAUSE_MS);
    });
}

/**
 * One round: this machine's preferences, what was last agreed, and what the other machines say, merged field by
 * field; the newer one wins. What nobody changed is not written, nothing is ever dropped here because it is missing
 * there, and what is not understood stays there as it is.
 */
export async function reconcile(): Promise<void> {
  const now = Date.now();
  const [rows, agreed, stored] = await Promise.all([
    listProfilePreferences(),
    getSynced(),
    browser.storage.sync.get(null),
  ]);
  const local = new Map(rows.map((row) => [row.profileKey, row]));
  const known = new Map(agreed.records.map((record) => [record.profileKey, record]));
  const remote = unpack(stored, now);
  const merged: SyncedRecord[] = [];
  for (const profileKey of new Set([...local.keys(), ...known.keys(), ...remote.records.keys()])) {
    const row = local.get(profileKey) ?? defaultProfilePreferences(profileKey);
    const best = newerFields(ownRecord(row, known.get(profileKey), now), remote.records.get(profileKey));
    if (Object.keys(best.fields).length === 0) continue;
    merged.push(best);
    await takeOver(row, best);
  }
  const thresholds = await mergeThresholds(agreed.thresholds, stored, now);
  await putSynced({ records: merged, thresholds });
  const { write: changed, remove } = difference(stored, pack(merged, remote));
  const write = { ...changed, ...thresholdsItem(thresholds, stored, now) };
  // Removed first: at the quota's edge the room is needed.
  if (remove.length > 0) await browser.storage.sync.remove(remove);
  if (Object.keys(write).length > 0) await browser.storage.sync.set(write);
}

/** What other machines say becomes this one's, except for what the person changed here in this very moment. */
async function takeOver(row: ProfilePreferences, agreed: SyncedRecord): Promise<void> {
  const changes = changesTo(row, agreed);
  const names = Object.keys(changes) as (keyof typeof changes)[];
  if (names.length === 0) return;
  await updateProfilePreferences(
    row.profileKey,
    (stored) => {
      const untouched = names.filter((name) => isSame(stored[name], row[name]));
      if (untouched.length === 0) return stored;
      return { ...stored, ...Object.fromEntries(untouched.map((name) => [name, changes[name]])) };
    },
    Math.max(row.updatedAt, newestAt(agreed)),
  );
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
