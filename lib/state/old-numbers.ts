import type { Connection } from '../domain/identity/connection.ts';
import { sameRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { type OldCause, oldCauseOf } from '../domain/usage/old-numbers.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { active, now, preferences } from './app-state.ts';

/** Returns why a profile's numbers may not be true any more; see {@link oldCauseOf}. Reads signals. */
export function oldCause(facts: {
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
}): OldCause | null {
  const { refreshMinutes, othersRefreshMinutes } = preferences.value;
  const activeRef = active.value.active;
  const isActive = activeRef !== null && sameRef(activeRef, facts.profile);
  return oldCauseOf({
    ...facts,
    now: now.value,
    refreshMinutes: isActive ? refreshMinutes : othersRefreshMinutes,
  });
}
