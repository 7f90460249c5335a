import type { TimedFailure } from '../domain/failure.ts';
import { type Connection, unusableStateOf } from '../domain/identity/connection.ts';
import { type ConnectionKey, type ProfileRef, refId, sameRef } from '../domain/identity/keys.ts';
import { pausedUntil } from '../domain/identity/paused-until.ts';
import { lastRequestedAt } from '../domain/last-requested.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { HOUR_MS, isFromFuture, MINUTE_MS, msSince } from '../domain/time.ts';
import { monthOf } from '../domain/usage/month.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { RefreshRow } from '../store/schema.ts';
import { waitUntil } from './backoff.ts';

/** A started refresh counts as running for this long, which is longer than any request takes. */
export const MAX_FLIGHT_MS = 90_000;
/** Targets due within this time are refreshed along with others, so that the worker wakes less often. */
export const COALESCE_MS = 30_000;
/** An opened page refreshes what is older than this. */
export const MAX_AGE_AT_OPENING_MS = MINUTE_MS;
/** Maximum number of refreshes because of an opened page; the rest follow the schedule. */
export const MAX_PAGE_TARGETS = 60;
/** No interval or back-off is longer; a due time further ahead means that the clock was changed. */
const MAX_DUE_AHEAD_MS = 4 * HOUR_MS;

/** What is refreshed: an account with its list of profiles, or one profile's summary. */
export type Target =
  | { kind: 'account'; connectionKey: ConnectionKey }
  | { kind: 'profile'; connectionKey: ConnectionKey; ref: ProfileRef };

/** Everything that decides what is due; all of it from the store. */
export interface ScheduleInput {
  now: number;
  active: ProfileRef | null;
  connections: readonly Connection[];
  profiles: readonly Pick<Profile, 'connectionKey' | 'profileKey' | 'access' | 'shared' | 'infoAt'>[];
  /** By refId. */
  usage: ReadonlyMap<string, Pick<Usage, 'fetchedAt' | 'failure'>>;
  /** By target id. */
  rows: ReadonlyMap<string, RefreshRow>;
  preferences: Pick<Preferences, 'refreshMinutes' | 'othersRefreshMinutes'>;
  /** Refreshes started before this time (epoch ms) belong to a terminated worker. */
  aliveSince: number;
}

export interface Schedule {
  /** The active profile first, then accounts, then the longest due. */
  due: Target[];
  /** When to plan again, epoch ms; null when there is nothing to refresh. */
  nextAt: number | null;
}

/** A target with its stored state. */
interface Candidate {
  target: Target;
  active: boolean;
  denied: boolean;
  row: RefreshRow | undefined;
  fetchedAt: number | null;
  failure: TimedFailure | null;
  /** Until when its connection's refreshes are paused, epoch ms; 0: they aren't. */
  pausedUntil: number;
}

/** Returns the key of a target's row in the `refresh` store. */
export function targetId(target: Target): string {
  return target.kind === 'account' ? `account|${target.connectionKey}` : refId(target.ref);
}

/** Returns what is due at `input.now`, and when to plan again. Connections that can't be used have nothing due. */
export function schedule(input: ScheduleInput): Schedule {
  const { now } = input;
  const scheduled = candidates(input).map((candidate) => ({
    candidate,
    at: dueAt(candidate, input),
  }));
  const anyDue = scheduled.some(({ at }) => at <= now);
  const isDue = ({ candidate, at }: (typeof scheduled)[number]) =>
    at <= now || (anyDue && mayComeAlong(candidate) && at <= now + COALESCE_MS);
  return {
    due: scheduled
      .filter(isDue)
      .sort((a, b) => rank(a.candidate) - rank(b.candidate) || a.at - b.at)
      .map(({ candidate }) => candidate.target),
    nextAt: earliest(scheduled.filter((entry) => !isDue(entry)).map(({ at }) => at)),
  };
}

/**
 * Returns what an opened page refreshes: the active profile, and for the options page also accounts and other profiles,
 * oldest first. Leaves out what is younger than a minute, or has to wait because of rate limits.
 */
export function wantedByPage(page: 'popup' | 'options', input: ScheduleInput): Target[] {
  return candidates(input)
    .filter((candidate) => page === 'options' || candidate.active)
    .filter((candidate) => msSince(lastRequestedAt(candidate), input.now) >= MAX_AGE_AT_OPENING_MS)
    .filter((candidate) => inFlightUntil(candidate, input) === 0 && mayRequest(candidate, input.now))
    .filter(({ denied }) => !denied)
    .sort((a, b) => rank(a) - rank(b) || lastRequestedAt(a) - lastRequestedAt(b))
    .slice(0, MAX_PAGE_TARGETS)
    .map(({ target }) => target);
}

/**
 * Returns what a person's request refreshes: one profile, or everything that may be refreshed. `olderThan` (ms): leaves
 * out what was just refreshed. A refresh that is stored as running is included: the request joins it, or it has ended
 * and a full disk kept that from being stored.
 */
export function wantedByPerson(ref: ProfileRef | null, input: ScheduleInput, olderThan = 0): Target[] {
  return candidates(input)
    .filter((candidate) => msSince(lastRequestedAt(candidate), input.now) >= olderThan)
    .filter(({ target }) => ref === null || (target.kind === 'profile' && sameRef(target.ref, ref)))
    .filter((candidate) => mayRequest(candidate, input.now) && (ref !== null || !candidate.denied))
    .sort((a, b) => rank(a) - rank(b) || lastRequestedAt(a) - lastRequestedAt(b))
    .map(({ target }) => target);
}

/**
 * Returns when to refresh again after a success at `now` (epoch ms). Profiles other than the active one are up to 30 %
 * earlier at random, so that they don't all stay due together. `random` is in [0, 1).
 */
export function nextAfterSuccess(
  active: boolean,
  { now, preferences }: Pick<ScheduleInput, 'now' | 'preferences'>,
  random: number,
): number {
  const interval = intervalOf(active, preferences);
  return now + (active ? interval : Math.ceil(interval * (1 - 0.3 * random)));
}

function candidates({ now, connections, profiles, usage, rows, active }: ScheduleInput): Candidate[] {
  const open = connections.filter((connection) => unusableStateOf(connection) === null);
  const pauses = new Map(open.map((connection) => [connection.key, pausedUntil(connection, now)]));
  const accounts = open.map((connection): Candidate => {
    const target: Target = { kind: 'account', connectionKey: connection.key };
    const { refreshedAt: fetchedAt, failure } = connection;
    const row = rows.get(targetId(target));
    return {
      target,
      active: false,
      denied: false,
      row,
      fetchedAt,
      failure,
      pausedUntil: pauses.get(connection.key) ?? 0,
    };
  });
  const others = profiles
    .filter(({ connectionKey }) => pauses.has(connectionKey))
    .map(({ connectionKey, profileKey, access }): Candidate => {
      const ref = { connectionKey, profileKey };
      const known = usage.get(refId(ref));
      return {
        target: { kind: 'profile', connectionKey, ref },
        active: sameRef(ref, active),
        denied: access === 'denied',
        row: rows.get(refId(ref)),
        fetchedAt: known?.fetchedAt ?? null,
        failure: known?.failure ?? null,
        pausedUntil: pauses.get(connectionKey) ?? 0,
      };
    });
  return [...accounts, ...others];
}

function dueAt(candidate: Candidate, input: ScheduleInput): number {
  const { row, fetchedAt, failure } = candidate;
  const { now, preferences } = input;
  const noSooner = Math.max(inFlightUntil(candidate, input), waitUntil(failure, now), candidate.pausedUntil);
  // What was tried in the future was due by a clock that was ahead.
  if (!row || isFromFuture(lastRequestedAt(candidate), now)) return noSooner;
  // A shorter interval (a setting, or a new active profile) applies at once; back-off is kept. When last month's
  // numbers were read isn't known: they are dated back where this clock is ahead of the platform's.
  const byInterval =
    row.failures === 0 && fetchedAt !== null && fetchedAt >= monthOf(now).start
      ? fetchedAt + intervalOf(candidate.active, preferences)
      : row.dueAt;
  const at = Math.min(row.dueAt, byInterval);
  return Math.max(noSooner, at > now + MAX_DUE_AHEAD_MS ? now : at);
}

/** Returns false while rate limits or the connection's pause last. */
function mayRequest({ failure, pausedUntil }: Candidate, now: number): boolean {
  return Math.max(waitUntil(failure, now), pausedUntil) <= now;
}

/** Returns until when a refresh of it counts as running, epoch ms; 0 when none is. */
function inFlightUntil({ row }: Candidate, { now, aliveSince }: ScheduleInput): number {
  const started = row?.lastStartedAt ?? null;
  if (started === null || started < aliveSince || started > now) return 0;
  return started + MAX_FLIGHT_MS > now ? started + MAX_FLIGHT_MS : 0;
}

/** Returns false after a failure: a retry must not come early. */
function mayComeAlong({ row, failure }: Candidate): boolean {
  return failure === null && (row?.failures ?? 0) === 0;
}

function intervalOf(active: boolean, preferences: ScheduleInput['preferences']): number {
  return (active ? preferences.refreshMinutes : preferences.othersRefreshMinutes) * MINUTE_MS;
}

function rank({ active, target }: Candidate): number {
  if (active) return 0;
  return target.kind === 'account' ? 1 : 2;
}

function earliest(times: number[]): number | null {
  return times.reduce<number | null>((least, at) => (least === null || at < least ? at : least), null);
}
