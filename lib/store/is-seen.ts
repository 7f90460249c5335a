import type { ProfileKey } from '../domain/identity/keys.ts';
import type { TransactionWith } from './transaction.ts';

/** Returns true if a connected account sees the profile. */
export async function readIsSeen(
  transaction: TransactionWith<'connections' | 'profiles'>,
  profileKey: ProfileKey,
): Promise<boolean> {
  // Not the keys of all profiles, of which there may be thousands.
  const store = transaction.objectStore('profiles');
  const connections = await transaction.objectStore('connections').getAllKeys();
  const keys = await Promise.all(connections.map((key) => store.getKey([key, profileKey])));
  return keys.some((key) => key !== undefined);
}
