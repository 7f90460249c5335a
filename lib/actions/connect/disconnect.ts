import { singleFlight } from '../../async/single-flight.ts';
import { abortConnection } from '../../calls/connection-queue.ts';
import { releaseHost } from '../../calls/host-access.ts';
import { forgetAccepted } from '../../calls/verify-credential.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { isLostByDisconnecting } from '../../domain/billing/order.ts';
import { FailureError, notAllowed } from '../../domain/failure.ts';
import type { Connection } from '../../domain/identity/connection.ts';
import { type ConnectionKey, originOf } from '../../domain/identity/keys.ts';
import { refreshDue } from '../../refresh/refresh.ts';
import { listOrders } from '../../store/billing.ts';
import { getConnection, removeConnection } from '../../store/connections.ts';
import { listProfilesOf } from '../../store/profiles.ts';
import { type RevocationRequest, revocationOfProfile } from '../../store/revocations.ts';
import { readAndSettle } from '../billing/settle-orders.ts';
import { serializeSpending } from '../billing/spending-channel.ts';
import { recordJournal } from '../record-journal.ts';
import { serializeConnectionChange } from './connection-changes.ts';
import { isAnyLost, revokeNow } from './retry-revocations.ts';
import { revocationOf } from './save-connection.ts';

/** `by-hand`: the value of a token is lost, so only the person can revoke it. */
type Revoked = 'yes' | 'not-issued' | 'later' | 'by-hand';

/**
 * Removes a connection with all of its data. Tokens that the extension issued are recorded for revocation in the
 * same transaction and revoked at once. If that fails (no network, locked vault), revocation is retried `later`, until
 * the platform no longer accepts them. If the active profile is gone, the most recent one of another connection
 * becomes active. Access to the host is given up with the last account there.
 *
 * Orders are settled first, as far as the platform shows their outcome. Throws `not-allowed` (`ruleOrdersOpen`) when
 * an order remains that isn't in `forgetOrders` (ids): only orders that a person was shown are forgotten.
 */
export function disconnect(request: {
  connectionKey: ConnectionKey;
  forgetOrders: string[];
}): Promise<{ revoked: Revoked }> {
  const { connectionKey, forgetOrders } = request;
  return singleFlight(['disconnect', connectionKey, forgetOrders], async () => {
    // Requests for orders that the person gives up aren't waited for.
    if (forgetOrders.length > 0) abortConnection(connectionKey);
    // In the channel: an order that is being sent finishes first, and none starts before the connection is removed.
    const revocations = await serializeSpending(connectionKey, () =>
      disconnectOnce(connectionKey, forgetOrders),
    );
    // Another account's profile may be the active one now.
    void refreshDue().catch(logErrorsOf('refreshDue'));
    const revoked = await revokeNowOrLater(revocations);
    await releaseHost(originOf(connectionKey)).catch(logErrorsOf('releaseHost'));
    return { revoked };
  });
}

async function revokeNowOrLater(revocations: readonly string[]): Promise<Revoked> {
  if (revocations.length === 0) return 'not-issued';
  if (await revokeNow(revocations)) return 'yes';
  return (await isAnyLost(revocations)) ? 'by-hand' : 'later';
}

async function disconnectOnce(key: ConnectionKey, forgetOrders: readonly string[]): Promise<string[]> {
  if (!(await getConnection(key))) throw new FailureError({ code: 'not-connected' });
  if ((await listOrders(key)).length > 0) await readAndSettle(key).catch(logErrorsOf('readAndSettle'));
  const unfinished = (await listOrders(key)).filter(isLostByDisconnecting);
  if (unfinished.some(({ id }) => !forgetOrders.includes(id))) throw notAllowed('ruleOrdersOpen');
  return serializeConnectionChange(key, () => remove(key));
}

/** Returns the ids of the revocations that were recorded. */
async function remove(key: ConnectionKey): Promise<string[]> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  abortConnection(key);
  const toRevoke = await issuedTokens(connection);
  const revocations = await removeConnection(key, toRevoke);
  // Calls that began meanwhile belong to the removed connection.
  abortConnection(key);
  forgetAccepted(key);
  await recordJournal('disconnected', { connectionKey: key }, connection.email || connection.accountName);
  return revocations;
}

/** Returns the tokens that the extension issued for this connection and its profiles. */
async function issuedTokens(connection: Connection): Promise<RevocationRequest[]> {
  const profiles = await listProfilesOf(connection.key);
  const profileTokens = profiles
    .filter(({ ownCredential }) => ownCredential === 'issued')
    .map((profile) => revocationOfProfile(connection, profile));
  return connection.credential.kind === 'issued'
    ? [...profileTokens, revocationOf(connection)]
    : profileTokens;
}
