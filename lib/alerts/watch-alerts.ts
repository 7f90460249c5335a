import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { firesInTime, HOUR_MS, MINUTE_MS, msSince } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { ALERTS_ALARM } from './alerts-alarm.ts';
import { alertsAreOn } from './alerts-enabled.ts';
import { watchNotifications } from './notifications.ts';
import type { ReadBilling } from './run-alerts.ts';

/** Fires every hour, since limits that are no longer checked cause no event. */
const UNCHECKED_ALARM = 'unchecked-limits';
/** Usage is evaluated once none has arrived for this long, but never later than `MAX_WAIT_MS`. */
const DEBOUNCE_MS = 4_000;
const MAX_WAIT_MS = 30_000;

const changed = new Map<string, ProfileRef>();
let since = 0;
let timer: ReturnType<typeof setTimeout> | null = null;

/**
 * Registers what triggers alerts: new usage, changes of connections and the vault, and alarms. Call it in the
 * background's first turn. A new worker evaluates all profiles once, in case the last one was terminated before it
 * could.
 */
export function watchAlerts({ readBilling }: { readBilling: ReadBilling }): void {
  watchNotifications();
  onStoreChange(({ store, keys }) => {
    if (store === 'usage') {
      for (const [connectionKey, profileKey] of keys as [ConnectionKey, ProfileKey][]) {
        changed.set(refId({ connectionKey, profileKey }), { connectionKey, profileKey });
      }
    }
    if (store === 'usage' || store === 'connections' || store === 'vault') scheduleRun(readBilling);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALERTS_ALARM || name === UNCHECKED_ALARM)
      void run(null, readBilling).catch(logErrorsOf('evaluate alerts'));
  });
  void keepUncheckedAlarm().catch(logErrorsOf('set the alarm of alerts'));
  setTimeout(() => void run(null, readBilling).catch(logErrorsOf('evaluate alerts')), DEBOUNCE_MS);
}

/** Keeps an existing alarm: the worker starts often, and would postpone it each time. */
async function keepUncheckedAlarm(): Promise<void> {
  const periodInMinutes = HOUR_MS / MINUTE_MS;
  if (firesInTime(await browser.alarms.get(UNCHECKED_ALARM), periodInMinutes, Date.now())) return;
  await browser.alarms.create(UNCHECKED_ALARM, { delayInMinutes: 1, periodInMinutes });
}

function scheduleRun(readBilling: ReadBilling): void {
  if (timer === null) since = Date.now();
  else if (msSince(since, Date.now()) > MAX_WAIT_MS - DEBOUNCE_MS) return;
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    const refs = [...changed.values()];
    changed.clear();
    void run(refs, readBilling).catch(logErrorsOf('evaluate alerts'));
  }, DEBOUNCE_MS);
}

/** Runs alerts for these profiles (null: all). The code is loaded only if alerts are enabled. */
async function run(refs: readonly ProfileRef[] | null, readBilling: ReadBilling): Promise<void> {
  if (!(await alertsAreOn())) return;
  const { runAlerts } = await import('./run-alerts.ts');
  await runAlerts(refs, readBilling);
}
