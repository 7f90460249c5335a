import { pausedUntil } from '../calls/connection-pause.ts';
import type { Failure } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { type ConnectionKey, type ProfileRef, refId, sameRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { HOUR_MS, MINUTE_MS, msSince } from '../domain/time.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { RefreshRow } from '../store/schema.ts';
import { waitUntil } from './backoff.ts';

/** A mark of a refresh under way counts for this long; longer than any request may take. */
export const MAX_FLIGHT_MS = 90_000;
/** What is due this soon is taken along, so that the worker wakes once for several. */
export const COALESCE_MS = 30_000;
/** Pages ask for what is older than this. */
export const MAX_AGE_AT_OPENING_MS = MINUTE_MS;
/** So many at most are asked for because a page opened; the others come with the schedule. */
export const MAX_PAGE_TARGETS = 60;
/** The longest interval and the longest back-off: a due time further away than this is a clock that was set. */
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
  profiles: readonly Pick<Profile, 'connectionKey' | 'profileKey' | 'access'>[];
  /** By refId. */
  usage: ReadonlyMap<string, Pick<Usage, 'fetchedAt' | 'failure'>>;
  /** By target id. */
  rows: ReadonlyMap<string, RefreshRow>;
  preferences: Pick<Preferences, 'refreshMinutes' | 'othersRefreshMinutes'>;
  /** Marks of refreshes under way that were set before this moment belong to a worker that died. */
  aliveSince: number;
}

export interface Plan {
  /** The active profile first, then accounts, then what waits longest. */
  due: Target[];
  /** Epoch ms at which to look again; null when there is nothing to refresh. */
  nextAt: number | null;
}

/** A target with what the store knows of it. */
interface Candidate {
  target: Target;
  active: boolean;
  denied: boolean;
  row: RefreshRow | undefined;
  fetchedAt: number | null;
  failure: { failure: Failure; at: number } | null;
  /** Epoch ms until which its connection's refreshes wait; 0: they do not. */
  pausedUntil: number;
}

/** Returns the key of a target's row in the `refresh` store. */
export function targetId(target: Target): string {
  return target.kind === 'account' ? `account|${target.connectionKey}` : refId(target.ref);
}

/** Returns what is due at `input.now`, and when to look again. Connections that cannot be asked have nothing due. */
export function plan(input: ScheduleInput): Plan {
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
 * Returns what a page that opened wants fresh: the active profile, and for the options page the accounts and the other
 * profiles too, oldest first — as far as it is older than a minute and the platform does not ask to wait.
 */
export function wantedByPage(page: 'popup' | 'options', input: ScheduleInput): Target[] {
  return candidates(input)
    .filter((candidate) => page === 'options' || candidate.active)
    .filter((candidate) => msSince(lastTriedAt(candidate), input.now) >= MAX_AGE_AT_OPENING_MS)
    .filter((candidate) => freeToAsk(candidate, input) && !candidate.denied)
    .sort((a, b) => rank(a) - rank(b) || lastTriedAt(a) - lastTriedAt(b))
    .slice(0, MAX_PAGE_TARGETS)
    .map(({ target }) => target);
}

/**
 * Returns what a person asks for: one profile, or everything that may be asked at all; `olderThan` (ms) spares what was
 * just asked for.
 */
export function wantedByPerson(ref: ProfileRef | null, input: ScheduleInput, olderThan = 0): Target[] {
  return candidates(input)
    .filter((candidate) => msSince(lastTriedAt(candidate), input.now) >= olderThan)
    .filter(({ target }) => ref === null || (target.kind === 'profile' && sameRef(target.ref, ref)))
    .filter((candidate) => freeToAsk(candidate, input) && (ref !== null || !candidate.denied))
    .sort((a, b) => rank(a) - rank(b) || lastTriedAt(a) - lastTriedAt(b))
    .map(({ target }) => target);
}

/**
 * When to refresh again after a success at `now`. The active profile keeps its pace; the others come up to 30 %
 * early at random, so that what was read together drifts apart. `random` is in [0, 1).
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
  const open = connections.filter(mayBeAsked);
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

/** A refused credential or a host out of reach stops a connection's calls until somebody acts. */
function mayBeAsked({ state }: Connection): boolean {
  return state === 'ok' || state === 'blocked';
}

function dueAt(candidate: Candidate, input: ScheduleInput): number {
  const { row, fetchedAt, failure } = candidate;
  const { now, preferences } = input;
  const noSooner = Math.max(inFlightUntil(candidate, input), waitUntil(failure, now), candidate.pausedUntil);
  if (!row) return noSooner;
  // A shorter interval (a setting, or a profile that became the active one) counts at once; back-off stays.
  const byInterval =
    row.failures === 0 && fetchedAt !== null
      ? fetchedAt + intervalOf(candidate.active, preferences)
      : row.dueAt;
  const at = Math.min(row.dueAt, byInterval);
  return Math.max(noSooner, at > now + MAX_DUE_AHEAD_MS ? now : at);
}

function freeToAsk(candidate: Candidate, input: ScheduleInput): boolean {
  const until = Math.max(waitUntil(candidate.failure, input.now), candidate.pausedUntil);
  return inFlightUntil(candidate, input) === 0 && until <= input.now;
}

/** Epoch ms until which a refresh of it counts as under way; 0 when none is. */
function inFlightUntil({ row }: Candidate, { now, aliveSince }: ScheduleInput): number {
  const started = row?.lastStartedAt ?? null;
  if (started === null || started < aliveSince || started > now) return 0;
  return started + MAX_FLIGHT_MS > now ? started + MAX_FLIGHT_MS : 0;
}

/** After a failure nobody comes back early. */
function mayComeAlong({ row, failure }: Candidate): boolean {
  return failure === null && (row?.failures ?? 0) === 0;
}

function intervalOf(active: boolean, preferences: ScheduleInput['preferences']): number {
  return (active ? preferences.refreshMinutes : preferences.othersRefreshMinutes) * MINUTE_MS;
}

function lastTriedAt({ fetchedAt, failure }: Candidate): number {
  return Math.max(fetchedAt ?? 0, failure?.at ?? 0);
}

function rank({ active, target }: Candidate): number {
  if (active) return 0;
  return target.kind === 'account' ? 1 : 2;
}

function earliest(times: number[]): number | null {
  return times.reduce<number | null>((least, at) => (least === null || at < least ? at : least), null);
}
