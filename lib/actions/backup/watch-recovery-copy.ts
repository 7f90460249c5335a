import { browser } from '../../browser.ts';
import { logError, logErrorsOf } from '../../diagnostics/error-log.ts';
import { onStoreChange } from '../../store/changes.ts';
import { onDatabaseLost } from '../../store/database.ts';
import { onInvalidCopyValue, restoreIfLost, updateCopy } from '../../store/recovery-copy.ts';
import type { StoreName } from '../../store/schema.ts';

/** What the copy depends on. */
const WATCHED_STORES: ReadonlySet<StoreName> = new Set([
  'connections',
  'profiles',
  'profilePreferences',
  'journal',
  'vault',
  'billing',
]);
/** The rows of `settings` that it holds; others change with every refresh. */
const WATCHED_SETTINGS: ReadonlySet<IDBValidKey> = new Set(['active', 'preferences', 'revocations']);
/** Changes within this time are written together. */
const COALESCE_MS = 2_000;
/** Writes the copy if the worker ends within that time: a copy that is out of date would stay so until a change. */
const COPY_ALARM = 'recovery-copy';
const COPY_ALARM_MINUTES = 0.5;
const RETRY_DELAYS_MS = [50, 250, 1_000];
/** When a store that is still broken then is tried again; it may be this worker that does, or the next. */
const LATER_DELAYS_MINUTES = [1, 5, 30];
/** The rest of the alarm's name is how many of those attempts there are with it. */
const ALARM_PREFIX = 'restore-';

let timer: ReturnType<typeof setTimeout> | null = null;
let laterAttempts = 0;

/**
 * Restores the database from its copy where the browser lost it, and keeps the copy up to date. Call it in the
 * background's first turn.
 */
export function watchRecoveryCopy(): void {
  onStoreChange(({ store, keys }) => {
    const isHeld =
      store === 'settings' ? keys.some((key) => WATCHED_SETTINGS.has(key)) : WATCHED_STORES.has(store);
    if (isHeld) scheduleCopy();
  });
  onDatabaseLost(restore);
  onInvalidCopyValue((where) => logError(`copy for a lost database: ${where}`, new TypeError()));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === COPY_ALARM) copy();
    if (!name.startsWith(ALARM_PREFIX)) return;
    laterAttempts = Number(name.slice(ALARM_PREFIX.length));
    restore();
  });
  // A copy that was due when the browser was closed.
  browser.runtime.onStartup.addListener(scheduleCopy);
  browser.runtime.onInstalled.addListener(scheduleCopy);
  restore();
}

function restore(): void {
  void restoreWithRetries().catch(logErrorsOf('restore the database'));
}

/**
 * A deletion that is still under way aborts the first attempts. Nothing else would restore the database before a
 * sign-in.
 */
async function restoreWithRetries(): Promise<void> {
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    try {
      await restoreIfLost(Date.now());
      laterAttempts = 0;
      return;
    } catch (error) {
      logError('restore the database', error);
    }
    if (delayMs !== null) await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  await restoreLater();
}

async function restoreLater(): Promise<void> {
  const delayInMinutes = LATER_DELAYS_MINUTES[laterAttempts];
  // Also one of an earlier worker: a start in between doesn't start over.
  const isPlanned = (await browser.alarms.getAll()).some(({ name }) => name.startsWith(ALARM_PREFIX));
  if (delayInMinutes === undefined || isPlanned) return;
  browser.alarms.create(`${ALARM_PREFIX}${laterAttempts + 1}`, { delayInMinutes });
}

function scheduleCopy(): void {
  if (timer !== null) return;
  timer = setTimeout(copy, COALESCE_MS);
  browser.alarms.create(COPY_ALARM, { delayInMinutes: COPY_ALARM_MINUTES });
}

function copy(): void {
  timer = null;
  void writeCopy().catch(logErrorsOf('copy for a lost database'));
}

async function writeCopy(): Promise<void> {
  // Before the copy is replaced, what is in it has to be restored.
  await restoreIfLost(Date.now());
  await updateCopy();
  // Otherwise it is for the changes since.
  if (timer === null) await browser.alarms.clear(COPY_ALARM);
}
