import { type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { type RevocationRequest, recordRevocations, revocationOfProfile } from './revocations.ts';
import { removeRotations } from './rotations.ts';
import type { StoreName } from './schema.ts';
import { repairActive } from './settings.ts';
import { compoundRange, pairKey, prefixRange } from './store-keys.ts';
import type { RecordChange, TransactionWith } from './transaction.ts';

/** The stores with a row for each profile and connection. */
export const STORES_BY_PROFILE = ['profiles', 'usage', 'team', 'tokens'] as const satisfies StoreName[];

/** The stores with data of a profile. A transaction that removes profiles includes all of them. */
export const STORES_OF_A_PROFILE = [
  'connections',
  'credentials',
  'profiles',
  'usage',
  'history',
  'team',
  'tokens',
  'refresh',
  'settings',
  'alerts',
] as const satisfies StoreName[];
type ProfileStore = (typeof STORES_OF_A_PROFILE)[number];

/**
 * Removes profiles with everything stored about them except their preferences, in the caller's transaction. The tokens
 * that were issued for them stay sealed until they are revoked.
 */
export async function removeProfiles(
  transaction: TransactionWith<ProfileStore>,
  recordChange: RecordChange,
  refs: ProfileRef[],
): Promise<void> {
  if (refs.length === 0) return;
  await revokeTokensOf(transaction, recordChange, refs);
  const deletions: Promise<void>[] = [];
  for (const ref of refs) {
    const key = pairKey(ref);
    for (const name of STORES_BY_PROFILE) {
      deletions.push(transaction.objectStore(name).delete(key));
      recordChange(name, key);
    }
    deletions.push(transaction.objectStore('credentials').delete(refId(ref)));
    recordChange('credentials', refId(ref));
    deletions.push(transaction.objectStore('refresh').delete(refId(ref)));
    recordChange('refresh', refId(ref));
  }
  await Promise.all(deletions);
  await forgetUnseen(
    transaction,
    recordChange,
    refs.map((ref) => ref.profileKey),
  );
  await repairActive(transaction.objectStore('profiles'), transaction.objectStore('settings'), recordChange);
}

async function revokeTokensOf(
  transaction: TransactionWith<ProfileStore>,
  recordChange: RecordChange,
  refs: ProfileRef[],
): Promise<void> {
  const requests: RevocationRequest[] = [];
  for (const ref of refs) {
    const profile = await transaction.objectStore('profiles').get(pairKey(ref));
    if (profile?.ownCredential !== 'issued') continue;
    const connection = await transaction.objectStore('connections').get(ref.connectionKey);
    if (connection) requests.push(revocationOfProfile(connection, profile));
  }
  await recordRevocations(transaction, recordChange, requests);
}

/** Removes what is stored by profile (history, alerts, rotations) of profiles that no connection has anymore. */
export async function forgetUnseen(
  transaction: TransactionWith<'profiles' | 'settings' | 'history' | 'alerts'>,
  recordChange: RecordChange,
  profileKeys: ProfileKey[],
): Promise<void> {
  const left = await transaction.objectStore('profiles').getAllKeys();
  const seen = new Set(left.map(([, profileKey]) => profileKey));
  const unseen = profileKeys.filter((profileKey) => !seen.has(profileKey));
  const work: Promise<unknown>[] = [
    removeRotations(transaction.objectStore('settings'), recordChange, unseen),
  ];
  for (const profileKey of unseen) {
    work.push(transaction.objectStore('history').delete(compoundRange(profileKey)));
    recordChange('history', [profileKey]);
    work.push(transaction.objectStore('alerts').delete(prefixRange(`${profileKey}|`)));
    recordChange('alerts', `${profileKey}|`);
  }
  await Promise.all(work);
}
