import { browser } from '../browser.ts';
import { logError, logErrorsOf } from '../diagnostics/error-log.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { isWithin, MINUTE_MS } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { denyContentScripts } from '../store/deny-content-scripts.ts';
import { listProfilePreferences, updateProfilePreferences } from '../store/profile-preferences.ts';
import { restoreIfLost } from '../store/recovery-copy.ts';
import type { SyncedRecord, SyncState } from '../store/schema.ts';
import { getPreferences } from '../store/settings.ts';
import { getSynced, getSyncState, putSynced, putSyncState } from '../store/synced.ts';
import { bytesOfOthers, difference, pack, sizeOf, unpack } from './chunks.ts';
import { untouchedChanges } from './field-set.ts';
import { mergeItems } from './items.ts';
import { mergeRecords } from './merge-records.ts';
import { ORDER_RESET_ITEM, orderResetItem } from './order-reset.ts';
import { changesTo, newestAt } from './record.ts';

/** Between two rounds: dragging through colors costs a few writes, not dozens (the browser allows 120 a minute). */
const PAUSE_MS = 2_000;

/** Starts the next round if one fails, or if the worker ends before a requested one has. */
const ALARM = 'sync';
/** The limits of `storage.sync`, for which it refuses a write, are per minute and per hour. */
const RETRY_MINUTES = 10;

/**
 * Keeps what a person set (for profiles, for connections, and in the settings) the same in all their browsers through
 * `storage.sync`, unless they turn sync off. Call it in the background's first turn.
 */
export function startSync(): void {
  onStoreChange(({ store, keys }) => {
    if (store === 'profilePreferences' || (store === 'settings' && keys.includes('preferences')))
      requestRound();
  });
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'sync') requestRound();
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) requestRound();
  });
  browser.runtime.onStartup.addListener(requestRound);
  browser.runtime.onInstalled.addListener(requestRound);
  // The docs site's content script.
  void denyContentScripts('sync');
}

let running = false;
let requested = false;

/** Starts a round: now, or if one is running, after it and a pause. */
function requestRound(): void {
  browser.alarms.create(ALARM, { delayInMinutes: RETRY_MINUTES });
  if (running) {
    requested = true;
    return;
  }
  running = true;
  requested = false;
  void reconcile()
    .then(
      async () => {
        if (!requested) await browser.alarms.clear(ALARM);
      },
      // The browser's sync is off, full or written too often: this browser keeps its preferences.
      async (error: unknown) => {
        logError('sync', error);
        const state = await getSyncState();
        // While sync is off, and what was synced is removed, nothing there can be refused: it was this browser's
        // database.
        if (state.syncedAt !== null || state.refused || (await getPreferences()).sync)
          await recordState({ ...state, refused: true });
      },
    )
    .catch(logErrorsOf('record the end of a sync'))
    .then(() => {
      setTimeout(() => {
        running = false;
        if (requested) requestRound();
      }, PAUSE_MS);
    });
}

/**
 * Runs one round: merges this browser's preferences, what was last agreed and what other browsers wrote, field by
 * field; the newer one wins. What nobody changed isn't written, nothing is dropped here because it is missing there,
 * and what isn't understood stays there as it is. While sync is off, only the times of changes are recorded.
 */
export async function reconcile(): Promise<void> {
  // In a database that the browser lost, this browser's values aren't the defaults: what it had is older than what
  // others set since, and sync may have been off.
  await restoreIfLost(Date.now());
  const { sync } = await getPreferences();
  const now = Date.now();
  const [rows, agreed, stored] = await Promise.all([
    listProfilePreferences(),
    getSynced(),
    sync ? browser.storage.sync.get(null) : ({} as Record<string, unknown>),
  ]);
  const remote = unpack(stored, now);
  const { records, orderReset, changes } = mergeRecords({ rows, agreed, remote, now });
  for (const [row, best] of changes) await storeProfileChanges(row, best);
  const others = await mergeItems(agreed, stored, now);
  // Also while sync is off: once it is on, each change counts from when it was made, not from the last one.
  await putSynced({ records, orderReset, settings: others.settings, connections: others.connections });
  if (!sync) return removeSynced();
  const reset = orderResetItem(stored[ORDER_RESET_ITEM], orderReset);
  const items = reset ? { ...others.items, [ORDER_RESET_ITEM]: reset } : others.items;
  const profiles = pack(
    records,
    remote,
    others.bytes + (reset ? sizeOf(ORDER_RESET_ITEM, reset) : 0) + bytesOfOthers(stored, items),
  );
  const { write, remove } = difference(stored, { ...profiles.items, ...items });
  // Removed first: near the quota, writing needs that room.
  if (remove.length > 0) await browser.storage.sync.remove(remove);
  if (Object.keys(write).length > 0) await browser.storage.sync.set(write);
  await recordState({ syncedAt: now, refused: false, leftOut: profiles.leftOut + others.leftOut });
}

/**
 * Once sync is switched off: empties `storage.sync`, also of what other releases wrote; each browser's own copy stays.
 * Only once, so that it doesn't remove what a browser that still syncs writes again.
 */
async function removeSynced(): Promise<void> {
  const { syncedAt, refused } = await getSyncState();
  if (syncedAt === null && !refused) return;
  await browser.storage.sync.clear();
  await putSyncState({ syncedAt: null, refused: false, leftOut: 0 });
}

/** Records how a round ended; one with the same outcome is recorded once a minute at most. */
async function recordState(state: SyncState): Promise<void> {
  const before = await getSyncState();
  const isSameOutcome = before.refused === state.refused && before.leftOut === state.leftOut;
  if (isSameOutcome && isWithin(MINUTE_MS, before.syncedAt, Date.now())) return;
  await putSyncState(state);
}

/**
 * Stores what other browsers changed in a profile's preferences, except for fields that the person has changed here
 * meanwhile.
 */
async function storeProfileChanges(row: ProfilePreferences, agreed: SyncedRecord): Promise<void> {
  const changes = changesTo(row, agreed);
  if (Object.keys(changes).length === 0) return;
  await updateProfilePreferences(
    row.profileKey,
    (stored) => {
      const untouched = untouchedChanges(changes, stored, row);
      return Object.keys(untouched).length === 0 ? stored : { ...stored, ...untouched };
    },
    newestAt(agreed),
  );
}
