import { singleFlight } from '../../async/single-flight.ts';
import { abortConnection } from '../../calls/connection-queue.ts';
import { forgetAccepted } from '../../calls/verify-credential.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { listOrders } from '../../store/billing.ts';
import { getConnection, removeConnection } from '../../store/connections.ts';
import { addJournal } from '../../store/journal.ts';
import { profilesOf } from '../../store/profiles.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';
import { readAndSettle } from '../billing/settle-orders.ts';
import { inSpendingChannel } from '../billing/spending-channel.ts';
import { revokeExtensionToken } from './revoke.ts';

type Revoked = 'yes' | 'not-issued' | 'failed';

/**
 * Removes a connection with all of its data. Tokens that the extension issued are revoked on the platform
 * first; where that fails (unreachable, or the vault is locked) the connection is removed all the same and the result
 * says so. The most recent profile of another connection becomes active when the active one is gone.
 *
 * What was ordered is settled first, as far as the platform shows it. Throws `not-allowed` (`ruleOrdersOpen`)
 * when an order is left that is not among `forgetOrders` (ids): only what a person was shown is forgotten.
 */
export function disconnect(request: {
  connectionKey: ConnectionKey;
  forgetOrders: string[];
}): Promise<{ revoked: Revoked }> {
  const { connectionKey, forgetOrders } = request;
  return singleFlight(['disconnect', connectionKey, forgetOrders], () => {
    // The answer to what a person gives up is not waited for.
    if (forgetOrders.length > 0) abortConnection(connectionKey);
    // In its turn: an order that is being sent has its answer first, and none begins before all is gone.
    return inSpendingChannel(connectionKey, () => disconnectOnce(connectionKey, forgetOrders));
  });
}

async function disconnectOnce(
  key: ConnectionKey,
  forgetOrders: readonly string[],
): Promise<{ revoked: Revoked }> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  if ((await listOrders(key)).length > 0) await readAndSettle(key).catch(() => {});
  if ((await listOrders(key)).some(({ id }) => !forgetOrders.includes(id)))
    throw new FailureError({ code: 'not-allowed', detail: 'ruleOrdersOpen' });
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
