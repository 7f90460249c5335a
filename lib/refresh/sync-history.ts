import { browser } from '../browser.ts';
import { isPause } from '../calls/connection-pause.ts';
import { failureOrLog, logErrorsOf } from '../diagnostics/error-log.ts';
import type { Failure, FailureCode } from '../domain/failure.ts';
import { forecastHistoryStart } from '../domain/forecast/compute-forecast.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refOf } from '../domain/identity/keys.ts';
import { DAY_MS, firesInTime, HOUR_MS, msSince } from '../domain/time.ts';
import { periodStart } from '../domain/usage/periods.ts';
import { isKnownOffline } from '../network.ts';
import { getHistoryOfMany } from '../store/history.ts';
import { fetchHistory } from './history.ts';
import { type HistoryTurn, historyOrder } from './history-order.ts';
import { readProfileInfo } from './read-profile-info.ts';
import type { ScheduleInput } from './schedule.ts';
import { readScheduleInput } from './schedule-input.ts';

/** Alarm for updating the history by day. */
export const HISTORY_ALARM = 'history';

/** Lists and usage of a first connection come first. */
const FIRST_RUN_DELAY_MINUTES = 2;
const RUN_EVERY_MINUTES = 60;
/** How old a profile's history by day may become: forecasts hardly change within a day. */
const ACTIVE_INTERVAL_MS = 6 * HOUR_MS;
const OTHERS_INTERVAL_MS = DAY_MS;
/** Maximum per run, so that a thousand profiles are spread over a day. */
const MAX_REQUESTS_PER_RUN = 60;

/** Failures of the connection, or of what stores its answers: the next request would fail as well. */
const STOPPING_CODES: ReadonlySet<FailureCode> = new Set([
  'offline',
  'needs-sign-in',
  'host-permission',
  'locked',
  'not-connected',
  'storage-full',
  'storage-failed',
  'newer-data',
]);
/**
 * Failures that may be one profile's, since rate limits are per profile, and so are stored rows that can't be used; so
 * many in a row are the connection's.
 */
const COUNTED_CODES: ReadonlySet<FailureCode> = new Set(['timeout', 'rate-limited', 'internal']);
const FAILURES_TO_STOP = 3;

/** Registers the alarm that updates the history. Call it in the background's first turn. */
export function watchHistory(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === HISTORY_ALARM) void syncHistory().catch(logErrorsOf('syncHistory'));
  });
  void keepAlarm().catch(logErrorsOf('set the alarm of histories'));
}

/** Keeps an existing alarm: the worker starts often, and would postpone it each time. */
async function keepAlarm(): Promise<void> {
  if (firesInTime(await browser.alarms.get(HISTORY_ALARM), RUN_EVERY_MINUTES, Date.now())) return;
  await browser.alarms.create(HISTORY_ALARM, {
    delayInMinutes: FIRST_RUN_DELAY_MINUTES,
    periodInMinutes: RUN_EVERY_MINUTES,
  });
}

/**
 * Updates the history by day, on which forecasts are based: every six hours for the active profile, once a day for
 * others, one request each. Also reads, in one request for all accounts that see the profile, when it was created if
 * one doesn't know it, and once a day if it is shared, since nothing else shows that its owner has another plan. What
 * can't be read waits: a history for the next run, these facts for the profile's next turn.
 */
export async function syncHistory(): Promise<void> {
  if (isKnownOffline()) return;
  const input = await readScheduleInput();
  const { now } = input;
  const behind = dueHistories(input, await readTimes(input));
  /** Of each connection, the counted failures in a row. */
  const failures = new Map<ConnectionKey, number>();
  let requests = 0;
  /** Returns false if it failed, or isn't attempted in this run. */
  const attempt = async ({ connectionKey }: ProfileRef, read: () => Promise<unknown>): Promise<boolean> => {
    const before = failures.get(connectionKey) ?? 0;
    if (before >= FAILURES_TO_STOP) return false;
    requests++;
    try {
      await read();
      failures.delete(connectionKey);
      return true;
    } catch (error) {
      failures.set(connectionKey, failuresAfter(failureOrLog('syncHistory', error), before));
      return false;
    }
  };
  for (const { ref, rowsToRead } of behind) {
    // Both of a profile's, as its next turn is a day later.
    if (requests + 2 > MAX_REQUESTS_PER_RUN) return;
    const range = { periodicity: 'day', from: forecastHistoryStart(now), to: now } as const;
    if (!(await attempt(ref, () => fetchHistory(ref, range, 'refresh')))) continue;
    // Before a profile was created it used nothing, which a forecast has to know.
    for (const one of rowsToRead) {
      // Another account may be allowed to read what this one isn't.
      if (await attempt(one, () => readProfileInfo(one, 'refresh', rowsToRead))) break;
    }
  }
}

function failuresAfter(failure: Failure, before: number): number {
  if (isPause(failure) || STOPPING_CODES.has(failure.code)) return FAILURES_TO_STOP;
  return COUNTED_CODES.has(failure.code) ? before + 1 : 0;
}

/** Returns the start of the days (epoch ms) whose rows say when a profile's history was read, whoever read them. */
export function newestDaysFrom(now: number): number {
  return periodStart('day', now - 2 * DAY_MS);
}

/** Returns when each profile's history by day was last read, epoch ms; absent: more than two days ago. */
async function readTimes({ profiles, now }: ScheduleInput): Promise<Map<ProfileKey, number>> {
  const keys = [...new Set(profiles.map(({ profileKey }) => profileKey))];
  // A day's row has the time at which the day began.
  const rows = await getHistoryOfMany(keys, 'day', newestDaysFrom(now), now);
  return new Map(
    [...rows].flatMap(([key, days]) => {
      const last = days.reduce((latest, { fetchedAt }) => Math.max(latest, fetchedAt), 0);
      return last > 0 ? [[key, last] as const] : [];
    }),
  );
}

/** A profile whose history is due. */
interface DueHistory {
  ref: ProfileRef;
  /** Each account's row of it whose facts are due: when it was created, and of a shared one its owner's plan. */
  rowsToRead: ProfileRef[];
}

/**
 * Returns the profiles whose history is due, each once, in {@link historyOrder}. Of several accounts that see a profile
 * its owner's is asked: another may not be allowed to read it.
 */
function dueHistories(
  { now, active, connections, profiles }: ScheduleInput,
  readAt: ReadonlyMap<ProfileKey, number>,
): DueHistory[] {
  const open = new Set(connections.filter(({ state }) => state === 'ok').map(({ key }) => key));
  const due = new Map<ProfileKey, DueHistory & HistoryTurn>();
  for (const profile of profiles) {
    const { connectionKey, profileKey, access, shared, infoAt } = profile;
    if (access === 'denied' || !open.has(connectionKey)) continue;
    const isActive = profileKey === active?.profileKey;
    const last = readAt.get(profileKey) ?? null;
    if (msSince(last ?? 0, now) < (isActive ? ACTIVE_INTERVAL_MS : OTHERS_INTERVAL_MS)) continue;
    const ref = refOf(profile);
    const entry = due.get(profileKey) ?? { ref, rowsToRead: [], isActive, readAt: last };
    if (!shared) entry.ref = ref;
    if (infoAt === null || (shared && msSince(infoAt, now) >= OTHERS_INTERVAL_MS)) entry.rowsToRead.push(ref);
    due.set(profileKey, entry);
  }
  return historyOrder([...due.values()]);
}
