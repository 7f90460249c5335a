import { type Forecast, firstFull, isAlertFull } from '../forecast/forecast.ts';
import type { ProfileRef } from '../identity/keys.ts';
import { own } from '../own.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import type { Preferences } from '../settings/settings.ts';
import { isFromFuture } from '../time.ts';
import type { TokenRotation } from '../tokens/rotation.ts';
import type { TokenFacts } from '../tokens/token.ts';
import { type Level, levelRank } from '../usage/level.ts';
import { monthName } from '../usage/month.ts';
import { levelOf, percentOf } from '../usage/service-level.ts';
import type { ServiceUsage } from '../usage/usage.ts';
import { monthOfService, type ServiceAlertState } from './service-alerts.ts';
import { expiryAlerts, revocableAlerts } from './token-alerts.ts';
import { type AlertCondition, evaluateWithWaiting } from './waiting-alerts.ts';

/** Something to notify a person of, once. */
export interface Alert {
  kind: 'threshold' | 'forecast' | 'reopened' | 'proposal' | 'token-expiry' | 'token-quiet';
  /** The service; the token's name for `token-expiry` and `token-quiet`. */
  subject: string;
  /** Identifies the event, so that it is notified only once: of a service, the reading that showed it. */
  event: string;
  level: Level | null;
  /** The threshold that was crossed (percent); null where the alert is about something else. */
  threshold: number | null;
  /** The threshold announced before it, if it is about a threshold or proposes a limit. */
  before?: number | null;
  /** Whole percent of the limit; null where the alert is not about use. */
  percent: number | null;
  /** Epoch ms: when the service is expected to be full, or the token expires. */
  at: number | null;
  /** Basis of the forecast in it; null: there is none. */
  basis: Forecast['basis'] | null;
  /** It concerns the whole account, so the profile's muting doesn't silence it. */
  ofAccount?: boolean;
}

/** The alerts already sent about a profile, so that each is sent once. */
export interface AlertState {
  /** When the evaluated usage was read (epoch ms). */
  readAt: number;
  services: Record<string, ServiceAlertState>;
  /** Tokens announced: their expiry, or for one that can be revoked the start of its rotation (epoch ms). */
  tokens: Record<string, number>;
}

export const NO_ALERTS: AlertState = { readAt: 0, services: {}, tokens: {} };

/** What a profile's alerts are evaluated from. */
export interface AlertSubject {
  /** When usage was read (epoch ms); decides which month it belongs to. */
  readAt: number;
  services: Readonly<Record<string, ServiceUsage>>;
  preferences: Pick<ProfilePreferences, 'muted' | 'thresholds' | 'proposals'>;
  forecasts: readonly Forecast[];
  /**
   * `ofAccount`: the account's own, announced whatever the settings, since without it nothing of the account is read.
   */
  tokens: readonly (Pick<TokenFacts, 'name' | 'createdAt' | 'expiresAt'> & Pick<Alert, 'ofAccount'>)[];
  /** Old tokens that were replaced, and that nothing has used for a day. */
  revocable?: readonly TokenRotation[];
  /** Alerts about its services that weren't shown yet. */
  waiting?: readonly AlertCondition[];
}

/**
 * Returns the state after usage was read, and the resulting alerts, most urgent first. Monthly services of a past month
 * are skipped, and usage older than the state is ignored, unless the state is from a clock that was ahead. A muted
 * profile's state is updated without alerts, but for those of its account.
 */
export function nextAlerts(
  before: AlertState,
  subject: AlertSubject,
  settings: Preferences['alerts'],
  now: number,
): { state: AlertState; alerts: Alert[] } {
  if (subject.readAt < before.readAt && !isFromFuture(before.readAt, now))
    return { state: before, alerts: [] };
  const alerts: Alert[] = [];
  const services = { ...before.services };
  for (const [service, usage] of Object.entries(subject.services)) {
    const month = monthOfService(service, subject.readAt);
    if (month !== monthOfService(service, now)) continue;
    const thresholds = own(subject.preferences.thresholds, service) ?? settings.thresholds;
    const waiting = (subject.waiting ?? []).filter((one) => one.service === service && one.cycle === month);
    const next = evaluateWithWaiting(own(services, service), usage, month, thresholds, waiting);
    const { before } = next;
    services[service] = next.state;
    const reopens = next.reopened && settings.reopened && !isOff(service, subject);
    if (next.crossed !== null && !(next.dropped && reopens)) {
      // Someone may add thresholds after the reading.
      const event = `${subject.readAt}|${next.crossed}`;
      alerts.push({ ...alertOf('threshold', service, usage, event), threshold: next.crossed, before });
    }
    if (reopens) alerts.push(alertOf('reopened', service, usage, String(subject.readAt)));
    addProposal(alerts, subject, { service, usage, state: next.state, before });
  }
  if (settings.forecast) addForecast(alerts, services, subject, now);
  const expiring = expiryAlerts(before.tokens, subject, settings, now);
  const revocable = revocableAlerts(expiring.announced, subject);
  const state = { readAt: subject.readAt, services, tokens: revocable.announced };
  const { muted } = subject.preferences;
  const all = [...alerts, ...expiring.alerts, ...revocable.alerts];
  return { state, alerts: all.filter(({ ofAccount }) => !muted || ofAccount).sort(byUrgency) };
}

/** Compares by urgency: level, percentage, then the earliest time. */
function byUrgency(a: Alert, b: Alert): number {
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

/** Adds a rule's proposal, once per month and limit. The state records it only when the text could be composed. */
function addProposal(
  alerts: Alert[],
  { preferences, readAt }: AlertSubject,
  {
    service,
    usage,
    state,
    before,
  }: { service: string; usage: ServiceUsage; state: ServiceAlertState; before: number | null },
): void {
  const from = own(preferences.proposals, service);
  const level = levelOf(usage);
  if (!from || level === null || levelRank(level) < levelRank(from)) return;
  const month = monthName(readAt);
  if (state.proposal === month) return;
  alerts.push({ ...alertOf('proposal', service, usage, String(readAt)), before });
}

/** Returns the state with this service's proposal recorded as sent. */
export function withProposal(state: AlertState, service: string): AlertState {
  const known = own(state.services, service);
  if (!known) return state;
  const services = { ...state.services, [service]: { ...known, proposal: monthName(state.readAt) } };
  return { ...state, services };
}

/**
 * Returns true if the person turned alerts off for a service of this profile; its proposals are a setting of their own.
 */
function isOff(service: string, { preferences }: Pick<AlertSubject, 'preferences'>): boolean {
  return own(preferences.thresholds, service)?.length === 0;
}

/** Returns false for an alert about a service whose kind the person has turned off, for all or for this profile. */
export function isWanted(
  { kind, service }: Pick<AlertCondition, 'kind' | 'service'>,
  settings: Pick<Preferences['alerts'], 'forecast' | 'reopened'>,
  subject: Pick<AlertSubject, 'preferences'>,
): boolean {
  if (kind === 'proposal') return Object.hasOwn(subject.preferences.proposals, service);
  if (kind === 'forecast' && !settings.forecast) return false;
  if (kind === 'reopened' && !settings.reopened) return false;
  return !isOff(service, subject);
}

/**
 * Adds the forecast of the service with alerts that is full first, once per month and limit, if it is certain enough.
 * That of another one follows with a later reading.
 */
function addForecast(
  alerts: Alert[],
  services: Record<string, ServiceAlertState>,
  subject: AlertSubject,
  now: number,
): void {
  const { forecasts, services: usage, readAt } = subject;
  const month = monthName(readAt);
  const isDue = ({ service, fullAt }: Forecast) =>
    !isOff(service, subject) && services[service]?.forecast !== month && (fullAt ?? 0) > now;
  const first = firstFull(forecasts.filter((one) => isAlertFull(one) && isDue(one)));
  const serviceUsage = first && usage[first.service];
  const state = first && services[first.service];
  if (!first || !serviceUsage || !state) return;
  services[first.service] = { ...state, forecast: month };
  const crossing = alerts.find((one) => one.kind === 'threshold' && one.subject === first.service);
  // One notification per service: the threshold alert includes the forecast.
  const { fullAt: at, basis } = first;
  if (crossing) Object.assign(crossing, { at, basis });
  else alerts.push({ ...alertOf('forecast', first.service, serviceUsage, String(readAt)), at, basis });
}

function alertOf(kind: Alert['kind'], service: string, usage: ServiceUsage, event: string): Alert {
  const [level, percent] = [levelOf(usage), percentOf(usage)];
  return { kind, subject: service, event, level, threshold: null, percent, at: null, basis: null };
}

/** Returns the id of an alert's notification; the same event always has the same id. */
export function notificationId({ profileKey }: ProfileRef, { kind, subject, event }: Alert): string {
  return [profileKey, kind, subject, event].join('|');
}
