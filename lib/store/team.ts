import type { ProfileRef } from '../domain/identity/keys.ts';
import type { Team } from '../domain/team.ts';
import { perProfile } from './per-profile.ts';

const rows = perProfile('team', (ref) => ({ ...ref, members: [], fetchedAt: null, failure: null }));

export const getTeam: (ref: ProfileRef) => Promise<Team | undefined> = rows.get;

/** Stores a profile's team. Returns false when the profile no longer exists. */
export async function putTeam(row: Team): Promise<boolean> {
  return (await rows.put(row)) !== undefined;
}

/** Changes a profile's team; an empty one when none was read yet. */
export const updateTeam: (ref: ProfileRef, change: (row: Team) => Team) => Promise<Team | undefined> =
  rows.update;
