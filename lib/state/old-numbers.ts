import type { Connection } from '../domain/identity/connection.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { listRefreshMinutes, type OldCause, oldCauseOf } from '../domain/usage/old-numbers.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { now, preferences } from './app-state.ts';

/** Returns why a profile's numbers may not be true anymore; see {@link oldCauseOf}. Reads signals. */
export function oldCause(facts: {
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
}): OldCause | null {
  return oldCauseOf({ ...facts, now: now.value, refreshMinutes: listRefreshMinutes(preferences.value) });
}
