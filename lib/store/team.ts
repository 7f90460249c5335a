import type { ProfileRef } from '../domain/identity/keys.ts';
import type { Team } from '../domain/team.ts';
import { perProfileStore } from './per-profile.ts';

const store = perProfileStore('team', (ref) => ({ ...ref, members: [], fetchedAt: null, failure: null }));

export const getTeam: (ref: ProfileRef) => Promise<Team | undefined> = store.get;

/** Changes a profile's team; an empty one when none was read yet. */
export const updateTeam: (ref: ProfileRef, change: (row: Team) => Team) => Promise<Team | undefined> =
  store.update;
