import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectToken } from '../../../lib/actions/connect/connect.ts';
import { FORECAST_DAYS, firstFull, forecastsOf } from '../../../lib/domain/forecast/forecast.ts';
import { type ConnectionKey, type ProfileRef, profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import { refreshIdle } from '../../../lib/refresh/refresh.ts';
import { HISTORY_ALARM, syncHistory, watchHistory } from '../../../lib/refresh/sync-history.ts';
import { historyBetween } from '../../../lib/store/history.ts';
import { updateProfile } from '../../../lib/store/profiles.ts';
import { updateActive } from '../../../lib/store/settings.ts';
import { getUsage, listUsage } from '../../../lib/store/usage.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { account, freshWorld, originOf, storeSays } from '../actions/connect/world.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const STATISTICS = { route: '/profile/:id/statistics' };
let sandbox: Sandbox;
let key: ConnectionKey;
const at = (n: number): ProfileRef => ({
  connectionKey: key,
  profileKey: profileKeyOf(originOf(sandbox), account(sandbox, 'plain').profiles[n]?.id ?? ''),
});
const idOf = (n: number) => account(sandbox, 'plain').profiles[n]?.id;
const daysOf = (n: number) =>
  historyBetween(at(n).profileKey, 'day', Date.now() - FORECAST_DAYS * DAY, Date.now());

beforeAll(async () => {
  sandbox = await startSandbox({ profiles: 4, limits: { scale: 'off' } });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await freshWorld();
  sandbox.reset();
  key = (await connectToken({ origin: originOf(sandbox), token: account(sandbox, 'plain').token ?? '' }))
    .connectionKey;
  await storeSays(async () => (await listUsage()).filter(({ fetchedAt }) => fetchedAt !== null).length === 4);
  await refreshIdle();
  sandbox.requests.clear();
});
afterEach(() => {
  vi.useRealTimers();
  sandbox.faults.clear();
});

describe('history by day', () => {
  it('is kept of every profile, in one request each, the active one first', async () => {
    await updateActive((before) => ({ ...before, active: at(2) }));
    await syncHistory();
    const asked = sandbox.requests.list(STATISTICS).map(({ profileId }) => profileId);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toBe(idOf(2));
    expect(sandbox.requests.list()).toHaveLength(4);
    expect((await daysOf(0)).length).toBeGreaterThanOrEqual(FORECAST_DAYS);
  });

  it('makes a forecast that rests on it', async () => {
    await syncHistory();
    const [usage, rows] = await Promise.all([getUsage(at(0)), daysOf(0)]);
    const forecasts = forecastsOf(usage, rows, Date.now());
    expect(forecasts.find(({ service }) => service === 'input')?.basis).toBe('history');
    expect(firstFull(forecasts)).not.toBeNull();
  });

  it('is not asked for again on the same day, but for the active profile’s after six hours', async () => {
    await updateActive((before) => ({ ...before, active: at(1) }));
    await syncHistory();
    sandbox.requests.clear();
    await syncHistory();
    expect(sandbox.requests.list()).toEqual([]);

    vi.useFakeTimers({ now: Date.now() + 7 * HOUR, toFake: ['Date'] });
    await syncHistory();
    expect(sandbox.requests.list(STATISTICS).map(({ profileId }) => profileId)).toEqual([idOf(1)]);
  });

  it('leaves a denied profile alone, and one that fails keeps nobody else from theirs', async () => {
    await updateProfile(at(0), (profile) => ({ ...profile, access: 'denied' }));
    sandbox.faults.add({ path: '/profile/:id/statistics', profile: idOf(1), kind: 'server-error' });
    await syncHistory();
    expect(await daysOf(0)).toEqual([]);
    expect(await daysOf(1)).toEqual([]);
    expect((await daysOf(2)).length).toBeGreaterThan(50);
    expect((await daysOf(3)).length).toBeGreaterThan(50);
  });

  it('stops at a minute limit, and goes on with the next look', async () => {
    sandbox.faults.add({ path: '/profile/:id/statistics', kind: 'rate-limit', retryAfter: 8, times: 1 });
    await syncHistory();
    expect(sandbox.requests.list(STATISTICS)).toHaveLength(1);
    await syncHistory();
    expect(sandbox.requests.list({ ...STATISTICS, status: 200 })).toHaveLength(4);
  });

  it('is looked after by an alarm that a new worker does not push back', async () => {
    watchHistory();
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get(HISTORY_ALARM)).toBeDefined());
    const before = await fakeBrowser.alarms.get(HISTORY_ALARM);
    watchHistory();
    await Promise.resolve();
    expect(await fakeBrowser.alarms.get(HISTORY_ALARM)).toEqual(before);
  });
});
