import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { deriveFirstScreens, FIRST_SCREENS } from '../../../lib/domain/first-screen/first-screen.ts';
import { withPreferences } from '../../../lib/domain/identity/connection-preferences.ts';
import { type ProfileRef, refId } from '../../../lib/domain/identity/keys.ts';
import { monthOf } from '../../../lib/domain/usage/month.ts';
import { getActiveSnapshot } from '../../../lib/store/active-snapshot.ts';
import { putConnection, removeConnection, updateConnection } from '../../../lib/store/connections.ts';
import { database } from '../../../lib/store/database.ts';
import { isFirstScreenUsable } from '../../../lib/store/is-first-screen-usable.ts';
import { addJournal } from '../../../lib/store/journal.ts';
import { firstScreenKey } from '../../../lib/store/names.ts';
import { updateProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { replaceProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { listRows } from '../../../lib/store/rows.ts';
import type { StoredFirstScreen } from '../../../lib/store/schema.ts';
import {
  getActive,
  getPreferences,
  updateActive,
  updateConnectionPreferences,
  updatePreferences,
} from '../../../lib/store/settings.ts';
import { updateFirstScreens } from '../../../lib/store/update-first-screens.ts';
import { putUsage, recordUsageFailure } from '../../../lib/store/usage.ts';
import { connectionRow, freshDatabase, profileRow, usageRow } from './rows.ts';

const NOW = Date.UTC(2026, 10, 20);
const one = connectionRow(1);
const two = connectionRow(2);
const refOf = (n: number, connection = one): ProfileRef => {
  const { connectionKey, profileKey } = profileRow(connection.key, n);
  return { connectionKey, profileKey };
};

async function stored(): Promise<Map<string, StoredFirstScreen>> {
  const rows = await listRows('settings');
  return new Map(rows.flatMap((row) => ('screen' in row ? [[row.key as string, row]] : [])));
}

async function derived() {
  const preferences = await getPreferences();
  const source = {
    active: await getActive(),
    connections: withPreferences(await listRows('connections'), preferences.connections),
    profiles: await listRows('profiles'),
    usage: await listRows('usage'),
    profilePreferences: await listRows('profilePreferences'),
  };
  return deriveFirstScreens(source, NOW);
}

/** Checks that no stored screen differs from what it is derived from; returns how many there are. */
async function countTrueScreens(): Promise<number> {
  const now = await derived();
  const rows = await stored();
  for (const name of FIRST_SCREENS) {
    const row = rows.get(firstScreenKey(name));
    if (row) expect(row.screen).toEqual(now[name]);
  }
  return rows.size;
}

async function fill(): Promise<void> {
  await freshDatabase();
  await putConnection(one);
  await putConnection(two);
  for (const connection of [one, two])
    await replaceProfiles(
      connection.key,
      [1, 2, 3, 4].map((n) => profileRow(connection.key, n)),
      { requestedAt: 1 },
    );
}

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getManifest = () => ({ version: '0.1.0', manifest_version: 3, name: '' });
  await fill();
});

type Write = () => Promise<unknown>;
const number = fc.integer({ min: 1, max: 4 });
const connection = fc.constantFrom(one, two);
const ref = fc.tuple(number, connection).map(([n, row]) => refOf(n, row));
/** Everything that changes what a screen shows, and some writes that change nothing of it. */
const writes = fc.oneof(
  fc.tuple(ref, fc.integer({ min: 0, max: 130 })).map(([{ connectionKey, profileKey }, used]): Write => {
    return () => putUsage({ ...usageRow(connectionKey, profileKey, used), fetchedAt: NOW });
  }),
  ref.map(
    (row): Write =>
      () =>
        recordUsageFailure(row, { code: 'offline' }, NOW),
  ),
  fc.tuple(ref, fc.constantFrom('Zoë', 'zoe', 'Plant 2', 'Plant 10')).map(([row, name]): Write => {
    return () => updateProfile(row, (profile) => ({ ...profile, name }));
  }),
  ref.map(
    (row): Write =>
      () =>
        updateActive((before) => ({ ...before, active: row })),
  ),
  fc.tuple(ref, fc.boolean()).map(([{ profileKey }, favourite]): Write => {
    return () => updateProfilePreferences(profileKey, (row) => ({ ...row, favourite, tag: 'a' }));
  }),
  fc.tuple(ref, number).map(([{ profileKey }, position]): Write => {
    return () => updateProfilePreferences(profileKey, (row) => ({ ...row, position: position * 8 }));
  }),
  fc.tuple(connection, fc.subarray([1, 2, 3, 4])).map(([{ key }, numbers]): Write => {
    return () =>
      replaceProfiles(
        key,
        numbers.map((n) => profileRow(key, n)),
      );
  }),
  connection.map(({ key }): Write => {
    return () => updateConnection(key, (row) => ({ ...row, state: 'needs-sign-in' as const }));
  }),
  connection.map(
    ({ key }): Write =>
      () =>
        removeConnection(key),
  ),
  connection.map(({ key }): Write => {
    return () => updateConnectionPreferences((before) => ({ ...before, [key]: { label: 'Mine' } }));
  }),
  fc.constant<Write>(() => updatePreferences((before) => ({ ...before, theme: 'dark' }))),
  fc.constant<Write>(() =>
    addJournal({ at: 1, what: 'switched', connectionKey: one.key, profileKey: null, subject: '' }),
  ),
);

describe('first screens', () => {
  it('are what all rows give, or absent, after any writes, and are there once the writes pause', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(
            fc.oneof(
              writes,
              fc.constant<Write>(() => updateFirstScreens(NOW)),
            ),
            { maxLength: 12 },
          ),
          async (script) => {
            for (const step of script) {
              await step();
              await countTrueScreens();
            }
            expect(await updateFirstScreens(NOW)).toBe(true);
            const expected = Object.keys(await derived()).length;
            expect(await countTrueScreens()).toBe(expected);
          },
        )
        .beforeEach(fill),
      { numRuns: 25 },
    );
  });

  it('are not stored when a row changes while they are derived', async () => {
    const open = await database();
    const transaction = open.transaction.bind(open);
    const spy = vi.spyOn(open, 'transaction');
    // Between reading all rows and writing the screens another context writes.
    spy.mockImplementation(((names: never, mode: never) => {
      if (mode === 'readwrite' && `${names}` === 'settings') {
        spy.mockRestore();
        const other = transaction(['settings', 'usage'], 'readwrite');
        void other.objectStore('settings').put({ key: 'firstScreenRevision', revision: 'another' });
      }
      return transaction(names, mode);
    }) as never);
    expect(await updateFirstScreens(NOW)).toBe(false);
    expect(await stored()).toEqual(new Map());
  });

  it('survive writes that they show nothing of', async () => {
    await updateFirstScreens(NOW);
    await addJournal({ at: 1, what: 'switched', connectionKey: one.key, profileKey: null, subject: '' });
    expect((await stored()).size).toBe(3);
  });

  it('disambiguate the active profile, also until they are derived again', async () => {
    for (const ref of [refOf(1), refOf(2)])
      await updateProfile(ref, (profile) => ({ ...profile, name: 'Plant' }));
    await updateActive((before) => ({ ...before, active: refOf(1) }));
    await updateFirstScreens(NOW);
    const disambiguators = [{ kind: 'id', id: profileRow(one.key, 1).id }];
    expect((await getActiveSnapshot()).disambiguators).toEqual(disambiguators);
    await putUsage(usageRow(one.key, refOf(1).profileKey, 7));
    expect((await getActiveSnapshot()).disambiguators).toEqual(disambiguators);
    await updateActive((before) => ({ ...before, active: refOf(3) }));
    expect((await getActiveSnapshot()).disambiguators).toEqual([]);
  });

  it('count the profiles of an account that has to sign in again as unreadable, whatever was read before', async () => {
    await removeConnection(two.key);
    for (const n of [1, 2]) await putUsage({ ...usageRow(one.key, refOf(n).profileKey, 7), fetchedAt: NOW });
    const counts = async () => {
      const { read, unread, unreadable } = (await derived()).overview!.atRisk;
      return { read, unread, unreadable };
    };
    expect(await counts()).toEqual({ read: 2, unread: 2, unreadable: 0 });
    await updateConnection(one.key, (row) => ({ ...row, state: 'needs-sign-in' as const }));
    expect(await counts()).toEqual({ read: 0, unread: 0, unreadable: 4 });
  });

  it('leave the table of profiles out while the person has an order', async () => {
    await updateProfilePreferences(refOf(1).profileKey, (row) => ({ ...row, position: 8 }));
    await updateFirstScreens(NOW);
    expect([...(await stored()).keys()].sort()).toEqual(['firstScreen|overview', 'firstScreen|popup']);
  });

  it('hold nothing of a removed connection, nor of profiles that are not shown', async () => {
    await replaceProfiles(
      one.key,
      Array.from({ length: 200 }, (_, index) => profileRow(one.key, index + 1)),
    );
    await updateFirstScreens(NOW);
    const popup = (await stored()).get(firstScreenKey('popup'))!.screen;
    expect(popup.count).toBe(200);
    expect(popup.profiles.length).toBeLessThan(50);
    await removeConnection(one.key);
    expect((await stored()).size).toBe(0);
    await updateFirstScreens(NOW);
    expect(JSON.stringify([...(await stored()).values()])).not.toContain(one.key);
  });

  it('are used by their version, in their language and month only', async () => {
    await updateFirstScreens(NOW);
    const row = (await stored()).get(firstScreenKey('popup'));
    const use = { version: '0.1.0', language: row!.language, now: NOW };
    expect(isFirstScreenUsable(row, use)).toBe(true);
    expect(isFirstScreenUsable(row, { ...use, version: '0.2.0' })).toBe(false);
    expect(isFirstScreenUsable(row, { ...use, language: 'xx' })).toBe(false);
    expect(isFirstScreenUsable(row, { ...use, now: monthOf(NOW).end })).toBe(false);
    expect(isFirstScreenUsable(row, { ...use, now: monthOf(NOW).start - 1 })).toBe(false);
    expect(isFirstScreenUsable(undefined, use)).toBe(false);
  });

  it('list others in the popup, without the active profile, which they hold as well', async () => {
    await updateActive((before) => ({ ...before, active: refOf(2) }));
    await updateFirstScreens(NOW);
    const { screen } = (await stored()).get(firstScreenKey('popup'))!;
    expect(screen.order).not.toContain(refId(refOf(2)));
    expect(screen.profiles.map(refId)).toContain(refId(refOf(2)));
    expect(screen.count).toBe(3);
  });
});
