import type { Connection } from '../../../lib/domain/identity/connection.ts';
import {
  type ApiOrigin,
  type ConnectionKey,
  connectionKeyOf,
  type ProfileKey,
  type ProfileRef,
  profileKeyOf,
} from '../../../lib/domain/identity/keys.ts';
import type { ProfileListItem } from '../../../lib/domain/profiles/profile.ts';
import type { Usage } from '../../../lib/domain/usage/usage.ts';
import { closeDatabase } from '../../../lib/store/database.ts';

export const US = 'https://api.us-e1.tago.io' as ApiOrigin;
export const EU = 'https://api.eu-w1.tago.io' as ApiOrigin;

/** Deletes the database, as a fresh installation has it. */
export async function freshDatabase(): Promise<void> {
  await closeDatabase().catch(() => {});
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase('profiles');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** A connection of account number `n`. */
export function connectionRow(n = 1, origin = US): Connection {
  const accountId = n.toString(16).padStart(24, 'a');
  return {
    key: connectionKeyOf(origin, accountId),
    origin,
    region: origin === EU ? 'eu-w1' : 'us-e1',
    accountId,
    accountName: `Account ${n}`,
    email: `person${n}@example.com`,
    company: null,
    plan: 'scale',
    timezone: 'America/Sao_Paulo',
    twoFactor: { authenticator: false, sms: false, email: false },
    credential: { kind: 'issued', name: 'Profiles for TagoIO', profileId: null, expiresAt: null },
    state: 'ok',
    failure: null,
    connectedAt: n,
    refreshedAt: null,
  };
}

/** Profile number `n` as the platform's list has it. */
export function profileRow(connectionKey: ConnectionKey, n: number): ProfileRef & ProfileListItem {
  const id = n.toString(16).padStart(24, '0');
  return {
    connectionKey,
    profileKey: profileKeyOf(US, id),
    id,
    name: `Profile ${n}`,
    logoUrl: null,
    shared: false,
    ownerAccountId: null,
    position: n,
  };
}

export function usageRow(connectionKey: ConnectionKey, profileKey: ProfileKey, input: number): Usage {
  return {
    connectionKey,
    profileKey,
    services: { input: { used: input, limit: 100 } },
    resources: { device: 3 },
    fetchedAt: 1000,
    failure: null,
  };
}
