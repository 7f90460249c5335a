import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { FORECAST_DAYS, forecastsOf } from '../../../lib/domain/forecast/compute-forecast.ts';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { refreshNow } from '../../../lib/refresh/refresh.ts';
import { HISTORY_ALARM, syncHistory, watchHistory } from '../../../lib/refresh/sync-history.ts';
import { getHistory } from '../../../lib/store/history.ts';
import { listProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { updateActive } from '../../../lib/store/settings.ts';
import { getUsage } from '../../../lib/store/usage.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { accountNamed, connectByToken } from '../actions/connected-account.ts';
import { failWritesTo } from '../actions/fresh-browser.ts';
import { withSandbox } from '../actions/with-sandbox.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const STATISTICS = { route: '/profile/:id/statistics' };
let sandbox: Sandbox;
let at: (n: number) => ProfileRef;
const idOf = (n: number) => accountOf(sandbox, 'plain').profiles[n]?.id;
const infoRequestsOf = (ids: readonly string[]) =>
  sandbox.requests
    .list({ method: 'GET', route: '/profile/:id' })
    .filter(({ profileId }) => ids.includes(profileId!));
const daysOf = (n: number) =>
  getHistory(at(n).profileKey, 'day', Date.now() - FORECAST_DAYS * DAY, Date.now());

withSandbox(
  async (fresh) => {
    sandbox = fresh;
    ({ ref: at } = await connectByToken(sandbox, accountOf(sandbox, 'plain')));
  },
  { profiles: 4 },
);
afterEach(() => {
  vi.useRealTimers();
});

describe('history by day', () => {
  it('is read for every profile in one request each, the active one first, and once when it was created', async () => {
    await updateActive((before) => ({ ...before, active: at(2) }));
    await syncHistory();
    const asked = sandbox.requests.list(STATISTICS).map(({ profileId }) => profileId);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toBe(idOf(2));
    expect(sandbox.requests.list()).toHaveLength(8);
    expect((await listProfiles()).map(({ createdAt }) => createdAt)).not.toContain(null);
    expect((await daysOf(0)).length).toBeGreaterThanOrEqual(FORECAST_DAYS);
  });

  it('of a profile that two accounts see is read through its owner’s, and when it was created once for both', async () => {
    const owner = await connectByToken(sandbox, accountOf(sandbox, 'at-limits'));
    const other = await connectByToken(sandbox, accountNamed(sandbox, 'Noor Aziz'));
    const { route } = STATISTICS;
    sandbox.faults.add({ path: route, token: other.account.token!, kind: 'denied' });
    await syncHistory();
    const ids = owner.account.profiles.map(({ id }) => id);
    const requested = sandbox.requests.list(STATISTICS).filter(({ profileId }) => ids.includes(profileId!));
    expect(requested.map(({ status }) => status)).toEqual([200, 200]);
    const rows = (await listProfiles()).filter(({ id }) => ids.includes(id));
    expect(rows.map(({ shared }) => shared).sort()).toEqual([false, false, true, true]);
    expect(rows.map(({ createdAt }) => createdAt)).not.toContain(null);
    expect(infoRequestsOf(ids)).toHaveLength(2);
  });

  it('of a profile that two accounts see includes when it was created although one may not read that', async () => {
    const owner = await connectByToken(sandbox, accountOf(sandbox, 'at-limits'));
    const other = await connectByToken(sandbox, accountNamed(sandbox, 'Noor Aziz'));
    const ids = owner.account.profiles.map(({ id }) => id);
    const asked = (await listProfiles()).find(({ id }) => ids.includes(id))!.connectionKey;
    const token = [owner, other].find(({ key }) => key === asked)!.account.token!;
    sandbox.faults.add({ method: 'GET', path: '/profile/:id', token, kind: 'denied' });
    await syncHistory();
    const rows = (await listProfiles()).filter(({ id }) => ids.includes(id));
    expect(rows.map(({ createdAt }) => createdAt)).not.toContain(null);
  });

  it('of a shared profile is read with the owner’s plan once a day, which limits the output of its dashboards', async () => {
    const other = await connectByToken(sandbox, accountNamed(sandbox, 'Noor Aziz'));
    const shared = (await listProfiles()).find((row) => row.shared && row.connectionKey === other.key)!;
    await syncHistory();
    const read = async () => {
      await refreshNow(shared);
      return (await getUsage(shared))?.services.dashboard_output?.limit;
    };
    expect(await read()).toBe(15_000_000);

    const { account } = sandbox.state.profiles.find(({ id }) => id === shared.id)!;
    sandbox.state.accounts.find(({ id }) => id === account)!.plan = 'scale';
    vi.useFakeTimers({ now: Date.now() + 2 * DAY, toFake: ['Date'] });
    await syncHistory();
    expect(await read()).toBe(50_000_000);
  });

  it('is the basis of the forecast', async () => {
    await syncHistory();
    const [usage, rows] = await Promise.all([getUsage(at(0)), daysOf(0)]);
    const forecasts = forecastsOf(usage, rows, Date.now(), null);
    // Nothing may be full before the reset, so near to it.
    const input = forecasts.find(({ service }) => service === 'input');
    expect(input?.basis).toBe('history');
    expect(input?.rate.perDay).toBeGreaterThan(0);
  });

  it('is read again on the same day only for the active profile, after six hours', async () => {
    await updateActive((before) => ({ ...before, active: at(1) }));
    await syncHistory();
    sandbox.requests.clear();
    await syncHistory();
    expect(sandbox.requests.list()).toEqual([]);

    vi.useFakeTimers({ now: Date.now() + 7 * HOUR, toFake: ['Date'] });
    await syncHistory();
    expect(sandbox.requests.list(STATISTICS).map(({ profileId }) => profileId)).toEqual([idOf(1)]);
  });

  it('is not read again each hour while this computer’s clock is behind', async () => {
    sandbox.clock.freeze();
    vi.useFakeTimers({ now: Date.now() - 2 * HOUR, toFake: ['Date'] });
    await syncHistory();
    expect(sandbox.requests.list(STATISTICS)).toHaveLength(4);
    await syncHistory();
    expect(sandbox.requests.list(STATISTICS)).toHaveLength(4);
  });

  it('skips a denied profile, and a failing one does not stop the others', async () => {
    await updateProfile(at(0), (profile) => ({ ...profile, access: 'denied' }));
    sandbox.faults.add({ path: '/profile/:id/statistics', profile: idOf(1), kind: 'server-error' });
    await syncHistory();
    expect(await daysOf(0)).toEqual([]);
    expect(await daysOf(1)).toEqual([]);
    expect((await daysOf(2)).length).toBeGreaterThan(50);
    expect((await daysOf(3)).length).toBeGreaterThan(50);
  });

  it.each([429, 408])(
    'of the active profile that always fails (%i) does not keep the others’ from being read',
    async (status) => {
      await updateActive((before) => ({ ...before, active: at(2) }));
      sandbox.faults.add({ path: STATISTICS.route, profile: idOf(2), kind: 'failure', status });
      await syncHistory();
      const read = sandbox.requests.list({ ...STATISTICS, status: 200 }).map(({ profileId }) => profileId);
      expect(read.sort()).toEqual([idOf(0), idOf(1), idOf(3)].sort());
    },
  );

  it('of a profile whose rows cause an unexpected error does not keep the others’ from being read', async () => {
    await updateActive((before) => ({ ...before, active: at(1) }));
    const put = IDBObjectStore.prototype.put;
    const damaged = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'history' && (args[0] as ProfileRef).profileKey === at(1).profileKey)
        throw new RangeError('damaged row');
      return put.apply(this, args);
    });
    await syncHistory();
    damaged.mockRestore();
    const read = await Promise.all([0, 1, 2, 3].map(async (n) => (await daysOf(n)).length > 0));
    expect(read).toEqual([true, false, true, true]);
    await vi.waitFor(async () =>
      expect(await readErrors()).toMatchObject([{ where: 'syncHistory', code: 'RangeError' }]),
    );
  });

  it('stops after three rate limits in a row and continues at a later run', async () => {
    sandbox.faults.add({ path: STATISTICS.route, kind: 'rate-limit', retryAfter: 8, times: 3 });
    await syncHistory();
    expect(sandbox.requests.list(STATISTICS)).toHaveLength(3);
    vi.useFakeTimers({ now: Date.now() + HOUR, toFake: ['Date'] });
    await syncHistory();
    expect(sandbox.requests.list({ ...STATISTICS, status: 200 })).toHaveLength(4);
  });

  it('is asked for once while a full disk can’t store it', async () => {
    const full = failWritesTo('history');
    await syncHistory();
    full.mockRestore();
    expect(sandbox.requests.list(STATISTICS)).toHaveLength(1);
  });

  it('has an alarm that is set again after a clock that was ahead has set it', async () => {
    fakeBrowser.alarms.create(HISTORY_ALARM, { when: Date.now() + 20 * DAY, periodInMinutes: 60 });
    watchHistory();
    await vi.waitFor(async () =>
      expect((await fakeBrowser.alarms.get(HISTORY_ALARM))?.scheduledTime).toBeLessThan(Date.now() + HOUR),
    );
  });

  it('has an alarm that a new worker does not postpone', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    watchHistory();
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get(HISTORY_ALARM)).toBeDefined());
    const before = await fakeBrowser.alarms.get(HISTORY_ALARM);
    vi.setSystemTime(Date.now() + 60_000);
    watchHistory();
    await new Promise(setImmediate);
    expect(await fakeBrowser.alarms.get(HISTORY_ALARM)).toEqual(before);
  });
});
