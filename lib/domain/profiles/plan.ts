import type { Connection } from '../identity/connection.ts';
import type { Profile } from './profile.ts';

/** Returns the plan a profile is on: its owner's, which for a shared profile is not the connection's; null: not known. */
export function planOf(
  profile: Pick<Profile, 'plan' | 'shared'>,
  connection: Pick<Connection, 'plan'> | undefined,
): string | null {
  return profile.plan ?? (profile.shared ? null : (connection?.plan ?? null));
}
