import { type MockInstance, vi } from 'vitest';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import {
  type ConnectionKey,
  type ProfileKey,
  type ProfileRef,
  profileKeyOf,
} from '../../../lib/domain/identity/keys.ts';
import type { ProfileListItem } from '../../../lib/domain/profiles/profile.ts';
import type { Usage } from '../../../lib/domain/usage/usage.ts';
import { closeDatabase } from '../../../lib/store/database.ts';
import { makeConnection, US } from '../domain/make.ts';

export { EU, US } from '../domain/make.ts';

/** Deletes the database, as a fresh installation has it. */
export async function freshDatabase(): Promise<void> {
  await closeDatabase().catch(() => {});
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase('profiles');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** Lets whoever opens the database wait for ever, until the returned spy is restored. */
export function blockDatabase(): MockInstance {
  return vi.spyOn(indexedDB, 'open').mockReturnValue(new IDBOpenDBRequest());
}

/** Returns the connection of account number `n`. */
export function connectionRow(n = 1, origin = US): Connection {
  return makeConnection(n.toString(16).padStart(24, 'a'), {
    origin,
    accountName: `Account ${n}`,
    email: `person${n}@example.com`,
    timezone: 'America/Sao_Paulo',
    credential: { kind: 'issued', name: 'Profiles for TagoIO', profileId: null, expiresAt: null },
    connectedAt: n,
  });
}

/** Returns profile number `n` as the platform lists it. */
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
