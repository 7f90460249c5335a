import type { Connection, CredentialLoss } from '../domain/identity/connection.ts';
import { type RevocationRequest, recordRevocations, revocationOfProfile } from './revocations.ts';
import { pairKey } from './store-keys.ts';
import type { RecordChange, TransactionWith } from './transaction.ts';

/**
 * Stores, in the transaction that empties the vault, that its tokens are gone: each connection that used one needs a
 * new sign-in, and the tokens issued for profiles are to be revoked. Returns the revocations' ids.
 */
export async function recordErasedTokens(
  transaction: TransactionWith<'connections' | 'credentials' | 'profiles' | 'settings'>,
  recordChange: RecordChange,
): Promise<string[]> {
  const detail: CredentialLoss = 'erased';
  const erased: Connection['failure'] = { failure: { code: 'credential-lost', detail }, at: Date.now() };
  const connections = transaction.objectStore('connections');
  const rows = new Map((await connections.getAll()).map((row) => [row.key, row]));
  for (const row of rows.values()) {
    // The console's session isn't in the vault, and comes back by itself.
    if (row.credential.kind === 'console') continue;
    await connections.put({ ...row, state: 'needs-sign-in', failure: erased });
    recordChange('connections', row.key);
  }
  const profiles = transaction.objectStore('profiles');
  const toRevoke: RevocationRequest[] = [];
  for (const profile of await profiles.getAll()) {
    if (profile.ownCredential === 'none') continue;
    const connection = rows.get(profile.connectionKey);
    if (profile.ownCredential === 'issued' && connection)
      toRevoke.push(revocationOfProfile(connection, profile));
    await profiles.put({ ...profile, ownCredential: 'none' });
    recordChange('profiles', pairKey(profile));
  }
  return recordRevocations(transaction, recordChange, toRevoke);
}
