import { type ProfileRef, refOf, sameRef } from '../identity/keys.ts';
import type { Profile } from './profile.ts';

/**
 * Returns the profile of the same account that a token in `profile` is moved to before that is removed; undefined: there
 * is none. Where the token is in somebody else's, because the account owns none, another shared one will do, as at a
 * sign-in: the owner of a profile may list its tokens.
 */
export function nextHomeOf(profile: Profile, profiles: readonly Profile[]): Profile | undefined {
  const others = profiles.filter(
    (other) =>
      other.connectionKey === profile.connectionKey && !sameRef(other, profile) && other.access === 'ok',
  );
  return others.find(({ shared }) => !shared) ?? (profile.shared ? others[0] : undefined);
}

/**
 * Returns a profile that is removed, as the account sees it whose session is in it; null when that session goes on: deleting a
 * profile ends those of every account in it, leaving one only the account's own.
 */
export function profileEndingSession(session: ProfileRef, removed: Profile): Profile | null {
  if (sameRef(session, removed)) return removed;
  if (session.profileKey !== removed.profileKey || removed.shared) return null;
  return { ...removed, ...refOf(session), shared: true };
}
