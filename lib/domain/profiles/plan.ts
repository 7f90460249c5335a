import type { Connection } from '../identity/connection.ts';
import type { Profile } from './profile.ts';

/**
 * Returns a profile's plan: that of its owner, who isn't the connection's account for a shared one. Null: not known.
 */
export function planOf(
  profile: Pick<Profile, 'plan' | 'shared'>,
  connection: Pick<Connection, 'plan'> | undefined,
): string | null {
  return profile.plan ?? (profile.shared ? null : (connection?.plan ?? null));
}
