import { serializer } from '../async/serialize.ts';
import { type Connection, credentialLossOf } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import { type OptionsRoute, optionsRoutes } from '../domain/settings/options-route.ts';
import { DAY_MS, HOUR_MS, isFromFuture, isWithin, msSince } from '../domain/time.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { distinctConnectionText } from '../i18n/profile-text.ts';
import { t } from '../i18n/t.ts';
import { listConnections } from '../store/connections.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import { getProfile } from '../store/profiles.ts';
import type { OutboxNotification } from '../store/schema.ts';
import {
  clearUnchecked,
  getUnchecked,
  listUnchecked,
  putUnchecked,
  sinceOf,
  type Unchecked,
  type UncheckedSubject,
  uncheckedId,
} from '../store/unchecked.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { type NotificationText, uncheckedProfileText, uncheckedText } from './alert-text.ts';
import { type SubjectNames, subjectNames } from './subject-names.ts';

/** Delay before notifying of a cause that may resolve itself: no network, a failing platform, a locked vault. */
const UNCHECKED_AFTER_MS = DAY_MS;

/**
 * How recent the latest failed attempt must be then: after a weekend asleep, the platform is asked again first. What
 * fails is tried again within the longest back-off.
 */
const MAX_ATTEMPT_AGE_MS = 2 * HOUR_MS;

type AccountReason = 'sign-in' | 'no-token' | 'session' | 'host-permission' | 'failing';
export type UncheckedReason = AccountReason | 'locked';

/** What a notification about unchecked limits says, and where it leads. */
interface Report extends Omit<NotificationText, 'action'> {
  route: OptionsRoute;
  name: string;
  /** The profile that it is about; null: a whole account, or all. */
  profileKey: ProfileKey | null;
}

const serialize = serializer();

/**
 * Detects that limits are no longer checked, and puts one notification about it into the outbox: at once if only the
 * person can resolve it, otherwise after a day. It resets once limits are checked again. `newest`: each profile's
 * usage.
 *
 * Usage isn't read while the vault is locked: that would take a credential outside the vault, and since extension
 * tokens have full permission, the lock would protect nothing.
 */
export function checkUncheckedLimits(newest: readonly Usage[]): Promise<void> {
  // Two at a time would both find that it hasn't been reported, and report it twice.
  return serialize(() => checkLimits(newest));
}

async function checkLimits(newest: readonly Usage[]): Promise<void> {
  const [{ locked }, connections, unchecked] = await Promise.all([
    getVaultStatus(),
    listConnections(),
    listUnchecked(),
  ]);
  /** Records that limits can be checked again. */
  const reset = async (about: UncheckedSubject) => {
    if (unchecked.has(about)) await clearUnchecked(about);
  };
  const now = Date.now();
  if (locked && connections.length > 0) await report('vault', 'later', now, lockedReport);
  else await reset('vault');
  // With a locked vault the state of the connections isn't known.
  if (locked) return;
  const names = subjectNames();
  const working = new Set<ConnectionKey>();
  for (const connection of connections) {
    const reason = reasonOf(connection);
    if (!reason || (reason === 'failing' && (await isChecked(connection.key, newest)))) {
      working.add(connection.key);
      await reset(connection.key);
      continue;
    }
    // The console's session is seen again as soon as the console is open.
    const when = reason === 'failing' || reason === 'session' ? 'later' : 'at once';
    const failedAt = (reason === 'failing' && connection.failure?.at) || now;
    await report(connection.key, when, failedAt, (since) =>
      accountReport(reason, connection, connections, since),
    );
  }
  await checkProfiles(newest, working, names, reset);
}

function reasonOf(connection: Connection): AccountReason | null {
  const { state, failure } = connection;
  if (state === 'needs-sign-in') {
    const loss = credentialLossOf(connection);
    return loss ? (loss === 'session' ? 'session' : 'no-token') : 'sign-in';
  }
  if (state === 'host-permission') return 'host-permission';
  return failure && 'failing';
}

/**
 * Returns true if usage was read since the account began to fail: a token may read that, but not the account or its
 * list.
 */
async function isChecked(key: ConnectionKey, newest: readonly Usage[]): Promise<boolean> {
  const known = await getUnchecked(key);
  if (!known) return false;
  const now = Date.now();
  const since = sinceOf(known, now);
  // Of what was read while the clock was ahead it isn't known how long ago that was.
  return newest.some(
    ({ connectionKey, fetchedAt }) =>
      connectionKey === key && fetchedAt !== null && fetchedAt > since && !isFromFuture(fetchedAt, now),
  );
}

/** Checks the profiles that can't be read although their account can. A muted one isn't reported. */
async function checkProfiles(
  newest: readonly Usage[],
  working: ReadonlySet<ConnectionKey>,
  names: SubjectNames,
  reset: (about: ProfileKey) => Promise<void>,
): Promise<void> {
  for (const usage of newest) {
    const { profileKey, connectionKey } = usage;
    const { failure, fetchedAt } = usage;
    // Only what was read before and then no longer could be.
    if (!failure || fetchedAt === null) {
      await reset(profileKey);
      continue;
    }
    const [profile, { muted }] = await Promise.all([getProfile(usage), getProfilePreferences(profileKey)]);
    if (!profile || muted || !working.has(connectionKey)) continue;
    await report(profileKey, 'later', failure.at, async (since) => {
      const name = await names.profile(profile);
      return { ...uncheckedProfileText(name, since), route: optionsRoutes.usage(profile), name, profileKey };
    });
  }
}

/**
 * Records that limits can't be checked, and puts the notification about it into the outbox once it is due. `failedAt`:
 * the latest attempt.
 */
async function report(
  about: UncheckedSubject,
  when: NonNullable<Unchecked['when']>,
  failedAt: number,
  compose: (since: number) => Report | Promise<Report>,
): Promise<void> {
  const known = await getUnchecked(about);
  const now = Date.now();
  const since = sinceOf(known, now);
  const isLong = msSince(since, now) >= UNCHECKED_AFTER_MS && isWithin(MAX_ATTEMPT_AGE_MS, failedAt, now);
  const isDue = when === 'at once' || isLong;
  // That the platform doesn't respond doesn't say that the person has to act.
  const isKnown = known?.notified && (known.when !== 'later' || when === 'later');
  const notifies = isDue && !isKnown;
  if (known?.since === since && !notifies) return;
  const notification = notifies ? notificationOf(about, await compose(since), since, now) : null;
  await putUnchecked(
    about,
    known && isKnown ? { ...known, since } : { since, notified: isDue, when },
    notification,
  );
}

function notificationOf(
  about: UncheckedSubject,
  content: Report,
  since: number,
  now: number,
): OutboxNotification {
  return {
    id: `${uncheckedId(about)}|${since}`,
    about: uncheckedId(about),
    action: null,
    ...content,
    // Without checks there are no threshold alerts: a whole account is more urgent than any of those, one profile less.
    urgency: content.profileKey ? 0 : Number.MAX_SAFE_INTEGER,
    condition: null,
    createdAt: now,
    shownAt: null,
    inSummary: false,
    acknowledged: false,
  };
}

function lockedReport(since: number): Report {
  const name = t('alertLockedName');
  return { ...uncheckedText('locked', name, since), route: optionsRoutes.overview, name, profileKey: null };
}

function accountReport(
  reason: AccountReason,
  connection: Connection,
  connections: readonly Connection[],
  since: number,
): Report {
  const name = distinctConnectionText(connection, connections);
  const route = reason === 'failing' ? optionsRoutes.overview : optionsRoutes.reconnect(connection.key);
  return { ...uncheckedText(reason, name, since), route, name, profileKey: null };
}
