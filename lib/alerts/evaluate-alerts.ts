import { noted } from '../diagnostics/error-log.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { type OptionsRoute, optionsRoutes } from '../domain/settings/options-route.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import {
  type Alert,
  type AlertState,
  cycleOfService,
  nextAlerts,
  notificationId,
  urgencyRank,
  withProposal,
} from '../domain/usage/alerts.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { commitAlerts, getAlertState } from '../store/alerts.ts';
import { getConnection } from '../store/connections.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import { getProfile, listProfiles } from '../store/profiles.ts';
import { readForecasts } from '../store/read-forecasts.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { getPreferences } from '../store/settings.ts';
import { getTokens } from '../store/tokens.ts';
import { getUsage, listUsage } from '../store/usage.ts';
import { alertText, type NotificationText } from './alert-text.ts';
import { alertsAreOn } from './alerts-enabled.ts';
import { proposalText, type ReadBilling } from './proposal-notification.ts';

/** How often an evaluation is tried again when another one was faster. */
const MAX_ATTEMPTS = 5;

interface Subject {
  profile: Profile;
  usage: Usage & { fetchedAt: number };
}

/**
 * Judges the stored numbers of these profiles (null: of all) and puts what they lead to into the outbox, in one
 * write with the state that remembers it. Numbers that were judged before lead to nothing, so that this may run
 * at any time: a worker that died between a reading and its alert is made up for by the next one.
 */
export async function evaluateAlerts(
  refs: readonly ProfileRef[] | null,
  readBilling: ReadBilling,
): Promise<void> {
  if (!(await alertsAreOn())) return;
  for (const ref of await newestOfEach(refs ?? (await listProfiles()))) {
    // One profile's failure must not cost the others their alerts; its state is as before, and it is judged again.
    await evaluateProfile(ref, readBilling).catch(noted('evaluateProfile'));
  }
}

/** Of a profile that several connections see, the one whose numbers are the newest. */
async function newestOfEach(refs: readonly ProfileRef[]): Promise<ProfileRef[]> {
  const wanted = new Set(refs.map(({ profileKey }) => profileKey));
  const newest = new Map<ProfileKey, Usage>();
  for (const usage of await listUsage()) {
    if (!wanted.has(usage.profileKey)) continue;
    const other = newest.get(usage.profileKey);
    if (!other || (usage.fetchedAt ?? 0) > (other.fetchedAt ?? 0)) newest.set(usage.profileKey, usage);
  }
  return [...newest.values()];
}

async function evaluateProfile(ref: ProfileRef, readBilling: ReadBilling): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [profile, usage, before, { alerts: settings }] = await Promise.all([
      getProfile(ref),
      getUsage(ref),
      getAlertState(ref.profileKey),
      getPreferences(),
    ]);
    if (!profile || !usage || usage.fetchedAt === null) return;
    const subject: Subject = { profile, usage: { ...usage, fetchedAt: usage.fetchedAt } };
    const now = Date.now();
    const next = await judge(subject, before, settings, now);
    if (JSON.stringify(next.state) === JSON.stringify(before) && next.alerts.length === 0) return;
    const withTexts = await putIntoWords(next, subject, now, readBilling);
    const { profileKey } = ref;
    if (await commitAlerts(profileKey, before, withTexts.state, withTexts.notifications)) return;
  }
}

async function judge(
  { profile, usage }: Subject,
  before: AlertState,
  settings: Preferences['alerts'],
  now: number,
): Promise<{ state: AlertState; alerts: Alert[] }> {
  const [preferences, forecasts, tokens] = await Promise.all([
    getProfilePreferences(profile.profileKey),
    settings.forecast ? readForecasts(profile.profileKey, usage, now) : [],
    readExpiring(profile),
  ]);
  const { services, fetchedAt: readAt } = usage;
  return nextAlerts(before, { readAt, services, preferences, forecasts, tokens }, settings, now);
}

/** The profile's tokens as last read, and always the one by which the connection itself reads. */
async function readExpiring({ id, connectionKey, profileKey }: Profile) {
  const [list, connection] = await Promise.all([
    getTokens({ connectionKey, profileKey }),
    getConnection(connectionKey as ConnectionKey),
  ]);
  const known = list?.tokens ?? [];
  if (connection?.credential.profileId !== id) return known;
  const connectionRow = connectionToken(connection);
  return [...known.filter(({ name }) => name !== connectionRow.name), connectionRow];
}

function connectionToken({ credential, connectedAt }: Connection) {
  return {
    name: credential.name ?? '',
    createdAt: `connection ${connectedAt}`,
    expiresAt: credential.expiresAt,
    always: true,
  };
}

/**
 * The notifications for a profile's alerts. A proposal takes the place of the crossing that led to it, as it says
 * the same and what to do; one that cannot be put into words now (prices not readable) stays due.
 */
async function putIntoWords(
  { state, alerts }: { state: AlertState; alerts: readonly Alert[] },
  subject: Subject,
  now: number,
  readBilling: ReadBilling,
): Promise<{ state: AlertState; notifications: OutboxNotification[] }> {
  let after = state;
  const notifications: OutboxNotification[] = [];
  const proposed = new Set<string>();
  for (const alert of alerts.filter(({ kind }) => kind === 'proposal')) {
    const text = await proposalText(alert, subject, now, readBilling);
    if (text === 'unknown') continue;
    after = withProposal(after, alert.subject);
    if (text === 'nothing') continue;
    proposed.add(alert.subject);
    notifications.push(notificationOf(alert, text, subject, now));
  }
  for (const alert of alerts) {
    if (alert.kind === 'proposal' || (alert.kind === 'threshold' && proposed.has(alert.subject))) continue;
    const text = alertText(alert, subject.profile.name, subject.usage.services[alert.subject], now);
    notifications.push(notificationOf(alert, text, subject, now));
  }
  return { state: after, notifications };
}

function notificationOf(
  alert: Alert,
  { title, message, action }: NotificationText,
  { profile, usage }: Subject,
  now: number,
): OutboxNotification {
  const { kind, subject } = alert;
  const { connectionKey, profileKey, name } = profile;
  return {
    id: notificationId(profile, alert),
    about: `${profileKey}|${subject}`,
    title,
    message,
    action: action ?? null,
    route: routeOf(alert, { connectionKey, profileKey }),
    profileKey,
    name,
    urgency: urgencyRank(alert),
    condition:
      kind === 'token-expiry'
        ? null
        : {
            kind,
            service: subject,
            limit: usage.services[subject]?.limit ?? 0,
            cycle: cycleOfService(subject, usage.fetchedAt),
            threshold: alert.threshold,
          },
    createdAt: now,
    shownAt: null,
    inSummary: false,
    acknowledged: false,
  };
}

function routeOf({ kind, subject }: Alert, ref: ProfileRef): OptionsRoute {
  if (kind === 'token-expiry') return optionsRoutes.tokens(ref);
  return kind === 'proposal' ? optionsRoutes.raise(ref, subject) : optionsRoutes.usage(ref);
}
