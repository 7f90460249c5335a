import type { Connection } from '../domain/identity/connection.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { listRefreshMinutes, type StaleCause, staleCauseOf } from '../domain/usage/stale-usage.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { now, preferences } from './app-state.ts';

/** Returns why a profile's numbers may not be true anymore; see {@link staleCauseOf}. Reads signals. */
export function staleCause(facts: {
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
}): StaleCause | null {
  return staleCauseOf({ ...facts, now: now.value, refreshMinutes: listRefreshMinutes(preferences.value) });
}
