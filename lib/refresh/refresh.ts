import { SingleFlight } from '../async/single-flight.ts';
import { browser } from '../browser.ts';
import { type Failure, FailureError } from '../domain/failure.ts';
import { unusableStateOf } from '../domain/identity/connection.ts';
import { type ConnectionKey, type ProfileRef, refId, sameRef } from '../domain/identity/keys.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { isKnownOffline } from '../network.ts';
import { getConnection, listConnections } from '../store/connections.ts';
import { byTarget, listRefreshRowsOf, updateRefreshRows } from '../store/refresh.ts';
import type { RefreshRow } from '../store/schema.ts';
import { getActive } from '../store/settings.ts';
import { getUsage } from '../store/usage.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { rateLimitedUntil } from './rate-limited.ts';
import { refreshTarget } from './refresh-target.ts';
import {
  type Schedule,
  type ScheduleInput,
  schedule,
  type Target,
  targetId,
  wantedByPage,
  wantedByPerson,
} from './schedule.ts';
import { readScheduleInput } from './schedule-input.ts';

export const REFRESH_ALARM = 'refresh';

/** Period of the alarm, in case the worker is terminated before it sets the next one. */
const SAFETY_MINUTES = 5;
/** Delay of the alarm that resumes a running refresh if the worker is terminated. */
const RESUME_DELAY_MS = MINUTE_MS;
/** A switch refreshes the profile unless its usage is younger than this. */
const MAX_AGE_AT_SWITCH_MS = 10_000;

const refreshes = new SingleFlight();
/** Targets whose refresh a person waits for: also one that is queued already goes before the others. */
const waitedFor = new Set<string>();

/** Refreshes what is due now and sets the alarm for what comes next. Called on alarms and whenever due times change. */
export async function refreshDue(): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const input = await readScheduleInput();
    const { due, nextAt } = schedule(input);
    const untried = due.filter((target) => !tried.has(targetId(target)));
    // Offline, every request would fail and mark its profile as failed.
    const targets = isKnownOffline() ? [] : untried;
    await setAlarm(targets.length > 0 ? input.now + RESUME_DELAY_MS : nextWake(input, due, nextAt));
    if (targets.length === 0) return;
    for (const target of targets) tried.add(targetId(target));
    // Then again: the lists may have brought new profiles.
    await run(targets, input);
  }
}

/**
 * Refreshes what an opened page shows, if it is older than a minute, and returns when that has ended, for the popup
 * also if it was running already. Offline, nothing, as {@link refreshDue}.
 */
export async function refreshForPage(page: 'popup' | 'options'): Promise<void> {
  if (isKnownOffline()) return;
  const { active } = await getActive();
  if (page === 'popup' && !active) return;
  const input = await readScheduleInput(page === 'popup' && active ? active : undefined);
  await run(wantedByPage(page, input), input);
  // One that was running already isn't among them.
  if (page === 'popup' && active) await refreshes.ended(refId(active));
}

/**
 * Refreshes one profile or all, at a person's request. Throws the profile's failure, or the first one if nothing could
 * be refreshed; individual failures are stored with their profiles.
 */
export async function refreshNow(ref: ProfileRef | null): Promise<void> {
  const input = await readScheduleInput(ref ?? undefined);
  const wanted = wantedByPerson(ref, input);
  const results = await run(wanted, input, ref ? 'person' : undefined);
  if (ref === null) await refreshDue();
  const refused = wanted.length === 0 ? await whyNothingIsRead(ref) : null;
  // Failures of an account that was disconnected meanwhile are ignored.
  const connected = new Set((await listConnections()).map(({ key }) => key));
  const relevant = results.filter((_, index) => connected.has(wanted[index]!.connectionKey));
  const failure = refused ?? (relevant.every((result) => result !== null) ? relevant[0] : null);
  if (failure) throw new FailureError(failure);
}

/** Returns why no target may be read now; null: there is nothing to read, or it is being read. */
async function whyNothingIsRead(ref: ProfileRef | null): Promise<Failure | null> {
  const { locked, lacksPassphrase } = await getVaultStatus();
  if (lacksPassphrase) return { code: 'policy', detail: 'requirePassphrase' };
  if (locked) return { code: 'locked' };
  if (!ref) return null;
  const [connection, usage] = await Promise.all([getConnection(ref.connectionKey), getUsage(ref)]);
  if (!connection) return { code: 'not-connected' };
  const unusable = unusableStateOf(connection);
  if (unusable) return { code: unusable };
  const now = Date.now();
  const until = rateLimitedUntil(usage?.failure, connection, now);
  return until > now ? { code: 'rate-limited', retryAfterMs: until - now } : null;
}

/** Refreshes a profile that became the active one, and adapts the alarm to its shorter interval. */
export async function refreshAfterSwitch(ref: ProfileRef): Promise<void> {
  // Offline, the request would fail and mark the profile as failed.
  if (!isKnownOffline()) {
    const input = await readScheduleInput(ref);
    await run(wantedByPerson(ref, input, MAX_AGE_AT_SWITCH_MS), input);
  }
  await wakeSooner(schedule(await readScheduleInput(ref)));
}

/** Makes all profiles of a connection, or `only` these, due now, e.g. after a new sign-in, and refreshes them. */
export async function refreshAgain(key: ConnectionKey, only?: readonly ProfileRef[]): Promise<void> {
  const wanted = only && new Set(only.map(refId));
  const { profiles } = await readScheduleInput();
  const ids = profiles
    .filter((profile) => profile.connectionKey === key && (wanted?.has(refId(profile)) ?? true))
    .map((ref) => targetId({ kind: 'profile', connectionKey: key, ref }));
  const waitFor = () => {
    if (only) for (const id of ids) waitedFor.add(id);
  };
  waitFor();
  // A refresh that is running would be joined, with the old credential, and then overwrite when the next one is due.
  await Promise.all(ids.map((id) => refreshes.ended(id)));
  waitFor();
  await updateRefreshRows(ids, (row) => row && { ...row, dueAt: 0, failures: 0, lastStartedAt: null });
  await refreshDue();
}

/** Resolves when no refresh is running. For tests. */
export async function refreshIdle(): Promise<void> {
  await refreshes.idle();
}

/**
 * Refreshes targets, each at most once at a time, and not again if it was since the schedule's input was read, unless a
 * person wants it. Returns their failures, null for a success.
 */
async function run(
  targets: Target[],
  { active, rows }: ScheduleInput,
  purpose?: 'person',
): Promise<(Failure | null)[]> {
  const ids = targets.map(targetId);
  let latest: Promise<ReadonlyMap<string, RefreshRow>> | undefined;
  /** Returns true if a target is due later than it was, because another refresh has read it. */
  const isPostponed = async (id: string) => {
    // Read once for all, and not before each of them is running; a read of each would keep a switch waiting.
    latest ??= listRefreshRowsOf(ids).then(byTarget);
    const row = (await latest).get(id);
    return row !== undefined && row.dueAt > (rows.get(id)?.dueAt ?? 0);
  };
  return Promise.all(
    targets.map((target, index) => {
      // The active profile goes before all others in the queue.
      const first = target.kind === 'profile' && sameRef(target.ref, active);
      const id = ids[index]!;
      if (purpose || first) waitedFor.add(id);
      return refreshes.run(id, async () => {
        try {
          if (!purpose && (await isPostponed(id))) return null;
          return await refreshTarget(target, () => (waitedFor.has(id) ? 'person' : 'refresh'));
        } finally {
          waitedFor.delete(id);
        }
      });
    }),
  );
}

function nextWake({ now }: ScheduleInput, due: Target[], nextAt: number | null): number | null {
  // Due but not refreshed (offline, or just failed): try again in a minute.
  const again = due.length > 0 ? now + RESUME_DELAY_MS : null;
  if (nextAt === null || again === null) return nextAt ?? again;
  return Math.min(nextAt, again);
}

/** Moves the alarm forward if these targets are due earlier. */
async function wakeSooner({ due, nextAt }: Schedule): Promise<void> {
  const wanted = due.length > 0 ? Date.now() : nextAt;
  const alarm = await browser.alarms.get(REFRESH_ALARM);
  if (wanted !== null && (!alarm || alarm.scheduledTime > wanted)) await setAlarm(wanted);
}

async function setAlarm(when: number | null): Promise<void> {
  if (when === null) await browser.alarms.clear(REFRESH_ALARM);
  else browser.alarms.create(REFRESH_ALARM, { when, periodInMinutes: SAFETY_MINUTES });
}
