import type { ProfileRef } from '../domain/identity/keys.ts';
import type { Team } from '../domain/team.ts';
import { perProfile } from './per-profile.ts';

const rows = perProfile('team', (ref) => ({ ...ref, members: [], fetchedAt: null, failure: null }));

export const getTeam: (ref: ProfileRef) => Promise<Team | undefined> = rows.get;

/** Changes a profile's team; an empty one when none was read yet. */
export const updateTeam: (ref: ProfileRef, change: (row: Team) => Team) => Promise<Team | undefined> =
  rows.update;
