import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forecastsOf } from '../../../lib/domain/forecast/compute-forecast.ts';
import { isReportedFull } from '../../../lib/domain/forecast/forecast.ts';
import { addExampleHistory, openExample } from '../../../lib/example/open-example.ts';
import { exampleHistory, exampleRows } from '../../../lib/example/rows.ts';
import { send } from '../../../lib/messages/client.ts';
import { onStoreChange, type StoreChange } from '../../../lib/store/changes.ts';
import { chooseDatabase } from '../../../lib/store/database.ts';
import { deleteExampleDatabase } from '../../../lib/store/example.ts';
import { getHistory } from '../../../lib/store/history.ts';
import { listProfiles } from '../../../lib/store/profiles.ts';
import { getActive } from '../../../lib/store/settings.ts';

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

describe('the example account', () => {
  // The first instant of a month, its first days, the middle, and the last minute.
  it.each(['2026-03-01T00:00:00Z', '2026-03-02T09:00:00Z', '2026-03-15T12:00:00Z', '2026-03-31T23:59:00Z'])(
    'shows a blocked service, one that is soon full, and healthy profiles on %s',
    (date) => {
      const now = Date.parse(date);
      const { usage = [], profiles = [], billing = [] } = exampleRows(now);
      const history = exampleHistory(now);
      const worst = usage.map(({ services }) =>
        Object.values(services).reduce((most, { used, limit }) => Math.max(most, used / limit), 0),
      );
      expect(worst.filter((share) => share >= 1)).toHaveLength(1);
      expect(worst.filter((share) => share < 0.8).length).toBeGreaterThanOrEqual(2);
      const [first] = usage;
      const rows = history.filter(
        ({ profileKey, periodicity }) => profileKey === first!.profileKey && periodicity === 'day',
      );
      const full = forecastsOf(first, rows, now, null).filter(isReportedFull);
      expect(full.map(({ service }) => service)).toContain('data_records');

      // The numbers agree with each other: no counter is negative, no profile has more than the account bought.
      for (const { values } of history) {
        for (const value of Object.values(values)) expect(value).toBeGreaterThanOrEqual(0);
      }
      const { subscription, prices } = billing[0]!;
      for (const [service, limit] of Object.entries(subscription!.services)) {
        const owned = profiles.filter(({ shared }) => !shared);
        const given = owned.reduce((sum, { allocation }) => sum + (allocation[service] ?? 0), 0);
        expect(given).toBeLessThanOrEqual(limit);
        expect(prices!.tiers[service]?.map(({ amount }) => amount)).toContain(limit);
      }
    },
  );

  it('has an address that can’t exist in every key', () => {
    const keys =
      JSON.stringify([exampleRows(Date.now()), exampleHistory(Date.now())]).match(/https?:\/\/[^"#|/]+/g) ??
      [];
    expect(new Set(keys)).toEqual(new Set(['https://api.example.invalid']));
  });
});

describe('a page that shows the example', () => {
  const background = vi.fn();

  beforeAll(async () => {
    fakeBrowser.reset();
    fakeBrowser.runtime.onMessage.addListener(background);
    await openExample();
  });
  afterEach(() => expect(background).not.toHaveBeenCalled());

  it('reads it through the same readers, from a database of its own', async () => {
    expect((await listProfiles()).length).toBeGreaterThanOrEqual(5);
    await chooseDatabase('profiles');
    expect(await listProfiles()).toEqual([]);
    await chooseDatabase('profiles-example');
  });

  it('adds the history once, after its first rows, and says so', async () => {
    const [{ profileKey } = { profileKey: '' as never }] = await listProfiles();
    const days = () => getHistory(profileKey, 'day', 0, Date.now());
    expect(await days()).toEqual([]);
    const heard: StoreChange[] = [];
    const stop = onStoreChange((change) => heard.push(change));
    await addExampleHistory();
    await addExampleHistory();
    stop();
    expect((await days()).length).toBeGreaterThan(28);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ store: 'history' });
    expect(heard[0]?.keys).toContainEqual([profileKey, 'day']);
  });

  it('finds events of the platform, and says that these are all', async () => {
    const { active } = await getActive();
    const found = await send('queryAuditLog', { ...active!, days: 1 });
    expect(found).toMatchObject({ ok: true, value: { status: 'Complete', matched: null } });
  });

  it('switches in it, and back', async () => {
    const { active, recents } = await getActive();
    expect((await send('switchProfile', recents[0]!)).ok).toBe(true);
    expect(await getActive()).toEqual({ active: recents[0], recents: [active] });
    expect(await send('switchToPrevious')).toEqual({ ok: true, value: active });
  });

  it.each([
    ['copyToken', { token: null }],
    ['revokeTokens', { tokens: [] }],
    ['openConsole', { page: 'devices' }],
    ['setPassphrase', { passphrase: 'a passphrase', current: null }],
    ['placeOrder', {}],
  ] as const)('refuses %s, and sends nothing', async (type, data) => {
    const { active } = await getActive();
    const result = await (send as (type: string, data: unknown) => Promise<unknown>)(type, {
      ...active,
      ...data,
    });
    expect(result).toEqual({ ok: false, failure: { code: 'example' } });
  });

  it('leaves nothing behind', async () => {
    await deleteExampleDatabase();
    expect(await names()).not.toContain('profiles-example');
  });
});
