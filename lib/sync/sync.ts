import { browser } from '../browser.ts';
import { isSame } from '../domain/json.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../domain/settings/profile-preferences.ts';
import { isWithin, MINUTE_MS } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { listProfilePreferences, updateProfilePreferences } from '../store/profile-preferences.ts';
import type { SyncedRecord, SyncState } from '../store/schema.ts';
import { getPreferences } from '../store/settings.ts';
import { getSynced, getSyncState, putSynced, putSyncState } from '../store/synced.ts';
import { difference, pack, unpack } from './chunks.ts';
import { mergeItems } from './items.ts';
import { changesTo, newerFields, newestAt, ownRecord } from './record.ts';

/** Between two rounds: a person who drags through colours costs a few writes, not dozens (120 a minute). */
const PAUSE_MS = 2_000;

const ALARM = 'sync';
/** Where `storage.sync` refused a write: what it counts, it counts by the minute and by the hour. */
const RETRY_MINUTES = 10;

/**
 * Keeps what a person set — for their profiles, their connections and everything — the same on all their machines,
 * through `storage.sync`, unless they keep it here. In the background's first turn.
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
      async () => {
        await browser.alarms.create(ALARM, { delayInMinutes: RETRY_MINUTES });
        await recordState({ ...(await getSyncState()), refused: true });
      },
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
  if (!(await getPreferences()).sync) return removeSynced();
  const now = Date.now();
  const [rows, agreed, stored] = await Promise.all([
    listProfilePreferences(),
    getSynced(),
    browser.storage.sync.get(null),
  ]);
  const local = new Map(rows.map((row) => [row.profileKey, row]));
  const known = new Map(agreed.records.map((record) => [record.profileKey, record]));
  const remote = unpack(stored, now);
  const records: SyncedRecord[] = [];
  for (const profileKey of new Set([...local.keys(), ...known.keys(), ...remote.records.keys()])) {
    const row = local.get(profileKey) ?? defaultProfilePreferences(profileKey);
    const best = newerFields(ownRecord(row, known.get(profileKey), now), remote.records.get(profileKey));
    if (Object.keys(best.fields).length === 0) continue;
    records.push(best);
    await takeOver(row, best);
  }
  const others = await mergeItems(agreed, stored, now);
  await putSynced({ records, settings: others.settings, connections: others.connections });
  const profiles = pack(records, remote, others.bytes);
  const { write, remove } = difference(stored, { ...profiles.items, ...others.items });
  // Removed first: at the quota's edge the room is needed.
  if (remove.length > 0) await browser.storage.sync.remove(remove);
  if (Object.keys(write).length > 0) await browser.storage.sync.set(write);
  await recordState({ syncedAt: now, refused: false, leftOut: profiles.leftOut + others.leftOut });
}

/**
 * Once sync is switched off: removes what this browser synced; its own copy stays. Only once, so that it doesn't remove
 * what a browser that still syncs writes again.
 */
async function removeSynced(): Promise<void> {
  const { syncedAt, refused } = await getSyncState();
  if (syncedAt === null && !refused) return;
  await browser.storage.sync.clear();
  await putSyncState({ syncedAt: null, refused: false, leftOut: 0 });
}

/** A round that changed nothing is worth a write only now and then. */
async function recordState(state: SyncState): Promise<void> {
  const before = await getSyncState();
  const isSameOutcome = before.refused === state.refused && before.leftOut === state.leftOut;
  if (isSameOutcome && isWithin(MINUTE_MS, before.syncedAt, Date.now())) return;
  await putSyncState(state);
}

/** What other machines say becomes this one's, except for what the person changed here in this very moment. */
async function takeOver(row: ProfilePreferences, agreed: SyncedRecord): Promise<void> {
  const changes = changesTo(row, agreed);
  const names = Object.keys(changes) as (keyof ProfilePreferences)[];
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
