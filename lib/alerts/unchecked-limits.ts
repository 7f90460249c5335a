import { type Connection, connectionName } from '../domain/identity/connection.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { type OptionsRoute, optionsRoutes } from '../domain/settings/options-route.ts';
import { DAY_MS, msSince } from '../domain/time.ts';
import { getUnchecked, putUnchecked } from '../store/alerts.ts';
import { listConnections } from '../store/connections.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { readVaultStatus } from '../store/vault-state.ts';
import { uncheckedText } from './alert-text.ts';
import { alertsAreOn } from './alerts-enabled.ts';

/** Delay before notifying of a cause that may resolve itself: no network, a failing platform, a locked vault. */
const UNCHECKED_AFTER_MS = DAY_MS;

export type UncheckedReason = 'sign-in' | 'host-permission' | 'locked' | 'failing';

/**
 * Detects that limits are no longer checked, and puts one notification about it into the outbox: at once if only the
 * person can resolve it, otherwise after a day. It resets once limits are checked again.
 *
 * Usage isn't read while the vault is locked: that would take a credential outside the vault, and since extension
 * tokens have full permission, the lock would protect nothing.
 */
export async function checkUncheckedLimits(): Promise<void> {
  if (!(await alertsAreOn())) return;
  const [{ locked }, connections] = await Promise.all([readVaultStatus(), listConnections()]);
  await update('vault', locked && connections.length > 0 ? 'locked' : null, null);
  // With a locked vault the state of the connections isn't known.
  if (locked) return;
  for (const connection of connections) await update(connection.key, reasonOf(connection), connection);
}

function reasonOf({ state, failure, refreshedAt }: Connection): UncheckedReason | null {
  if (state === 'needs-sign-in') return 'sign-in';
  if (state === 'host-permission') return 'host-permission';
  return failure && failure.at > (refreshedAt ?? 0) ? 'failing' : null;
}

async function update(
  about: ConnectionKey | 'vault',
  reason: UncheckedReason | null,
  connection: Connection | null,
): Promise<void> {
  const known = await getUnchecked(about);
  if (!reason) {
    if (known) await putUnchecked(about, null);
    return;
  }
  const now = Date.now();
  const since = known?.since ?? now;
  const isDue =
    reason === 'sign-in' || reason === 'host-permission' || msSince(since, now) >= UNCHECKED_AFTER_MS;
  if (known && (known.notified || !isDue)) return;
  const notification = isDue ? notificationOf(about, reason, connection, since, now) : null;
  await putUnchecked(about, { since, notified: isDue }, notification);
}

function notificationOf(
  about: ConnectionKey | 'vault',
  reason: UncheckedReason,
  connection: Connection | null,
  since: number,
  now: number,
): OutboxNotification {
  const name = connection ? connectionName(connection) : '';
  return {
    id: `${about}|unchecked|${since}`,
    about: `${about}|unchecked`,
    ...uncheckedText(reason, name, since),
    action: null,
    route: routeOf(reason, connection),
    profileKey: null,
    name,
    // More urgent than any threshold, since without checks there are no threshold alerts.
    urgency: Number.MAX_SAFE_INTEGER,
    condition: null,
    createdAt: now,
    shownAt: null,
    inSummary: false,
    acknowledged: false,
  };
}

function routeOf(reason: UncheckedReason, connection: Connection | null): OptionsRoute {
  const asksForSignIn = reason === 'sign-in' || reason === 'host-permission';
  return connection && asksForSignIn ? optionsRoutes.reconnect(connection.key) : optionsRoutes.overview;
}
