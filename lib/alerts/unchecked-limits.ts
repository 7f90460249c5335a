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

/** What passes by itself (no network, a failing platform, a vault that is opened every morning) may last so long. */
const UNCHECKED_AFTER_MS = DAY_MS;

export type UncheckedReason = 'sign-in' | 'host-permission' | 'locked' | 'failing';

/**
 * Detects that limits are not checked any more, and puts one notification about it into the outbox: at once where
 * only the person can change it, after a day else. Checking again ends it.
 *
 * Usage is not read while the vault is locked: it would take a credential outside the vault, and the extension's
 * tokens have full permission, so that a lock would protect nothing. This notification is what it costs.
 */
export async function checkUncheckedLimits(): Promise<void> {
  if (!(await alertsAreOn())) return;
  const [{ locked }, connections] = await Promise.all([readVaultStatus(), listConnections()]);
  await update('vault', locked && connections.length > 0 ? 'locked' : null, null);
  // With a locked vault nothing new is known of any connection.
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
    // Before every crossing: without it there will be none.
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
