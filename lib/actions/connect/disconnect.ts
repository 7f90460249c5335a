import { singleFlight } from '../../async/single-flight.ts';
import { abortConnection } from '../../calls/connection-queue.ts';
import { forgetAccepted } from '../../calls/verify-credential.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { getConnection, removeConnection } from '../../store/connections.ts';
import { addJournal } from '../../store/journal.ts';
import { profilesOf } from '../../store/profiles.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';
import { revokeExtensionToken } from './revoke.ts';

type Revoked = 'yes' | 'not-issued' | 'failed';

/**
 * Removes a connection with all of its data. Tokens that the extension issued are revoked on the platform
 * first; where that fails (unreachable, or the vault is locked) the connection is removed all the same and the result
 * says so. The most recent profile of another connection becomes active when the active one is gone.
 */
export function disconnect(request: { connectionKey: ConnectionKey }): Promise<{ revoked: Revoked }> {
  return singleFlight(['disconnect', request.connectionKey], () => disconnectOnce(request.connectionKey));
}

async function disconnectOnce(key: ConnectionKey): Promise<{ revoked: Revoked }> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  abortConnection(key);

  const issued = await issuedCredentials(key);
  const revoked = await Promise.all(
    issued.map(async ({ id, profileId }) => {
      const token = await readCredential(id).catch(() => null);
      return token !== null && revokeExtensionToken(connection.origin, profileId, token);
    }),
  );
  await removeConnection(key);
  // Calls that began while the tokens were being revoked belong to what is gone.
  abortConnection(key);
  forgetAccepted(key);
  await addJournal({
    at: Date.now(),
    what: 'disconnected',
    connectionKey: key,
    profileKey: null,
    subject: connection.email || connection.accountName,
  });
  if (issued.length === 0) return { revoked: 'not-issued' };
  return { revoked: revoked.every(Boolean) ? 'yes' : 'failed' };
}

/** Where the tokens are that the extension issued for this connection and its profiles. */
async function issuedCredentials(key: ConnectionKey): Promise<{ id: string; profileId: string | null }[]> {
  const [connection, profiles] = await Promise.all([getConnection(key), profilesOf(key)]);
  const profileTokens = profiles
    .filter(({ ownCredential }) => ownCredential === 'issued')
    .map(({ profileKey, id }) => ({ id: credentialIdOf(key, profileKey), profileId: id as string | null }));
  if (connection?.credential.kind !== 'issued') return profileTokens;
  return [...profileTokens, { id: credentialIdOf(key), profileId: connection.credential.profileId }];
}
