import { type ProfileRef, refOf, sameRef } from '../identity/keys.ts';
import type { Profile } from './profile.ts';

/**
 * Returns the profile of the same account to which a token or session in `profile` is moved before `profile` is
 * removed; undefined if there is none. One that the account owns, or, if `profile` is shared, any other: as at a
 * sign-in, since a profile's owner can list its tokens.
 */
export function moveTargetBeforeRemoval(profile: Profile, profiles: readonly Profile[]): Profile | undefined {
  const others = profiles.filter(
    (other) =>
      other.connectionKey === profile.connectionKey && !sameRef(other, profile) && other.access === 'ok',
  );
  return others.find(({ shared }) => !shared) ?? (profile.shared ? others[0] : undefined);
}

/**
 * Returns the removed profile as the session's account sees it; null if the session survives. Deleting a profile ends
 * the sessions of every account in it, leaving one only the leaver's own.
 */
export function profileEndingSession(session: ProfileRef, removed: Profile): Profile | null {
  if (sameRef(session, removed)) return removed;
  if (session.profileKey !== removed.profileKey || removed.shared) return null;
  return { ...removed, ...refOf(session), shared: true };
}
