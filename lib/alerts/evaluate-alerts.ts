import { logErrorsOf } from '../diagnostics/error-log.ts';
import {
  type Alert,
  type AlertState,
  monthOfService,
  nextAlerts,
  notificationId,
  urgencyRank,
  withProposal,
} from '../domain/alerts/alerts.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { type ProfileKey, type ProfileRef, sameRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { type OptionsRoute, optionsRoutes } from '../domain/settings/options-route.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { isOldTokenUnused, type TokenRotation } from '../domain/tokens/rotation.ts';
import { sameToken } from '../domain/tokens/token-choice.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { commitAlerts, getAlertState, listOutbox } from '../store/alerts.ts';
import { getConnection } from '../store/connections.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import { getProfile } from '../store/profiles.ts';
import { readForecasts } from '../store/read-forecasts.ts';
import { listRotations } from '../store/rotations.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { getPreferences } from '../store/settings.ts';
import { getTokens } from '../store/tokens.ts';
import { getUsage } from '../store/usage.ts';
import { alertText, type NotificationText } from './alert-text.ts';
import { proposalText, type ReadBilling } from './proposal-notification.ts';

/** How often an evaluation is attempted when another one keeps changing the state meanwhile. */
const MAX_ATTEMPTS = 5;

interface Subject {
  profile: Profile;
  usage: Usage & { fetchedAt: number };
}

/**
 * Evaluates the stored usage of these profiles and puts the resulting notifications into the outbox, in
 * one transaction with the state that records them. Evaluating the same usage again has no effect, so this may run at
 * any time, and a new worker catches up on what a terminated one left undone.
 */
export async function evaluateAlerts(refs: readonly ProfileRef[], readBilling: ReadBilling): Promise<void> {
  for (const ref of refs) {
    // A failure must not affect the other profiles. The state is unchanged, so this profile is evaluated again.
    await evaluateProfile(ref, readBilling).catch(logErrorsOf('evaluateProfile'));
  }
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
    const next = await evaluate(subject, before, settings, now);
    if (JSON.stringify(next.state) === JSON.stringify(before) && next.alerts.length === 0) return;
    const withTexts = await composeNotifications(next, subject, now, readBilling);
    const { profileKey } = ref;
    if (await commitAlerts(profileKey, before, withTexts.state, withTexts.notifications)) return;
  }
}

type TokenList = Awaited<ReturnType<typeof getTokens>>;

async function evaluate(
  { profile, usage }: Subject,
  before: AlertState,
  settings: Preferences['alerts'],
  now: number,
): Promise<{ state: AlertState; alerts: Alert[] }> {
  const [preferences, forecasts, list, connection, rotations, waiting] = await Promise.all([
    getProfilePreferences(profile.profileKey),
    settings.forecast ? readForecasts(profile, usage, now) : [],
    getTokens(profile),
    getConnection(profile.connectionKey),
    listRotations(),
    hasNewLimit(usage, before) ? waitingServices(profile.profileKey) : undefined,
  ]);
  const tokens = expiringTokens(profile, list, connection);
  const quiet = quietRotations(profile, list, rotations);
  const { services, fetchedAt: readAt } = usage;
  const subject = { readAt, services, preferences, forecasts, tokens, quiet, ...(waiting && { waiting }) };
  return nextAlerts(before, subject, settings, now);
}

const hasNewLimit = ({ services }: Usage, before: AlertState): boolean =>
  Object.entries(services).some(([service, { limit }]) => {
    const known = before.services[service];
    return known !== undefined && known.limit !== limit;
  });

/** Returns the services of a profile whose threshold alert waits to be shown. */
async function waitingServices(profileKey: ProfileKey): Promise<Set<string>> {
  const waiting = (await listOutbox()).filter(
    (row) => row.profileKey === profileKey && row.shownAt === null && row.condition?.kind === 'threshold',
  );
  return new Set(waiting.flatMap(({ condition }) => condition?.service ?? []));
}

/** Returns the profile's tokens as last read, always including the connection's own. */
function expiringTokens({ id }: Profile, list: TokenList, connection: Connection | undefined) {
  const known = list?.tokens ?? [];
  const { profileId, name, expiresAt } = connection?.credential ?? {};
  if (!connection || profileId !== id || name == null) return known;
  const listed = known.find((token) => token.name === name);
  const connectionToken = {
    name,
    createdAt: `connection ${connection.connectedAt}`,
    // Where the platform didn't say it with the token, its list does, newest first.
    expiresAt: expiresAt ?? listed?.expiresAt ?? null,
    always: true,
  };
  return [...known.filter((token) => token.name !== name), connectionToken];
}

/** Returns the profile's rotations whose old token nothing has used for a day, as its tokens were last read. */
function quietRotations(profile: Profile, list: TokenList, rotations: TokenRotation[]): TokenRotation[] {
  return rotations.filter((rotation) => {
    if (!sameRef(rotation, profile)) return false;
    const old = list?.tokens.find((token) => sameToken(token, rotation.token));
    return old && isOldTokenUnused(rotation, old, list?.fetchedAt ?? null);
  });
}

/**
 * Returns the notifications for a profile's alerts. A proposal replaces the threshold alert that led to it, since it
 * says the same and what to do. A proposal whose prices can't be read now stays due.
 */
async function composeNotifications(
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
  const { kind, subject } = alert;
  if (isAboutToken(alert)) return optionsRoutes.tokens(ref);
  return kind === 'proposal' ? optionsRoutes.raise(ref, subject) : optionsRoutes.usage(ref);
}
