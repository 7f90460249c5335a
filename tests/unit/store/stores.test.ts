import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_ALERTS } from '../../../lib/domain/alerts/alerts.ts';
import { type ProfileRef, refId } from '../../../lib/domain/identity/keys.ts';
import { JOURNAL_LIMIT, type JournalEntry } from '../../../lib/domain/journal.ts';
import type { ProfileListItem } from '../../../lib/domain/profiles/profile.ts';
import { DEFAULT_PREFERENCES } from '../../../lib/domain/settings/settings.ts';
import type { TokenRotation } from '../../../lib/domain/tokens/rotation.ts';
import { commitAlerts, getAlertState } from '../../../lib/store/alerts.ts';
import { getBilling, updateBilling } from '../../../lib/store/billing.ts';
import { onStoreChange, type StoreChange } from '../../../lib/store/changes.ts';
import {
  getConnection,
  listConnections,
  putConnection,
  removeConnection,
  updateConnection,
} from '../../../lib/store/connections.ts';
import { claimVaultKey, listCredentials, putCredential } from '../../../lib/store/credentials.ts';
import { database } from '../../../lib/store/database.ts';
import { addHistory, getHistory } from '../../../lib/store/history.ts';
import { addJournal, listJournal } from '../../../lib/store/journal.ts';
import { putNotifications } from '../../../lib/store/notifications.ts';
import { removeProfile } from '../../../lib/store/profile-edits.ts';
import {
  getProfilePreferences,
  listProfilePreferences,
  updateAllProfilePreferences,
  updateProfilePreferences,
} from '../../../lib/store/profile-preferences.ts';
import {
  getProfile,
  listProfiles,
  listProfilesOf,
  replaceProfiles,
  updateProfile,
} from '../../../lib/store/profiles.ts';
import { listRefreshRows, updateRefreshRow, updateRefreshRows } from '../../../lib/store/refresh.ts';
import { listRevocations } from '../../../lib/store/revocations.ts';
import { listRotations, updateRotations } from '../../../lib/store/rotations.ts';
import type { StoreName } from '../../../lib/store/schema.ts';
import { getActive, getPreferences, updateActive, updatePreferences } from '../../../lib/store/settings.ts';
import { updateTeam } from '../../../lib/store/team.ts';
import { getTokens, updateTokens } from '../../../lib/store/tokens.ts';
import { getUsage, listUsage, putUsage, recordUsageFailure } from '../../../lib/store/usage.ts';
import { connectionRow, freshDatabase, profileRow, usageRow } from './rows.ts';

const one = connectionRow(1);
const two = connectionRow(2);

const refOf = (connection = one, n = 1): ProfileRef => {
  const { connectionKey, profileKey } = profileRow(connection.key, n);
  return { connectionKey, profileKey };
};

beforeEach(freshDatabase);

async function connect(connection = one, profiles = 2): Promise<void> {
  await putConnection(connection);
  const rows = Array.from({ length: profiles }, (_, n) => profileRow(connection.key, n + 1));
  await replaceProfiles(connection.key, rows);
}

/** Something in every store that can hold something of a connection. */
async function fill(connection: typeof one): Promise<void> {
  await connect(connection);
  const ref = refOf(connection);
  await putUsage(usageRow(ref.connectionKey, ref.profileKey, 10));
  await updateTeam(ref, (row) => ({ ...row, fetchedAt: 1 }));
  await updateTokens(ref, (row) => ({ ...row, fetchedAt: 1 }));
  await updateBilling(connection.key, (row) => ({ ...row, fetchedAt: 1 }));
  await putNotifications({ connectionKey: connection.key, items: [], fetchedAt: 1 });
  for (const target of [`account|${connection.key}`, refId(ref)]) {
    await updateRefreshRow(target, () => ({ target, dueAt: 1, failures: 0, lastStartedAt: null }));
  }
  await claimVaultKey({ kind: 'device', keyId: 'k', secret: {} as CryptoKey, salt: null });
  for (const id of [connection.key, refId(ref)]) {
    await putCredential({ id, nonce: new Uint8Array(12), ciphertext: new ArrayBuffer(8) }, 'k');
  }
  await addHistory([
    {
      profileKey: ref.profileKey,
      periodicity: 'day',
      time: '2026-01-02T00:00:00.000Z',
      values: { input: 1 },
    },
  ]);
  await commitAlerts(ref.profileKey, NO_ALERTS, { ...NO_ALERTS, readAt: 1 }, []);
}

async function everythingStored(): Promise<string> {
  const db = await database();
  const rows: Partial<Record<StoreName, unknown>> = {};
  for (const name of db.objectStoreNames) {
    if (name !== 'vault') rows[name] = [await db.getAllKeys(name), await db.getAll(name)];
  }
  return JSON.stringify(rows);
}

describe('connections', () => {
  it('are listed, the oldest first, and changed in place', async () => {
    await putConnection(two);
    await putConnection(one);
    expect((await listConnections()).map(({ key }) => key)).toEqual([one.key, two.key]);
    await updateConnection(one.key, (row) => ({ ...row, state: 'needs-sign-in' }));
    expect((await getConnection(one.key))?.state).toBe('needs-sign-in');
  });

  it('are not restored by a change after the disconnect', async () => {
    expect(await updateConnection(one.key, (row) => ({ ...row, state: 'ok' }))).toBeUndefined();
    expect(await listConnections()).toEqual([]);
  });

  it('leave nothing behind but preferences and the journal', async () => {
    await fill(one);
    await updateActive(() => ({ active: refOf(one), recents: [refOf(one, 2)] }));
    await updateProfilePreferences(refOf(one).profileKey, (row) => ({ ...row, favourite: true }));
    await addJournal({
      at: 1,
      what: 'switched',
      connectionKey: one.key,
      profileKey: refOf(one).profileKey,
      subject: 'Profile 1',
    });

    await removeConnection(one.key);

    expect(await everythingStored()).not.toContain(`"${one.key}|`);
    expect(await listCredentials()).toEqual([]);
    expect(await getActive()).toEqual({ active: null, recents: [] });
    expect((await getProfilePreferences(refOf(one).profileKey)).favourite).toBe(true);
    expect((await listJournal())[0]?.subject).toBe('Profile 1');
    const db = await database();
    const kept: StoreName[] = ['settings', 'profilePreferences', 'journal', 'vault'];
    for (const name of db.objectStoreNames) {
      // The settings hold which profile is active, and the revision of the first screens.
      const count = name === 'settings' ? 2 : kept.includes(name) ? 1 : 0;
      expect([name, await db.count(name)]).toEqual([name, count]);
    }
  });

  it('leave other connections and the history of their profiles unchanged', async () => {
    await fill(one);
    await fill(two);
    await updateActive(() => ({ active: refOf(one), recents: [refOf(one, 2), refOf(two)] }));

    await removeConnection(one.key);

    expect((await listProfiles()).map(({ connectionKey }) => connectionKey)).toEqual([two.key, two.key]);
    expect((await listCredentials()).map(({ id }) => id)).toEqual([two.key, refId(refOf(two))]);
    expect(await getUsage(refOf(two))).toBeDefined();
    expect(await getHistory(refOf(two).profileKey, 'day', 0, Date.now())).toHaveLength(1);
    // The other account sees the same two profiles.
    expect(await getActive()).toEqual({ active: refOf(two), recents: [refOf(two, 2)] });
    expect((await listRefreshRows()).map(({ target }) => target)).toEqual([
      `account|${two.key}`,
      refId(refOf(two)),
    ]);
  });
});

describe('the rotation of a token', () => {
  it('goes with the last account that sees its profile', async () => {
    await connect(one, 2);
    await connect(two, 1);
    const [shared, own] = [refOf(one, 1), refOf(one, 2)];
    await updateRotations(() => [shared, own].map(({ profileKey }) => ({ profileKey }) as TokenRotation));
    await removeConnection(one.key);
    expect(await listRotations()).toEqual([{ profileKey: shared.profileKey }]);
    await removeProfile(refOf(two, 1));
    expect(await listRotations()).toEqual([]);
  });
});

describe('profiles', () => {
  it('are updated by a list and keep what it does not contain', async () => {
    await connect();
    await updateProfile(refOf(), (row) => ({
      ...row,
      access: 'denied',
      plan: 'scale',
      ownCredential: 'pasted',
    }));

    await replaceProfiles(one.key, [{ ...profileRow(one.key, 1), name: 'Renamed' }, profileRow(one.key, 2)]);

    expect(await getProfile(refOf())).toMatchObject({
      name: 'Renamed',
      access: 'denied',
      plan: 'scale',
      ownCredential: 'pasted',
    });
  });

  it('that change hands keep no plan and no name of the owner before', async () => {
    await connect();
    const ofOwner = { plan: 'scale', infoAt: 5, ownerName: 'Ines', ownerAccountId: 'a' };
    const list = async (item: Partial<ProfileListItem>) => {
      await updateProfile(refOf(), (row) => ({ ...row, shared: true, ...ofOwner }));
      await replaceProfiles(one.key, [{ ...profileRow(one.key, 1), ...item }, profileRow(one.key, 2)]);
      return getProfile(refOf());
    };

    expect(await list({ shared: true })).toMatchObject(ofOwner);
    const unknown = { plan: null, infoAt: null, ownerName: null };
    expect(await list({ shared: false })).toMatchObject({ ...unknown, ownerAccountId: null });
    expect(await list({ shared: true, ownerAccountId: 'b' })).toMatchObject({
      ...unknown,
      ownerAccountId: 'b',
    });
  });

  it('that are no longer listed are removed with all their data', async () => {
    await fill(one);
    await updateActive(() => ({ active: refOf(), recents: [refOf(one, 2)] }));

    const { added, removed } = await replaceProfiles(one.key, [
      profileRow(one.key, 2),
      profileRow(one.key, 3),
    ]);

    expect([added, removed]).toEqual([[refOf(one, 3)], [refOf(one, 1)]]);
    expect(await getUsage(refOf())).toBeUndefined();
    expect((await listCredentials()).map(({ id }) => id)).toEqual([one.key]);
    expect(await getActive()).toEqual({ active: refOf(one, 2), recents: [] });
  });

  it('stay when the list is incomplete', async () => {
    await connect();
    await replaceProfiles(one.key, [profileRow(one.key, 2)], { partial: true });
    expect(await listProfilesOf(one.key)).toHaveLength(2);
  });

  it('are written and published only when they changed', async () => {
    await connect(one, 3);
    const changes: StoreChange[] = [];
    const stop = onStoreChange((change) => changes.push(change));
    await replaceProfiles(one.key, [
      profileRow(one.key, 1),
      { ...profileRow(one.key, 2), name: 'New' },
      profileRow(one.key, 3),
    ]);
    stop();
    expect(changes).toEqual([{ store: 'profiles', keys: [[one.key, refOf(one, 2).profileKey]] }]);
  });

  it('of a removed connection are not written', async () => {
    await replaceProfiles(one.key, [profileRow(one.key, 1)]);
    expect(await listProfiles()).toEqual([]);
  });

  it('are listed in the platform’s order, 5,000 of them too', async () => {
    await connect(one, 5000);
    const rows = await listProfiles();
    expect(rows).toHaveLength(5000);
    expect(rows.every((row, index) => row.position === index + 1)).toBe(true);
  }, 30_000);

  it('can be removed one by one', async () => {
    await fill(one);
    await removeProfile(refOf());
    expect((await listProfilesOf(one.key)).map(({ name }) => name)).toEqual(['Profile 2']);
    expect(await listUsage()).toEqual([]);
  });
});

describe('the token that was issued for a profile', () => {
  const expectKept = async () => {
    const [revocation, ...more] = await listRevocations();
    expect(more).toEqual([]);
    expect(revocation).toMatchObject({
      origin: one.origin,
      name: null,
      profileName: 'Profile 2',
      account: one.email,
    });
    const sealed = (await listCredentials()).find(({ id }) => id === revocation!.id);
    expect(sealed).toMatchObject({ ciphertext: new ArrayBuffer(3), sealedFor: refId(refOf(one, 2)) });
  };

  beforeEach(async () => {
    await connect();
    await claimVaultKey({ kind: 'device', keyId: 'k' } as Parameters<typeof claimVaultKey>[0]);
    await updateProfile(refOf(one, 2), (row) => ({ ...row, ownCredential: 'issued' }));
    await updateProfile(refOf(one, 1), (row) => ({ ...row, ownCredential: 'pasted' }));
    for (const n of [1, 2]) {
      const id = refId(refOf(one, n));
      await putCredential({ id, nonce: new Uint8Array(12), ciphertext: new ArrayBuffer(3) }, 'k');
    }
  });

  it('is kept to be revoked when the platform no longer lists the profile; a pasted one is the person’s', async () => {
    await replaceProfiles(one.key, []);
    await expectKept();
  });

  it('is kept to be revoked when the person deletes or leaves the profile', async () => {
    await removeProfile(refOf(one, 2));
    await expectKept();
  });
});

describe('usage', () => {
  it('keeps its numbers when a refresh fails', async () => {
    await connect();
    await putUsage(usageRow(one.key, refOf().profileKey, 42));
    await recordUsageFailure(refOf(), { code: 'server', status: 502 }, 2000);
    expect(await getUsage(refOf())).toEqual({
      ...usageRow(one.key, refOf().profileKey, 42),
      failure: { failure: { code: 'server', status: 502 }, at: 2000 },
    });
  });

  it('stores a failure before the first usage', async () => {
    await connect();
    await recordUsageFailure(refOf(), { code: 'offline' }, 2000);
    expect(await getUsage(refOf())).toMatchObject({ services: {}, fetchedAt: null });
  });

  it('that arrives after a disconnect is dropped', async () => {
    expect(await putUsage(usageRow(one.key, refOf().profileKey, 1))).toBe(false);
    await recordUsageFailure(refOf(), { code: 'offline' }, 1);
    expect(await listUsage()).toEqual([]);
  });
});

describe('tokens', () => {
  it('never keep a value, even if a row carries one', async () => {
    await connect();
    const facts = {
      name: 'a',
      createdAt: '2026-01-01T00:00:00Z',
      permission: 'full',
      createdBy: null,
      expiresAt: null,
      lastAuthorizedAt: null,
      ours: false,
    };
    const row = { ...facts, token: 'p-secret' } as typeof facts;
    await updateTokens(refOf(), (before) => ({ ...before, tokens: [row] }));
    expect((await getTokens(refOf()))?.tokens).toEqual([facts]);
    expect(await everythingStored()).not.toContain('p-secret');
  });
});

describe('billing', () => {
  it('is kept per connection and only while it is connected', async () => {
    const row = {
      connectionKey: one.key,
      allocation: { x: { input: 5 } },
      subscription: null,
      prices: null,
      fetchedAt: 1,
      failure: null,
    };
    expect(await updateBilling(one.key, () => row)).toBeUndefined();
    await putConnection(one);
    expect(await updateBilling(one.key, () => row)).toEqual(row);
    expect(await getBilling(one.key)).toEqual(row);
  });
});

describe('settings', () => {
  it('have defaults, one level down too', async () => {
    expect(await getPreferences()).toEqual(DEFAULT_PREFERENCES);
    await updatePreferences((row) => ({ ...row, refreshMinutes: 9 }), 77);
    const db = await database();
    const row = (await db.get('settings', 'preferences')) as unknown as { alerts: { forecast?: boolean } };
    delete row.alerts.forecast;
    await db.put('settings', row as never);
    expect(await getPreferences()).toEqual({ ...DEFAULT_PREFERENCES, refreshMinutes: 9, updatedAt: 77 });
  });

  it('of a profile have defaults and are listed when set', async () => {
    const { profileKey } = refOf();
    expect((await getProfilePreferences(profileKey)).favourite).toBe(false);
    expect(await listProfilePreferences()).toEqual([]);
    await updateProfilePreferences(profileKey, (row) => ({ ...row, colour: '#123456' }), 5);
    expect(await listProfilePreferences()).toEqual([
      { ...(await getProfilePreferences(profileKey)), colour: '#123456', updatedAt: 5 },
    ]);
  });

  it('of several profiles are not dated before what is stored of them', async () => {
    const { profileKey } = refOf();
    await updateProfilePreferences(profileKey, (row) => ({ ...row, colour: '#123456' }), 9);
    await updateAllProfilePreferences(() => [[profileKey, { position: 3 }]], 5);
    expect(await getProfilePreferences(profileKey)).toMatchObject({ position: 3, updatedAt: 9 });
  });

  it('are published once per committed change, and not when nothing changed', async () => {
    const listener = vi.fn();
    const stop = onStoreChange(listener);
    await updateActive((row) => row);
    expect(listener).not.toHaveBeenCalled();
    await updateActive((row) => ({ ...row, active: refOf() }));
    expect(listener.mock.calls).toEqual([[{ store: 'settings', keys: ['active'] }]]);
    stop();
    await updateActive((row) => ({ ...row, active: null }));
    expect(listener).toHaveBeenCalledOnce();
  });
});

describe('the journal', () => {
  const entry = (subject: string): JournalEntry => ({
    at: 1,
    what: 'switched',
    connectionKey: null,
    profileKey: null,
    subject,
  });

  it('is read newest first', async () => {
    const ids: number[] = [];
    for (const subject of ['a', 'b', 'c']) ids.push(await addJournal(entry(subject)));
    const entries = await listJournal();
    expect(entries.map(({ subject }) => subject)).toEqual(['c', 'b', 'a']);
    expect(entries.map(({ id }) => id)).toEqual(ids.reverse());
  });

  it('keeps no more than its limit', async () => {
    const db = await database();
    const transaction = db.transaction('journal', 'readwrite');
    for (let n = 0; n < JOURNAL_LIMIT; n++) transaction.store.add(entry(`${n}`));
    await transaction.done;
    await addJournal(entry('last'));
    expect(await db.count('journal')).toBe(JOURNAL_LIMIT);
    const entries = await listJournal();
    expect(entries[0]?.subject).toBe('last');
    expect(entries.at(-1)?.subject).toBe('1');
  });
});

describe('refresh rows', () => {
  it('are claimed by only one of two workers', async () => {
    await connect();
    const target = refId(refOf());
    await updateRefreshRow(target, () => ({ target, dueAt: 10, failures: 0, lastStartedAt: null }));
    const claim = async () => {
      let taken = false;
      await updateRefreshRows([target], (row) => {
        taken = !!row && row.dueAt <= 10;
        return taken && row ? { ...row, dueAt: 1000, lastStartedAt: 10 } : row;
      });
      return taken;
    };
    expect((await Promise.all([claim(), claim()])).filter(Boolean)).toHaveLength(1);
  });

  it('of a removed connection are not written', async () => {
    const target = `account|${one.key}`;
    expect(
      await updateRefreshRow(target, () => ({ target, dueAt: 1, failures: 0, lastStartedAt: null })),
    ).toBeUndefined();
    expect(await listRefreshRows()).toEqual([]);
  });

  it('of a removed profile are not written', async () => {
    await connect();
    const [kept, gone] = await listProfilesOf(one.key);
    await replaceProfiles(one.key, [kept!]);
    const targets = [kept!, gone!].map(refId);
    await updateRefreshRows(targets, (_row, target) => ({
      target,
      dueAt: 1,
      failures: 1,
      lastStartedAt: null,
    }));
    expect((await listRefreshRows()).map(({ target }) => target)).toEqual([refId(kept!)]);
  });
});

describe('alerts', () => {
  it('are stored by the first of two evaluations of the same state, and removed with the profile', async () => {
    await connect();
    const { profileKey } = refOf();
    const before = await getAlertState(profileKey);
    const after = { ...before, readAt: 2 };
    const commits = [
      commitAlerts(profileKey, before, after, []),
      commitAlerts(profileKey, before, after, []),
    ];
    expect((await Promise.all(commits)).sort()).toEqual([false, true]);
    expect(await getAlertState(profileKey)).toEqual(after);
    await removeConnection(refOf().connectionKey);
    expect(await getAlertState(profileKey)).toEqual(NO_ALERTS);
    expect(await commitAlerts(profileKey, NO_ALERTS, after, [])).toBe(false);
  });
});
