import { type Connection, unusableStateOf } from '../identity/connection.ts';
import { needsToken, type Profile } from '../profiles/profile.ts';
import type { Preferences } from '../settings/settings.ts';
import type { Usage } from './usage.ts';
import { isStale, lastFailureOf, usageStatus } from './usage-status.ts';

/** Why a profile's numbers may not be true anymore. */
export type StaleCause =
  | 'needs-token'
  | 'needs-sign-in'
  | 'host-permission'
  | 'last-month'
  | 'failed'
  | 'stale';

/**
 * Returns the interval, in minutes, by which the age of numbers in a list is judged: the same for all, since a
 * profile's own interval becomes another one the moment it becomes the active one.
 */
export function listRefreshMinutes({
  refreshMinutes,
  othersRefreshMinutes,
}: Pick<Preferences, 'refreshMinutes' | 'othersRefreshMinutes'>): number {
  return Math.max(refreshMinutes, othersRefreshMinutes);
}

/** Returns true for what only delays the next reading: the last one still says whether anything is allocated. */
export function isTemporary(cause: StaleCause): boolean {
  return cause === 'failed' || cause === 'stale';
}

/** Returns why a profile's numbers can't be read until the person acts; null: they can. */
export function lastingCauseOf(
  profile: Pick<Profile, 'access' | 'ownCredential'>,
  connection: Pick<Connection, 'state'> | undefined,
): Extract<StaleCause, 'needs-token' | 'needs-sign-in' | 'host-permission'> | null {
  if (needsToken(profile)) return 'needs-token';
  return connection ? unusableStateOf(connection) : null;
}

/**
 * Returns why a profile's numbers may not be true anymore; null: they are up to date, or were never read and will be.
 * What the person can resolve comes first. `refreshMinutes`: see {@link listRefreshMinutes}.
 */
export function staleCauseOf({
  profile,
  connection,
  usage,
  now,
  refreshMinutes,
}: {
  profile: Pick<Profile, 'access' | 'ownCredential'>;
  connection: Pick<Connection, 'state'> | undefined;
  usage: Usage | undefined;
  now: number;
  refreshMinutes: number;
}): StaleCause | null {
  const lasting = lastingCauseOf(profile, connection);
  if (lasting) return lasting;
  if (usageStatus(usage, now).lastMonth) return 'last-month';
  if (lastFailureOf(usage)) return 'failed';
  return usage?.fetchedAt != null && isStale(usage.fetchedAt, now, refreshMinutes) ? 'stale' : null;
}
