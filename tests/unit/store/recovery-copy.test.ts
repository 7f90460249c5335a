import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Order } from '../../../lib/domain/billing/order.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { addOrder, getBilling, listOrders, updateBilling } from '../../../lib/store/billing.ts';
import { listConnections, putConnection, removeConnection } from '../../../lib/store/connections.ts';
import { claimVaultKey } from '../../../lib/store/credentials.ts';
import { addJournal, listJournal } from '../../../lib/store/journal.ts';
import { getProfilePreferences, updateProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { listProfiles, replaceProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { onInvalidCopyValue, readCopy, restoreIfLost, updateCopy } from '../../../lib/store/recovery-copy.ts';
import { addRevocations, listRevocations } from '../../../lib/store/revocations.ts';
import { getActive, getPreferences, updateActive, updatePreferences } from '../../../lib/store/settings.ts';
import { FakeCaches } from '../fake-caches.ts';
import { connectionRow, freshDatabase, profileRow, US } from './rows.ts';

const NOW = Date.parse('2026-03-04T05:06:07Z');
const connection = connectionRow(1);
const { connectionKey, profileKey } = profileRow(connection.key, 2);
const active = { connectionKey, profileKey };

const order = (id: string, state: Order['state'], sentAt: number | null) =>
  ({ id, quote: { intent: {}, change: {} }, state, orderedAt: NOW, sentAt, paymentError: null }) as Order;

const left = { origin: US, profileId: null, name: 'Left over', account: 'a@example.com', expiresAt: NOW };

const recorded = new Set<string>();
onInvalidCopyValue((where) => recorded.add(where));

let disk: FakeCaches;

beforeEach(async () => {
  await freshDatabase();
  disk = new FakeCaches();
  vi.stubGlobal('caches', disk);
});

/** Fills the database, and the copy as the background does it. */
async function use(): Promise<void> {
  await restoreIfLost(NOW);
  await putConnection(connection);
  await replaceProfiles(
    connection.key,
    [1, 2, 3].map((n) => profileRow(connection.key, n)),
  );
  await updateActive(() => ({ active, recents: [] }));
  await updatePreferences((before) => ({ ...before, theme: 'dark', sync: false }), NOW);
  await updateProfilePreferences(profileKey, (before) => ({ ...before, favourite: true }));
  await addJournal({ at: NOW, what: 'connected', connectionKey, profileKey: null, subject: 'A' });
  await updateCopy();
}

describe('a database that the browser deleted', () => {
  it('comes back without a credential, with the active profile and what the person set', async () => {
    await use();
    await freshDatabase();
    expect(await restoreIfLost(NOW + 1)).toBe(true);
    expect(await listConnections()).toMatchObject([
      {
        key: connection.key,
        email: connection.email,
        state: 'needs-sign-in',
        failure: { failure: { code: 'credential-lost', detail: 'database' } },
      },
    ]);
    expect((await listProfiles()).map(({ name }) => name)).toEqual(['Profile 1', 'Profile 2', 'Profile 3']);
    expect((await getActive()).active).toEqual(active);
    expect(await getPreferences()).toMatchObject({ theme: 'dark', sync: false });
    expect(await getProfilePreferences(profileKey)).toMatchObject({ favourite: true });
    expect(await listJournal()).toMatchObject([{ what: 'connected', subject: 'A' }]);
  });

  it('says that a passphrase was set', async () => {
    await use();
    await claimVaultKey({ kind: 'passphrase', keyId: 'one' } as Parameters<typeof claimVaultKey>[0]);
    await updateCopy();
    await freshDatabase();
    await restoreIfLost(NOW);
    const [lost] = await listConnections();
    expect(lost?.failure?.failure).toEqual({
      code: 'credential-lost',
      detail: 'database-with-passphrase',
    });
  });

  it('still knows the tokens whose values are lost, to be revoked by hand', async () => {
    await use();
    const [account] = await listConnections();
    await updateProfile({ connectionKey, profileKey }, (row) => ({ ...row, ownCredential: 'issued' }));
    await addRevocations([{ ...left, credentialId: 'gone' }], 0);
    await updateCopy();
    await freshDatabase();
    await restoreIfLost(NOW + 1);
    expect(await listConnections()).toMatchObject([{ credential: account!.credential }]);
    expect(await listRevocations()).toMatchObject([
      left,
      { profileName: 'Profile 2', account: connection.email },
    ]);
    // Their values can't be read anymore, so they aren't said to be there.
    expect((await listProfiles()).map(({ ownCredential }) => ownCredential)).toEqual([
      'none',
      'none',
      'none',
    ]);
  });

  it('keeps what has to be revoked since it was lost', async () => {
    await use();
    await updateProfile({ connectionKey, profileKey }, (row) => ({ ...row, ownCredential: 'issued' }));
    await updateCopy();
    await freshDatabase();
    const made = { origin: US, profileId: null, name: 'New', account: 'a@example.com', expiresAt: NOW };
    await addRevocations([{ ...made, credentialId: 'new' }], 0);
    await restoreIfLost(NOW + 1);
    expect((await listRevocations()).map(({ name, profileName }) => profileName ?? name)).toEqual([
      'New',
      'Profile 2',
    ]);
  });

  it('still knows what was ordered and paid, whose outcome the person is yet to see', async () => {
    await use();
    const orders = [order('1', 'settled', NOW), order('2', 'sent', NOW + 1)];
    for (const one of orders) await addOrder(connectionKey, one);
    const paidInvoice = { cents: 500, paidAt: NOW, unanswered: true } as const;
    await updateBilling(connectionKey, (row) => ({ ...row, paidInvoice }));
    // It may have been sent after the copy was written.
    await addOrder(connectionKey, order('3', 'pending', null));
    await updateCopy();
    await freshDatabase();
    await restoreIfLost(NOW + 1);
    expect(await listOrders(connectionKey)).toEqual([...orders, order('3', 'sent', NOW)]);
    expect((await getBilling(connectionKey))?.paidInvoice).toEqual(paidInvoice);
  });

  it('comes back without payments that are in another form', async () => {
    await use();
    for (const [address, text] of disk.files) {
      const copy = { ...JSON.parse(text), payments: [{ connectionKey, orders: 'one' }] };
      disk.files.set(address, JSON.stringify(copy));
    }
    await freshDatabase();
    expect(await restoreIfLost(NOW + 1)).toBe(true);
    expect(await listConnections()).toHaveLength(1);
    expect(await listOrders(connectionKey)).toEqual([]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: what is stored may be anything.
  type Stored = any;
  const second = connectionRow(2);
  const invalidValues: [where: string, damage: (copy: Stored) => void, cost?: (rest: Stored) => void][] = [
    ['createdAt', ({ backup }) => delete backup.createdAt],
    ['preferences', ({ backup }) => delete backup.preferences, (rest) => delete rest.theme],
    ['preferences.badge', ({ backup }) => Object.assign(backup.preferences.badge, { later: 1 })],
    ['preferences.theme', ({ backup }) => (backup.preferences.theme = 1), (rest) => delete rest.theme],
    [
      'preferences.connections',
      ({ backup }) => (backup.preferences.connections = { [connection.key]: { label: 5 } }),
    ],
    [
      'profilePreferences',
      ({ backup }) => (backup.profilePreferences[0].favourite = 'yes'),
      (rest) => delete rest.favourite,
    ],
    ['profilePreferences', ({ backup }) => backup.profilePreferences.push({ profileKey: 'x' }, null).length],
    ['connections', ({ backup }) => delete backup.connections[1].plan, (rest) => (rest.connections = 1)],
    [
      'profiles',
      ({ backup }) => delete backup.connections[0].profiles[2].name,
      (rest) => (rest.profiles = 2),
    ],
    ['profiles', ({ backup }) => (backup.connections[1].profiles = 'none')],
    ['history', ({ backup }) => (backup.history = null)],
    ['journal', ({ backup }) => backup.journal.push({ at: 'soon' })],
    ['credentials', ({ tokens }) => tokens.credentials.push({ credential: { kind: 'pasted' } })],
    ['tokens', ({ tokens }) => tokens.tokens.push({ ...tokens.tokens[0], origin: 5 })],
    ['payments', ({ payments }) => payments.push({ orders: [] })],
    ['orders', ({ payments }) => payments[0].orders.push(null, { id: '2', state: 'sent' })],
    ['paidInvoice', ({ payments }) => (payments[0].paidInvoice = { cents: '5' })],
  ];
  it.each(invalidValues)(
    'comes back without an invalid value, which is recorded: %s',
    async (where, damage, cost) => {
      await use();
      await putConnection(second);
      await addRevocations([{ ...left, credentialId: 'gone' }], 0);
      await addOrder(connectionKey, order('1', 'settled', NOW));
      await updateCopy();
      for (const [address, text] of disk.files) {
        const copy = JSON.parse(text);
        if (copy.payments.length === 0) continue;
        damage(copy);
        disk.files.set(address, JSON.stringify(copy));
      }
      await freshDatabase();
      recorded.clear();
      expect(await restoreIfLost(NOW + 1)).toBe(true);
      expect([...recorded]).toEqual([where]);
      const rest = { theme: 'dark', favourite: true, connections: 2, profiles: 3 };
      cost?.(rest);
      expect(await getPreferences()).toMatchObject('theme' in rest ? { theme: rest.theme } : {});
      expect(await getProfilePreferences(profileKey)).toMatchObject(
        'favourite' in rest ? { favourite: true } : {},
      );
      expect(await listConnections()).toHaveLength(rest.connections);
      expect(await listProfiles()).toHaveLength(rest.profiles);
      expect((await getActive()).active).toEqual(active);
      expect(await listJournal()).toMatchObject([{ what: 'connected', subject: 'A' }]);
      expect(await listRevocations()).toMatchObject([left]);
      expect((await listOrders(connectionKey)).map(({ id }) => id)).toEqual(['1']);
    },
  );

  it('comes back with the active profile from a copy of an earlier release, beside the backup', async () => {
    await use();
    await updateCopy();
    for (const [address, text] of disk.files) {
      const { backup, ...copy } = JSON.parse(text);
      const { active, ...rest } = backup;
      disk.files.set(address, JSON.stringify({ ...copy, active, backup: rest }));
    }
    await freshDatabase();
    expect(await restoreIfLost(NOW + 1)).toBe(true);
    expect(await getActive()).toEqual({ active, recents: [] });
  });

  it('comes back without a row that was already damaged when the copy was written', async () => {
    await use();
    await updateProfile({ connectionKey, profileKey: profileRow(connection.key, 3).profileKey }, (row) => ({
      ...row,
      name: undefined as unknown as string,
    }));
    await updateCopy();
    await freshDatabase();
    expect(await restoreIfLost(NOW + 1)).toBe(true);
    expect((await listProfiles()).map(({ name }) => name)).toEqual(['Profile 1', 'Profile 2']);
  });

  it('waits for the console again where an account was connected through it', async () => {
    await use();
    const credential = { kind: 'console', name: null, profileId: null, expiresAt: null } as const;
    await putConnection({ ...connection, credential });
    await updateCopy();
    await freshDatabase();
    await restoreIfLost(NOW + 1);
    expect(await listConnections()).toMatchObject([
      { credential, state: 'needs-sign-in', failure: { failure: { detail: 'session' } } },
    ]);

    // A session that is seen would end the only sign that the passphrase is gone.
    await claimVaultKey({ kind: 'passphrase', keyId: 'one' } as Parameters<typeof claimVaultKey>[0]);
    await putConnection({ ...connection, credential });
    await updateCopy();
    await freshDatabase();
    await restoreIfLost(NOW + 2);
    expect(await listConnections()).toMatchObject([
      { credential: { kind: 'pasted' }, failure: { failure: { detail: 'database-with-passphrase' } } },
    ]);
  });

  it('is restored once: an account disconnected since stays disconnected', async () => {
    await use();
    await freshDatabase();
    await restoreIfLost(NOW);
    await removeConnection(connection.key);
    expect(await restoreIfLost(NOW)).toBe(false);
    expect(await listConnections()).toEqual([]);
  });

  it('is restored once by two workers at the same time', async () => {
    await use();
    await freshDatabase();
    const restored = await Promise.all([restoreIfLost(NOW), restoreIfLost(NOW)]);
    expect(restored.filter(Boolean)).toHaveLength(1);
    expect(await listJournal()).toHaveLength(1);
  });
});

describe('the copy', () => {
  it('stays when the browser loses the database just before the next one is written', async () => {
    await use();
    await freshDatabase();
    await updateCopy();
    expect(await restoreIfLost(NOW)).toBe(true);
    expect(await listConnections()).toMatchObject([{ key: connection.key }]);
  });

  it('is kept without an account while a token has to be revoked', async () => {
    await use();
    await removeConnection(connection.key, [
      { credentialId: 'gone', origin: US, profileId: null, name: 'A', account: 'B', expiresAt: null },
    ]);
    await updateCopy();
    await freshDatabase();
    await restoreIfLost(NOW);
    expect(await listConnections()).toEqual([]);
    expect(await listRevocations()).toMatchObject([{ name: 'A', account: 'B' }]);
  });

  it('is gone once no account is connected', async () => {
    await use();
    await removeConnection(connection.key);
    await updateCopy();
    expect(disk.files.size).toBe(0);
    await freshDatabase();
    expect(await restoreIfLost(NOW)).toBe(false);
  });

  it('is not used for a database that was never lost, such as that of a release without copies', async () => {
    await use();
    await freshDatabase();
    await putConnection(connectionRow(2));
    expect(await restoreIfLost(NOW)).toBe(false);
    expect((await listConnections()).map(({ key }) => key)).toEqual([connectionRow(2).key]);
  });

  it('is missed by nobody where the browser has no place for it', async () => {
    vi.spyOn(disk, 'has').mockRejectedValue(new DOMException('refused', 'SecurityError'));
    expect(await restoreIfLost(NOW)).toBe(false);
  });

  it('is written only when something in it has changed', async () => {
    await use();
    const before = [...disk.files];
    vi.setSystemTime(Date.now() + 1000);
    await updateCopy();
    vi.useRealTimers();
    expect([...disk.files]).toEqual(before);
  });

  it('is still there when writing the next one fails on a full disk', async () => {
    await use();
    await updatePreferences((before) => ({ ...before, theme: 'light' }));
    disk.isFull = true;
    for (let n = 0; n < 2; n += 1) await expect(updateCopy()).rejects.toThrow('full');
    expect((await readCopy())?.backup.connections).toHaveLength(1);
  });

  it.each([
    '',
    'null',
    '{"active":null}',
    '{"passphrase":false,"active":{"active":null,"recents":[]},"backup":{"format":"another"}}',
  ])('is left out where it is damaged: %s', async (text) => {
    await use();
    const [first] = [...disk.files.keys()];
    disk.files.set(first!, text);
    await freshDatabase();
    expect(await restoreIfLost(NOW)).toBe(false);
  });

  it('is the newest of the two', async () => {
    await use();
    vi.setSystemTime(Date.now() + 1000);
    await updatePreferences((before) => ({ ...before, theme: 'light' }));
    await updateCopy();
    vi.setSystemTime(Date.now() + 1000);
    await updatePreferences((before) => ({ ...before, theme: 'system' }));
    await updateCopy();
    expect(disk.files.size).toBe(2);
    expect((await readCopy())?.backup.preferences.theme).toBe('system');
    vi.useRealTimers();
  });

  it.each([0, -30 * DAY_MS])(
    'is the last one that was written, by a clock that went on by %d ms',
    async (ms) => {
      vi.setSystemTime(NOW);
      await use();
      for (const theme of ['light', 'system', 'dark'] as const) {
        vi.setSystemTime(Date.now() + ms);
        await updatePreferences((before) => ({ ...before, theme }));
        await updateCopy();
        expect((await readCopy())?.backup.preferences.theme).toBe(theme);
      }
      vi.useRealTimers();
    },
  );
});
