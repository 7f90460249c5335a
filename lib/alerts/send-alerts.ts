import { browser } from '../browser.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import type { Profile, Usage } from '../domain/identity/profile.ts';
import { type OptionsRoute, optionsRoutes } from '../domain/settings/options-route.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import {
  type Alert,
  type AlertPlan,
  byUrgency,
  isQuiet,
  MOST_AT_ONCE,
  planAlerts,
} from '../domain/usage/alerts.ts';
import { claimAlerts, dropAlerts, listAlerts } from '../store/alerts.ts';
import { getConnection } from '../store/connections.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import { getProfile, listProfiles } from '../store/profiles.ts';
import { readForecasts } from '../store/read-forecasts.ts';
import { getPreferences } from '../store/settings.ts';
import { getTokens } from '../store/tokens.ts';
import { getUsage } from '../store/usage.ts';
import { alertText, type NoticeText, summaryText } from './alert-text.ts';
import { ALERTS_ALARM, alertsAreOn } from './alerts-enabled.ts';
import { showNotice } from './notifications.ts';
import { proposalText, type ReadBilling } from './proposal-notification.ts';

/** Numbers older than this say nothing new. */
const NEWS_MS = 600_000;

/** One profile whose numbers were just read. */
interface Subject {
  profile: Profile;
  usage: Usage;
}

/**
 * Tells what is to be told about these profiles, whose numbers were just read: each crossing once per cycle,
 * many at once in one summary. `readBilling` brings fresh prices for what a rule proposes. Nothing is given up in quiet hours: it is looked at again when they end.
 */
export async function giveAlerts(
  refs: readonly ProfileRef[],
  readBilling: ReadBilling = async () => {},
): Promise<void> {
  if (!(await alertsAreOn())) return;
  const { alerts: settings } = await getPreferences();
  const now = new Date();
  const minute = now.getHours() * 60 + now.getMinutes();
  if (isQuiet(settings.quiet, minute)) {
    browser.alarms.create(ALERTS_ALARM, { when: endOfQuiet(settings.quiet.to, now) });
    return;
  }
  const given = new Map((await listAlerts()).map(({ id, cycle }) => [id, cycle]));
  const plans: AlertPlan[] = [];
  const subjects = new Map<string, Subject>();
  for (const ref of refs) {
    const subject = await readSubject(ref, now.getTime());
    if (!subject) continue;
    subjects.set(refId(ref), subject);
    plans.push(await planFor(subject, settings, given, now.getTime()));
  }
  const alerts = await claimed(plans, now.getTime());
  await tell(await worded(alerts, subjects, now.getTime(), readBilling), subjects);
}

/** As {@link giveAlerts}, for all profiles. */
export async function giveAllAlerts(readBilling?: ReadBilling): Promise<void> {
  await giveAlerts(await listProfiles(), readBilling);
}

async function readSubject(ref: ProfileRef, now: number): Promise<Subject | null> {
  const [profile, usage] = await Promise.all([getProfile(ref), getUsage(ref)]);
  const isNews = usage?.failure === null && now - (usage.fetchedAt ?? 0) < NEWS_MS;
  return profile && usage && isNews ? { profile, usage } : null;
}

async function planFor(
  { profile, usage }: Subject,
  settings: Preferences['alerts'],
  given: ReadonlyMap<string, string>,
  now: number,
): Promise<AlertPlan> {
  const { connectionKey, profileKey } = profile;
  const [preferences, forecasts, tokens] = await Promise.all([
    getProfilePreferences(profileKey),
    settings.forecast ? readForecasts(profileKey, usage, now) : [],
    settings.tokenExpiry ? readExpiring(profile) : [],
  ]);
  return planAlerts(
    { ref: { connectionKey, profileKey }, usage, preferences, forecasts, tokens },
    settings,
    given,
    now,
  );
}

/** The profile's tokens as last read, and the one that the connection itself stands on. */
async function readExpiring({ id, connectionKey, profileKey }: Profile) {
  const [list, connection] = await Promise.all([
    getTokens({ connectionKey, profileKey }),
    getConnection(connectionKey as ConnectionKey),
  ]);
  const known = list?.tokens ?? [];
  const own = connection?.credential.profileId === id ? ownToken(connection) : null;
  return own && !known.some(({ name }) => name === own.name) ? [...known, own] : known;
}

function ownToken({ credential, connectedAt }: Connection) {
  return { name: credential.name ?? '', createdAt: `own ${connectedAt}`, expiresAt: credential.expiresAt };
}

/** Only what no other wake of the worker has told already. */
async function claimed(plans: AlertPlan[], at: number): Promise<Alert[]> {
  const tellable = [...new Map(plans.flatMap(({ tell }) => tell).map((alert) => [alert.id, alert])).values()];
  const rows = [...tellable, ...plans.flatMap(({ note }) => note)].map(({ id, cycle }) => ({
    id,
    cycle,
    at,
  }));
  const ours = new Set((await claimAlerts(rows)).map(({ id }) => id));
  await dropAlerts(plans.flatMap(({ forget }) => forget));
  return tellable.filter(({ id }) => ours.has(id)).sort(byUrgency);
}

interface Worded {
  alert: Alert;
  text: NoticeText;
}

/**
 * The alerts with what they say. A proposal takes the place of the crossing that led to it, as it says the same
 * and what to do; one without anything to propose is left out.
 */
async function worded(
  alerts: Alert[],
  subjects: ReadonlyMap<string, Subject>,
  now: number,
  readBilling: ReadBilling,
): Promise<Worded[]> {
  const all: Worded[] = [];
  for (const alert of alerts) {
    const subject = subjects.get(refId(alert.ref));
    if (!subject) continue;
    const own = subject.usage.services[alert.subject];
    const text =
      alert.kind === 'proposal'
        ? await proposalText(alert, subject, now, readBilling)
        : alertText(alert, subject.profile.name, own, now);
    if (text) all.push({ alert, text });
  }
  const isProposed = ({ ref, subject }: Alert) =>
    all.some(
      ({ alert }) =>
        alert.kind === 'proposal' && alert.subject === subject && refId(alert.ref) === refId(ref),
    );
  return all.filter(({ alert }) => alert.kind !== 'threshold' || !isProposed(alert));
}

async function tell(alerts: Worded[], subjects: ReadonlyMap<string, Subject>): Promise<void> {
  const nameOf = (ref: ProfileRef) => subjects.get(refId(ref))?.profile.name ?? '';
  if (alerts.length > MOST_AT_ONCE) {
    const about = { route: optionsRoutes.overview, profileKey: null, name: 'summary' } as const;
    const text = summaryText(
      alerts.map(({ alert }) => alert),
      nameOf,
    );
    await showNotice(text, about);
    return;
  }
  for (const { alert, text } of alerts) {
    const profileKey: ProfileKey = alert.ref.profileKey;
    await showNotice(text, { route: routeOf(alert), profileKey, name: alert.id });
  }
}

function routeOf({ kind, ref, subject }: Alert): OptionsRoute {
  if (kind === 'token-expiry') return optionsRoutes.tokens(ref);
  return kind === 'proposal' ? optionsRoutes.raise(ref, subject) : optionsRoutes.usage(ref);
}

/** The next time that the clock shows this minute of the day, and a little. */
function endOfQuiet(minuteOfDay: number, now: Date): number {
  const end = new Date(now);
  end.setHours(0, minuteOfDay, 5, 0);
  if (end <= now) end.setDate(end.getDate() + 1);
  return end.getTime();
}
