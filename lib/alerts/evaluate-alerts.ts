import { logErrorsOf } from '../diagnostics/error-log.ts';
import {
  type Alert,
  type AlertState,
  nextAlerts,
  notificationId,
  urgencyRank,
  withProposal,
} from '../domain/alerts/alerts.ts';
import { monthOfService } from '../domain/alerts/service-alerts.ts';
import type { AlertCondition } from '../domain/alerts/waiting-alerts.ts';
import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { type OptionsRoute, optionsRoutes } from '../domain/settings/options-route.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { commitAlerts, getAlertState } from '../store/alerts.ts';
import { getConnection } from '../store/connections.ts';
import { getForecasts } from '../store/forecasts.ts';
import { listOutbox } from '../store/outbox.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import { getOwnedProfile, getProfile } from '../store/profiles.ts';
import { listRotations } from '../store/rotations.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { getPreferences } from '../store/settings.ts';
import { getTokens } from '../store/tokens.ts';
import { getUsage } from '../store/usage.ts';
import { alertText, type NotificationText } from './alert-text.ts';
import { proposalText } from './proposal-notification.ts';
import { type SubjectNames, subjectNames } from './subject-names.ts';
import { expiringTokens, revocableRotations } from './watched-tokens.ts';

/** How often an evaluation is attempted when another one keeps changing the state meanwhile. */
const MAX_ATTEMPTS = 5;

interface EvaluatedProfile {
  profile: Profile;
  usage: Usage & { fetchedAt: number };
}

/** A profile that proposes a limit, and the account whose prices that needs. */
interface AwaitedPrices {
  ref: ProfileRef;
  account: ConnectionKey;
}

/**
 * Evaluates the stored usage of these profiles and puts the resulting notifications into the outbox, in one transaction
 * with the state that records them. Evaluating the same usage again has no effect, so this may run at any time, and a
 * new worker catches up on what a terminated one left undone. Returns the profiles that propose a limit and were left
 * out because an account's prices must be read first; without `waitForPrices` these get their other alerts.
 */
export async function evaluateAlerts(
  refs: readonly ProfileRef[],
  { waitForPrices }: { waitForPrices: boolean },
): Promise<AwaitedPrices[]> {
  const awaited: AwaitedPrices[] = [];
  const names = subjectNames();
  for (const ref of refs) {
    // A failure must not affect the other profiles. The state is unchanged, so this profile is evaluated again.
    const account = await evaluateProfile(ref, names, waitForPrices).catch(logErrorsOf('evaluateProfile'));
    if (account) awaited.push({ ref, account });
  }
  return awaited;
}

/** Returns the account whose prices must be read first; null: none. */
async function evaluateProfile(
  ref: ProfileRef,
  names: SubjectNames,
  waitForPrices: boolean,
): Promise<ConnectionKey | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [profile, usage, before, { alerts: settings }] = await Promise.all([
      getProfile(ref),
      getUsage(ref),
      getAlertState(ref.profileKey),
      getPreferences(),
    ]);
    if (!profile || !usage || usage.fetchedAt === null) return null;
    const evaluated: EvaluatedProfile = { profile, usage: { ...usage, fetchedAt: usage.fetchedAt } };
    const now = Date.now();
    const next = await evaluate(evaluated, before, settings, now);
    if (JSON.stringify(next.state) === JSON.stringify(before) && next.alerts.length === 0) return null;
    const composed = await composeNotifications(next, evaluated, names, now, waitForPrices);
    if (typeof composed === 'string') return composed;
    if (await commitAlerts(ref.profileKey, before, composed.state, composed.notifications)) return null;
  }
  return null;
}

async function evaluate(
  { profile, usage }: EvaluatedProfile,
  before: AlertState,
  settings: Preferences['alerts'],
  now: number,
): Promise<{ state: AlertState; alerts: Alert[] }> {
  const [preferences, forecasts, list, connection, rotations, waiting] = await Promise.all([
    getProfilePreferences(profile.profileKey),
    settings.forecast ? getForecasts(profile, usage, now) : [],
    getTokens(profile),
    getConnection(profile.connectionKey),
    listRotations(),
    waitingAlerts(profile.profileKey, before),
  ]);
  const tokens = expiringTokens(profile, list, connection);
  const revocable = revocableRotations(profile, list, rotations);
  const { services, fetchedAt: readAt } = usage;
  const subject = { readAt, services, preferences, forecasts, tokens, revocable, waiting };
  return nextAlerts(before, subject, settings, now);
}

/** Returns what waits to be shown about a profile's services. */
async function waitingAlerts(profileKey: ProfileKey, { services }: AlertState): Promise<AlertCondition[]> {
  if (Object.values(services).every(({ reached }) => reached === null)) return [];
  return (await listOutbox()).flatMap((row) =>
    row.profileKey === profileKey && row.shownAt === null ? (row.condition ?? []) : [],
  );
}

/**
 * Returns the notifications for a profile's alerts. A proposal replaces the threshold alert that led to it, since it
 * says the same and what to do. A proposal whose prices can't be read now stays due. With `waitForPrices` returns the
 * account whose prices must be read first, if there is one.
 */
async function composeNotifications(
  { state, alerts }: { state: AlertState; alerts: readonly Alert[] },
  evaluated: EvaluatedProfile,
  names: SubjectNames,
  now: number,
  waitForPrices: boolean,
): Promise<{ state: AlertState; notifications: OutboxNotification[] } | ConnectionKey> {
  let after = state;
  const notifications: OutboxNotification[] = [];
  const proposed = new Set<string>();
  const proposals = alerts.filter(({ kind }) => kind === 'proposal');
  const { profile, usage } = evaluated;
  const name = alerts.length > 0 ? await names.profile(profile) : '';
  // The usage may have been read by another account, with which the profile is shared.
  const owned =
    proposals.length === 0 || !profile.shared ? profile : await getOwnedProfile(profile.profileKey);
  for (const alert of proposals) {
    const text = await proposalText(alert, { owned, name, usage }, now);
    if (text === 'unread' && waitForPrices && owned) return owned.connectionKey;
    if (text === 'unread' || text === 'unknown') continue;
    after = withProposal(after, alert.subject);
    if (text === 'nothing') continue;
    proposed.add(alert.subject);
    notifications.push(notificationOf(alert, text, { profile: owned ?? profile, name, usage }, now));
  }
  for (const alert of alerts) {
    if (alert.kind === 'proposal' || (alert.kind === 'threshold' && proposed.has(alert.subject))) continue;
    const about = alert.ofAccount ? await names.account(profile.connectionKey) : name;
    const text = alertText(alert, about, usage.services[alert.subject], now);
    notifications.push(notificationOf(alert, text, { profile, name: about, usage }, now));
  }
  return { state: after, notifications };
}

function notificationOf(
  alert: Alert,
  { title, message, action }: NotificationText,
  { profile, name, usage }: EvaluatedProfile & { name: string },
  now: number,
): OutboxNotification {
  const { kind, subject } = alert;
  const { connectionKey, profileKey } = profile;
  const id = notificationId(profile, alert);
  return {
    id,
    // Tokens may have the same name, also a service's: an alert about one is about nothing else.
    about: isAboutToken(alert) ? id : `${profileKey}|${subject}`,
    title,
    message,
    action: action ?? null,
    route: routeOf(alert, { connectionKey, profileKey }),
    profileKey,
    ...(alert.ofAccount && { ofAccount: true }),
    name,
    urgency: urgencyRank(alert),
    validUntil: kind === 'token-expiry' || kind === 'forecast' ? alert.at : null,
    condition: isAboutToken(alert)
      ? null
      : {
          kind,
          service: subject,
          limit: usage.services[subject]?.limit ?? 0,
          cycle: monthOfService(subject, usage.fetchedAt),
          threshold: alert.threshold,
          before: alert.before ?? null,
        },
    createdAt: now,
    shownAt: null,
    inSummary: false,
    acknowledged: false,
  };
}

function isAboutToken({ kind }: Alert): boolean {
  return kind === 'token-expiry' || kind === 'token-quiet';
}

function routeOf(alert: Alert, ref: ProfileRef): OptionsRoute {
  const { kind, subject, ofAccount } = alert;
  if (ofAccount) return optionsRoutes.reconnect(ref.connectionKey);
  if (isAboutToken(alert)) return optionsRoutes.tokens(ref);
  return kind === 'proposal' ? optionsRoutes.raise(ref, subject) : optionsRoutes.usage(ref);
}
