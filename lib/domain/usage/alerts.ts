import { type Forecast, firstFull, isAlertFull } from '../forecast/forecast.ts';
import type { ProfileRef } from '../identity/keys.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import type { Preferences } from '../settings/settings.ts';
import { DAY_MS } from '../time.ts';
import type { TokenFacts } from '../tokens/token.ts';
import { cycleName } from './cycle.ts';
import { type Level, levelRank } from './level.ts';
import { isMonthly } from './service.ts';
import { levelOf, percentOf } from './service-level.ts';
import type { ServiceUsage } from './usage.ts';

/** Something that a person wants to know, once. */
export interface Alert {
  kind: 'threshold' | 'forecast' | 'reopened' | 'proposal' | 'token-expiry';
  /** The service; the token's name for `token-expiry`. */
  subject: string;
  /** The same for the same event, and different for the next one of its kind. */
  event: string;
  level: Level | null;
  /** The threshold that was crossed (percent); null where the alert is about something else. */
  threshold: number | null;
  /** Whole percent of the limit; null where the alert is not about use. */
  percent: number | null;
  /** Epoch ms: when the service is expected to be full, or the token expires. */
  at: number | null;
  /** What the forecast was made from that it speaks of; null: of none. */
  basis: Forecast['basis'] | null;
}

/** One service's part of the state: what was said of it, for which limit and cycle. */
export interface ServiceAlertState {
  /** The highest threshold (percent) that it is at or above, and that needs no alert any more. */
  reached: number | null;
  /** It was full, and has not fallen clearly below its limit since. */
  full: boolean;
  /** Of the reading; null: not known. */
  limit: number | null;
  cycle: string;
  /** The cycle in which its forecast was given for this limit; null: in none. */
  forecast: string | null;
  /** The same for the proposal to raise the limit. */
  proposal: string | null;
}

/** All that is remembered about a profile's alerts, so that each is given once. */
export interface AlertState {
  /** When the numbers were read that it was made from (epoch ms). */
  readAt: number;
  services: Record<string, ServiceAlertState>;
  /** Tokens whose end was announced, with that end (epoch ms). */
  tokens: Record<string, number>;
}

export const NO_ALERTS: AlertState = { readAt: 0, services: {}, tokens: {} };

/** What is known of one profile when its numbers were read. */
export interface AlertSubject {
  /** Epoch ms; decides to which cycle the numbers belong. */
  readAt: number;
  services: Readonly<Record<string, ServiceUsage>>;
  preferences: Pick<ProfilePreferences, 'muted' | 'thresholds' | 'proposals'>;
  forecasts: readonly Forecast[];
  tokens: readonly (Pick<TokenFacts, 'name' | 'createdAt' | 'expiresAt'> & { always?: boolean })[];
}

/** A threshold that was crossed may be crossed again once the use fell so many points below it. */
const HYSTERESIS_POINTS = 5;
/** A token's end is announced this long before. */
export const TOKEN_REMINDER_MS = 7 * DAY_MS;
/** The cycle of what is counted at any time and never starts over. */
const NO_CYCLE = 'none';

/**
 * Returns the state after a reading, and the alerts that it leads to, most urgent first. Numbers of a cycle that is
 * over say nothing about a monthly service, and numbers older than the state nothing at all. A muted profile's
 * state moves on without alerts.
 */
export function nextAlerts(
  before: AlertState,
  subject: AlertSubject,
  settings: Preferences['alerts'],
  now: number,
): { state: AlertState; alerts: Alert[] } {
  if (subject.readAt < before.readAt) return { state: before, alerts: [] };
  const alerts: Alert[] = [];
  const services = { ...before.services };
  for (const [service, usage] of Object.entries(subject.services)) {
    const cycle = cycleOfService(service, subject.readAt);
    if (cycle !== cycleOfService(service, now)) continue;
    const thresholds = subject.preferences.thresholds[service] ?? settings.thresholds;
    const next = nextOfService(services[service], usage, cycle, thresholds);
    services[service] = next.state;
    if (next.crossed !== null) {
      const event = `${cycle}|${usage.limit}|${next.crossed}`;
      alerts.push({ ...alertOf('threshold', service, usage, event), threshold: next.crossed });
    }
    if (next.reopened && settings.reopened) {
      alerts.push(alertOf('reopened', service, usage, String(subject.readAt)));
    }
    addProposal(alerts, next.state, service, usage, subject);
  }
  if (settings.forecast) addForecast(alerts, services, subject);
  const tokens = addTokens(alerts, before.tokens, subject, settings, now);
  const state = { readAt: subject.readAt, services, tokens };
  return { state, alerts: subject.preferences.muted ? [] : alerts.sort(byUrgency) };
}

/** Returns the cycle that a service's numbers of this moment (epoch ms) belong to. */
export function cycleOfService(service: string, at: number): string {
  return isMonthly(service) ? cycleName(at) : NO_CYCLE;
}

/**
 * Returns true while what was said of a service at this limit and in this cycle still holds: the limit was not
 * changed, the cycle is not over, and the use has not fallen below what was said.
 */
export function stillHolds(
  given: { kind: Alert['kind']; service: string; limit: number; cycle: string; threshold: number | null },
  state: AlertState,
  now: number,
): boolean {
  const known = state.services[given.service];
  if (!known || given.cycle !== cycleOfService(given.service, now) || known.cycle !== given.cycle)
    return false;
  if (known.limit !== given.limit) return false;
  if (given.kind === 'reopened') return !known.full;
  return given.threshold === null || (known.reached ?? 0) >= given.threshold;
}

/** True within the quiet hours; minutes after local midnight, past midnight when `from` is later than `to`. */
export function isQuiet({ from, to }: Preferences['alerts']['quiet'], minuteOfDay: number): boolean {
  if (from === to) return false;
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/** Most urgent first: what is blocked, then by percentage, then what comes soonest. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    urgencyRank(b) - urgencyRank(a) ||
    (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER) ||
    (a.subject < b.subject ? -1 : 1)
  );
}

/** Returns how urgent an alert is, as one number: its level first, its percentage within it. */
export function urgencyRank({ level, percent }: Pick<Alert, 'level' | 'percent'>): number {
  return levelRank(level) * 1_000_000 + Math.min(percent ?? 0, 999_999);
}

function nextOfService(
  known: ServiceAlertState | undefined,
  usage: ServiceUsage,
  cycle: string,
  thresholds: readonly number[],
): { state: ServiceAlertState; crossed: number | null; reopened: boolean } {
  const percent = percentOf(usage);
  const isNewCycle = known !== undefined && known.cycle !== cycle;
  const isNewLimit = known !== undefined && known.limit !== null && known.limit !== usage.limit;
  const reached = known && !isNewCycle ? stillReached(known.reached, percent, thresholds, isNewLimit) : null;
  const highest = percent === null ? null : highestAtMost(thresholds, percent);
  const crossed = highest !== null && highest > (reached ?? 0) ? highest : null;

  const wasFull = known?.full ?? false;
  const isBelow =
    percent === null || percent < 100 - HYSTERESIS_POINTS || (percent < 100 && (isNewCycle || isNewLimit));
  const full = percent !== null && percent >= 100 ? true : wasFull && !isBelow;
  const given = known && !isNewLimit ? known : { forecast: null, proposal: null };
  return {
    state: {
      reached: crossed ?? reached,
      full,
      limit: usage.limit,
      cycle,
      forecast: given.forecast,
      proposal: given.proposal,
    },
    crossed,
    reopened: wasFull && !full && percent !== null,
  };
}

/** The threshold that a service still counts as having reached: a new limit is judged at once, a fall with hysteresis. */
function stillReached(
  reached: number | null,
  percent: number | null,
  thresholds: readonly number[],
  isNewLimit: boolean,
): number | null {
  if (reached === null || percent === null) return null;
  const slack = isNewLimit ? 0 : HYSTERESIS_POINTS;
  if (percent >= reached - slack) return reached;
  return highestAtMost(
    thresholds.filter((threshold) => threshold < reached),
    percent + slack,
  );
}

function highestAtMost(thresholds: readonly number[], percent: number): number | null {
  return thresholds.reduce<number | null>(
    (highest, threshold) => (threshold <= percent && threshold > (highest ?? 0) ? threshold : highest),
    null,
  );
}

/** A rule's proposal, once per cycle and limit. The state says so only when it was put into words. */
function addProposal(
  alerts: Alert[],
  state: ServiceAlertState,
  service: string,
  usage: ServiceUsage,
  { preferences, readAt }: AlertSubject,
): void {
  const from = preferences.proposals[service];
  const level = levelOf(usage);
  if (!from || level === null || levelRank(level) < levelRank(from)) return;
  const cycle = cycleName(readAt);
  if (state.proposal === cycle) return;
  alerts.push(alertOf('proposal', service, usage, `${cycle}|${usage.limit}`));
}

/** Returns the state with this service's proposal as given. */
export function withProposal(state: AlertState, service: string): AlertState {
  const known = state.services[service];
  if (!known) return state;
  const services = { ...state.services, [service]: { ...known, proposal: cycleName(state.readAt) } };
  return { ...state, services };
}

/** The service that is full first, once per cycle and limit, where that is sure enough to interrupt somebody. */
function addForecast(
  alerts: Alert[],
  services: Record<string, ServiceAlertState>,
  { forecasts, services: usage, readAt }: AlertSubject,
): void {
  const first = firstFull(forecasts.filter(isAlertFull));
  const serviceUsage = first && usage[first.service];
  const state = first && services[first.service];
  if (!first || !serviceUsage || !state) return;
  const cycle = cycleName(readAt);
  if (state.forecast === cycle) return;
  services[first.service] = { ...state, forecast: cycle };
  const crossing = alerts.find(({ kind, subject }) => kind === 'threshold' && subject === first.service);
  // One notification about one service: the crossing says when it will be full.
  const { fullAt: at, basis } = first;
  if (crossing) Object.assign(crossing, { at, basis });
  else {
    const event = `${cycle}|${serviceUsage.limit}`;
    alerts.push({ ...alertOf('forecast', first.service, serviceUsage, event), at, basis });
  }
}

function addTokens(
  alerts: Alert[],
  known: Record<string, number>,
  { tokens }: AlertSubject,
  settings: Preferences['alerts'],
  now: number,
): Record<string, number> {
  const announced = { ...known };
  for (const { name, createdAt, expiresAt, always } of tokens) {
    if (!settings.tokenExpiry && !always) continue;
    if (expiresAt === null || expiresAt <= now || expiresAt - now > TOKEN_REMINDER_MS) continue;
    const id = `${createdAt}|${name}`;
    if (announced[id] === expiresAt) continue;
    announced[id] = expiresAt;
    const event = `${id}|${expiresAt}`;
    const aboutUse = { level: null, threshold: null, percent: null, basis: null };
    alerts.push({ kind: 'token-expiry', subject: name, event, ...aboutUse, at: expiresAt });
  }
  return announced;
}

function alertOf(kind: Alert['kind'], service: string, usage: ServiceUsage, event: string): Alert {
  const [level, percent] = [levelOf(usage), percentOf(usage)];
  return { kind, subject: service, event, level, threshold: null, percent, at: null, basis: null };
}

/** Returns the id of an alert's notification: the same event has the same id in every life of the worker. */
export function notificationId({ profileKey }: ProfileRef, { kind, subject, event }: Alert): string {
  return [profileKey, kind, subject, event].join('|');
}
