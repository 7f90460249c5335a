import { type Forecast, firstFull, isSureFull } from '../forecast/forecast.ts';
import { type ProfileKey, type ProfileRef, refId } from '../identity/keys.ts';
import type { ProfilePreferences, ServiceUsage, TokenFacts, Usage } from '../identity/profile.ts';
import type { Preferences } from '../settings/settings.ts';
import { DAY_MS } from '../time.ts';
import { cycleName } from './cycle.ts';
import { type Level, levelOf, levelRank, percentOf } from './level.ts';
import { isMonthly } from './service.ts';

/** Something that a person wants to be told, once. */
export interface Alert {
  /** Begins with the profile's key; with `cycle` it names the crossing. */
  id: string;
  cycle: string;
  kind: 'threshold' | 'forecast' | 'reopened' | 'proposal' | 'token-expiry';
  ref: ProfileRef;
  /** The service; the token's name for `token-expiry`. */
  subject: string;
  level: Level | null;
  /** Whole percent of the limit; null where the alert is not about use. */
  percent: number | null;
  /** Epoch ms: when the service is expected to be full, or the token expires. */
  at: number | null;
}

/** What is known of one profile when its numbers were just read. */
export interface AlertSubject {
  ref: ProfileRef;
  usage: Pick<Usage, 'services'>;
  preferences: Pick<ProfilePreferences, 'muted' | 'thresholds' | 'proposals'>;
  forecasts: readonly Forecast[];
  tokens: readonly Pick<TokenFacts, 'name' | 'createdAt' | 'expiresAt'>[];
}

/** Alerts given before, by id: in which cycle. */
export type GivenAlerts = ReadonlyMap<string, string>;

export interface AlertPlan {
  /** To be told now, most urgent first. */
  tell: Alert[];
  /** To be noted as given without a word: lower thresholds of the same crossing, what was muted. */
  note: { id: string; cycle: string }[];
  /** Given alerts that are over: they may come anew. */
  forget: string[];
}

/** A service that is counted at any time may cross a threshold anew once it fell this far below it. */
const FALLEN_POINTS = 5;
/** Of a token that expires a reminder is given this long before. */
export const TOKEN_REMINDER_MS = 7 * DAY_MS;
/** More alerts than this at once are told in one summary. */
export const MOST_AT_ONCE = 3;
/** The cycle of what happens once and not every month. */
const ONCE = 'once';

/** What to tell about one profile, given what was told before. Pure: claims and notices are the caller's. */
export function planAlerts(
  subject: AlertSubject,
  settings: Preferences['alerts'],
  given: GivenAlerts,
  now: number,
): AlertPlan {
  const plan: AlertPlan = { tell: [], note: [], forget: [] };
  for (const [service, own] of Object.entries(subject.usage.services)) {
    aboutThresholds(plan, subject, service, own, settings, given, now);
    aboutBlocking(plan, subject, service, own, settings, given);
    aboutProposal(plan, subject, service, own, given, now);
  }
  if (settings.forecast) aboutForecast(plan, subject, given, now);
  if (settings.tokenExpiry) aboutTokens(plan, subject, given, now);
  if (!subject.preferences.muted) return { ...plan, tell: plan.tell.sort(byUrgency) };
  // Muted is told nothing, and not later either.
  return { ...plan, tell: [], note: [...plan.note, ...plan.tell.map(({ id, cycle }) => ({ id, cycle }))] };
}

/** True within the quiet hours; minutes after local midnight, past midnight when `from` is later than `to`. */
export function isQuiet({ from, to }: Preferences['alerts']['quiet'], minuteOfDay: number): boolean {
  if (from === to) return false;
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/** Most urgent first: what is blocked, then by percentage, then what comes soonest. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    levelRank(b.level) - levelRank(a.level) ||
    (b.percent ?? 0) - (a.percent ?? 0) ||
    (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The id under which a crossing is remembered; it goes when its profile's key goes. */
export function alertId(profileKey: ProfileKey, ...parts: (string | number)[]): string {
  return [profileKey, ...parts].join('|');
}

function aboutThresholds(
  plan: AlertPlan,
  { ref, preferences }: AlertSubject,
  service: string,
  own: ServiceUsage,
  settings: Preferences['alerts'],
  given: GivenAlerts,
  now: number,
): void {
  const percent = percentOf(own);
  const thresholds = [...(preferences.thresholds[service] ?? settings.thresholds)].sort((a, b) => b - a);
  let told = false;
  for (const threshold of thresholds) {
    const id = alertId(ref.profileKey, 'threshold', service, threshold);
    if (percent === null || percent < threshold) {
      const fallen = percent === null || percent < threshold - FALLEN_POINTS;
      if (given.has(id) && !isMonthly(service) && fallen) plan.forget.push(id);
      continue;
    }
    const cycle = isMonthly(service) ? cycleName(now) : ONCE;
    if (given.get(id) === cycle) {
      // The highest threshold that was crossed is known: the lower ones are no news.
      told = true;
      continue;
    }
    if (told) plan.note.push({ id, cycle });
    else plan.tell.push(alertOf('threshold', id, cycle, ref, service, own));
    told = true;
  }
}

/** Remembers, without a word, that a service was blocked: so that its opening can be told. */
function aboutBlocking(
  plan: AlertPlan,
  { ref }: AlertSubject,
  service: string,
  own: ServiceUsage,
  settings: Preferences['alerts'],
  given: GivenAlerts,
): void {
  const id = alertId(ref.profileKey, 'blocked', service);
  const blocked = levelOf(own) === 'blocked';
  if (blocked && !given.has(id)) plan.note.push({ id, cycle: ONCE });
  if (blocked || !given.has(id)) return;
  plan.forget.push(id);
  if (!settings.reopened || percentOf(own) === null) return;
  plan.tell.push(alertOf('reopened', alertId(ref.profileKey, 'reopened', service), ONCE, ref, service, own));
  // Its next opening is told again.
  plan.forget.push(alertId(ref.profileKey, 'reopened', service));
}

function aboutProposal(
  plan: AlertPlan,
  { ref, preferences }: AlertSubject,
  service: string,
  own: ServiceUsage,
  given: GivenAlerts,
  now: number,
): void {
  const from = preferences.proposals[service];
  const level = levelOf(own);
  if (!from || level === null || levelRank(level) < levelRank(from)) return;
  const id = alertId(ref.profileKey, 'proposal', service);
  const cycle = cycleName(now);
  if (given.get(id) !== cycle) plan.tell.push(alertOf('proposal', id, cycle, ref, service, own));
}

/** The service that is full first, once per cycle. */
function aboutForecast(
  plan: AlertPlan,
  { ref, forecasts, usage }: AlertSubject,
  given: GivenAlerts,
  now: number,
): void {
  const first = firstFull(forecasts.filter(isSureFull));
  const own = first && usage.services[first.service];
  if (!first || !own) return;
  const id = alertId(ref.profileKey, 'forecast', first.service);
  const cycle = cycleName(now);
  if (given.get(id) === cycle) return;
  const crossing = plan.tell.find(({ kind, subject }) => kind === 'threshold' && subject === first.service);
  if (crossing) {
    // One notice about one service: the crossing says when it will be full.
    crossing.at = first.fullAt;
    plan.note.push({ id, cycle });
    return;
  }
  plan.tell.push({ ...alertOf('forecast', id, cycle, ref, first.service, own), at: first.fullAt });
}

function aboutTokens(plan: AlertPlan, { ref, tokens }: AlertSubject, given: GivenAlerts, now: number): void {
  for (const { name, createdAt, expiresAt } of tokens) {
    if (expiresAt === null || expiresAt <= now || expiresAt - now > TOKEN_REMINDER_MS) continue;
    const id = alertId(ref.profileKey, 'token', createdAt, name);
    const cycle = String(expiresAt);
    if (given.get(id) === cycle) continue;
    const about = { ref, subject: name, level: null, percent: null, at: expiresAt };
    plan.tell.push({ id, cycle, kind: 'token-expiry', ...about });
  }
}

function alertOf(
  kind: Alert['kind'],
  id: string,
  cycle: string,
  { connectionKey, profileKey }: ProfileRef,
  subject: string,
  own: ServiceUsage,
): Alert {
  const ref = { connectionKey, profileKey };
  return { id, cycle, kind, ref, subject, level: levelOf(own), percent: percentOf(own), at: null };
}

/** The profiles that alerts are about, each once. */
export function profilesIn(alerts: readonly Alert[]): ProfileRef[] {
  return [...new Map(alerts.map(({ ref }) => [refId(ref), ref])).values()];
}
