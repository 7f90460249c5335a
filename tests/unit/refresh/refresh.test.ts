import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { abortConnection } from '../../../lib/calls/connection-queue.ts';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { type ConnectionKey, type ProfileRef, refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { monthOf } from '../../../lib/domain/usage/month.ts';
import { planLimits } from '../../../lib/domain/usage/plan-limits.ts';
import {
  REFRESH_ALARM,
  refreshAfterSwitch,
  refreshAgain,
  refreshDue,
  refreshForPage,
  refreshNow,
} from '../../../lib/refresh/refresh.ts';
import { refreshTarget } from '../../../lib/refresh/refresh-target.ts';
import { readScheduleInput } from '../../../lib/refresh/schedule-input.ts';
import { watchIntervals } from '../../../lib/refresh/watch-refresh.ts';
import { getConnection, updateConnection } from '../../../lib/store/connections.ts';
import { getNotifications, putNotifications } from '../../../lib/store/notifications.ts';
import { getProfile, listProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { listRefreshRows, updateRefreshRow } from '../../../lib/store/refresh.ts';
import { updatePreferences } from '../../../lib/store/settings.ts';
import { getUsage, listUsage, putUsage } from '../../../lib/store/usage.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { accountNamed, connectByToken } from '../actions/connected-account.ts';
import { fakeNavigator, waitForStore } from '../actions/fresh-browser.ts';
import { withSandbox } from '../actions/with-sandbox.ts';

/** What a refresh waits for once it knows what is due. */
const late = vi.hoisted(() => ({ until: Promise.resolve() }));
vi.mock('../../../lib/refresh/schedule-input.ts', async (original) => {
  const { readScheduleInput } = await original<typeof import('../../../lib/refresh/schedule-input.ts')>();
  return {
    readScheduleInput: async (only?: ProfileRef) => {
      const { until } = late;
      const input = await readScheduleInput(only);
      await until;
      return input;
    },
  };
});

const MINUTE = 60_000;
const SUMMARY = { route: '/profile/:id/summary' };
let sandbox: Sandbox;
let key: ConnectionKey;
let at: (n: number) => ProfileRef;
const idOf = (n: number) => accountOf(sandbox, 'plain').profiles[n]?.id;
const rowOf = async (n: number) => (await listRefreshRows()).find(({ target }) => target === refId(at(n)));

/** Makes everything look as if it had been read this many minutes earlier. */
async function age(minutes: number): Promise<void> {
  const by = minutes * MINUTE;
  for (const row of await listUsage()) await putUsage({ ...row, fetchedAt: (row.fetchedAt ?? 0) - by });
  for (const { target } of await listRefreshRows()) {
    await updateRefreshRow(target, (row) => row && { ...row, dueAt: row.dueAt - by });
  }
  await updateConnection(key, (row) => ({ ...row, refreshedAt: (row.refreshedAt ?? 0) - by }));
}

withSandbox(
  async (fresh) => {
    sandbox = fresh;
    ({ key, ref: at } = await connectByToken(sandbox, accountOf(sandbox, 'plain')));
  },
  { profiles: 8 },
);
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a refresh', () => {
  it('reads from the store when its targets are due together, so that nothing else waits for each of them', async () => {
    await age(60);
    const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await refreshDue();
    const reads = opened.mock.calls.filter(
      ([names, mode]) => mode === 'readonly' && [names].flat().includes('refresh'),
    );
    expect(reads.length).toBeLessThan(8);
  });

  it('records an unexpected error, which it stores as a failure only', async () => {
    const failure = await refreshTarget({ kind: 'profile', connectionKey: key, ref: at(0) }, () => {
      throw new RangeError('Unexpected');
    });
    expect(failure).toEqual({ code: 'internal' });
    await vi.waitFor(async () =>
      expect(await readErrors()).toMatchObject([{ where: 'refreshTarget', code: 'RangeError' }]),
    );
  });

  it('sends no request while nothing is due', async () => {
    await refreshDue();
    expect(sandbox.requests.list()).toEqual([]);
  });

  it('of N profiles costs N + 2 requests', async () => {
    await age(60);
    await refreshDue();
    expect(sandbox.requests.list()).toHaveLength(8 + 2);
    expect((await listUsage()).every(({ fetchedAt }) => (fetchedAt ?? 0) > Date.now() - MINUTE)).toBe(true);
  });

  it('of the active profile alone is due after five minutes', async () => {
    await age(6);
    await refreshDue();
    expect(sandbox.requests.list().map(({ route, profileId }) => [route, profileId])).toEqual([
      [SUMMARY.route, idOf(0)],
    ]);
  });

  it('compares dashboard output with the plan’s limit, which the summary does not contain', async () => {
    await refreshNow(null);
    const rows = await listUsage();
    expect(rows.some(({ services }) => services.dashboard_output)).toBe(true);
    for (const { services, ...ref } of rows) {
      const profile = await getProfile(ref);
      const connection = await getConnection(ref.connectionKey);
      const { dashboardOutput } = sandbox.state.profiles.find(({ id }) => id === profile?.id)!;
      // The owner's plan of a shared profile is unknown until its info is read.
      const limit = planLimits(planOf(profile!, connection))?.dashboardOutput;
      expect(services.dashboard_output).toEqual(limit && { used: dashboardOutput, limit });
    }
  });

  it('compares it with the limit of the account’s new plan, although a profile’s page was opened before', async () => {
    const shared = (await listProfiles()).find((profile) => profile.shared)!;
    for (const ref of [at(1), shared])
      await updateProfile(ref, (profile) => ({ ...profile, plan: 'starter' }));
    await updateConnection(key, (row) => ({ ...row, plan: 'starter' }));
    await age(60);
    await refreshDue();
    await age(60);
    await refreshDue();
    const { plan } = (await getConnection(key))!;
    expect(plan).not.toBe('starter');
    const limit = planLimits(plan)?.dashboardOutput;
    expect((await getUsage(at(1)))?.services.dashboard_output).toMatchObject({ limit });
    expect((await getProfile(shared))?.plan).toBe('starter');
  });

  it('compares it with the same limit through each account that sees a profile: that of the plan read last', async () => {
    const owner = await connectByToken(sandbox, accountOf(sandbox, 'at-limits'));
    const other = await connectByToken(sandbox, accountNamed(sandbox, 'Noor Aziz'));
    const rows = await listProfiles();
    const mine = rows.find(({ connectionKey, shared }) => connectionKey === owner.key && !shared)!;
    const shared = rows.find(
      ({ connectionKey, profileKey }) => connectionKey === other.key && profileKey === mine.profileKey,
    )!;
    const limits = async () => {
      await refreshNow(mine);
      await refreshNow(shared);
      const usage = await Promise.all([getUsage(mine), getUsage(shared)]);
      return usage.map((row) => row?.services.dashboard_output?.limit);
    };
    // Before the shared one's info is read.
    expect(await limits()).toEqual([15_000_000, 15_000_000]);
    const before = { plan: 'free', infoAt: Date.now() - 2 * 1440 * MINUTE };
    await updateProfile(shared, (profile) => ({ ...profile, ...before }));
    expect(await limits()).toEqual([15_000_000, 15_000_000]);
  });

  it('dates counters back to last month when only this computer’s clock is in the new one', async () => {
    const { end } = monthOf(Date.now());
    sandbox.clock.freeze();
    vi.useFakeTimers({ toFake: ['Date'], now: end + 20 * MINUTE });
    await refreshNow(at(0));
    vi.useRealTimers();
    expect((await getUsage(at(0)))?.fetchedAt).toBe(end - 1);
  });

  it('sends each request once, whoever asks for it', async () => {
    await age(60);
    await Promise.all([
      refreshDue(),
      refreshForPage('popup'),
      refreshForPage('options'),
      refreshNow(null),
      refreshDue(),
    ]);
    const asked = sandbox.requests.list(SUMMARY).map(({ profileId }) => profileId);
    expect(asked).toHaveLength(new Set(asked).size);
  });

  it('of a profile goes before the others that are queued once a person waits for it', async () => {
    await age(60);
    const hold = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const all = refreshDue();
    await vi.waitFor(() => expect(hold.hits).toBe(4));
    const wanted = refreshNow(at(7));
    // The same reads: what the other has begun to read before is read then.
    await readScheduleInput(at(7));
    hold.remove();
    await Promise.all([all, wanted]);
    const asked = sandbox.requests.list(SUMMARY).map(({ profileId }) => profileId);
    // Four were being read already.
    expect(asked.indexOf(idOf(7)!)).toBeLessThanOrEqual(4);
  });

  it('does not read again what another refresh has read since it was found due', async () => {
    await age(60);
    let begin = () => {};
    late.until = new Promise<void>((resolve) => (begin = resolve));
    const second = refreshDue();
    late.until = Promise.resolve();
    await refreshDue();
    begin();
    await second;
    expect(sandbox.requests.list()).toHaveLength(8 + 2);
  });

  it('adds a profile that is new on the platform and removes a deleted one', async () => {
    const gone = sandbox.state.profiles.find(({ id }) => id === idOf(7));
    const account_ = accountOf(sandbox, 'plain');
    sandbox.state.profiles = sandbox.state.profiles.filter((profile) => profile !== gone);
    await age(60);
    await refreshDue();
    expect((await listProfiles()).map(({ id }) => id)).toEqual(
      account_.profiles.map(({ id }) => id).filter((id) => id !== gone?.id),
    );
    if (gone) sandbox.state.profiles.push(gone);
    await age(60);
    await refreshDue();
    await waitForStore(async () => (await getUsage(at(7)))?.fetchedAt != null);
  });

  it('keeps the last usage of a profile that fails, backs off, and affects no other', async () => {
    const before = await getUsage(at(3));
    sandbox.faults.add({ ...{ path: SUMMARY.route }, profile: idOf(3), kind: 'server-error' });
    await age(60);
    await refreshDue();
    const failed = await getUsage(at(3));
    expect(failed).toMatchObject({ services: before?.services, failure: { failure: { code: 'server' } } });
    expect(await rowOf(3)).toMatchObject({ failures: 1, lastStartedAt: null });
    expect((await listUsage()).filter(({ failure }) => failure !== null)).toHaveLength(1);
  });

  it('waits as long as a 429 requires, even when a person presses refresh', async () => {
    const limit = sandbox.faults.add({
      path: SUMMARY.route,
      profile: idOf(2),
      kind: 'rate-limit',
      retryAfter: 8,
    });
    await age(60);
    await refreshDue();
    const at429 = (await getUsage(at(2)))?.failure?.at ?? 0;
    expect(await rowOf(2)).toMatchObject({ dueAt: at429 + 8_000, failures: 0 });
    limit.remove();
    sandbox.requests.clear();
    await expect(refreshNow(at(2))).rejects.toMatchObject({ failure: { code: 'rate-limited' } });
    expect(sandbox.requests.list(SUMMARY)).toEqual([]);
    vi.setSystemTime(at429 + 8_001);
    await refreshDue();
    vi.useRealTimers();
    expect(sandbox.requests.list(SUMMARY).map(({ profileId }) => profileId)).toEqual([idOf(2)]);
  });

  it('sends nothing offline and tries again later', async () => {
    fakeNavigator.onLine = false;
    await age(60);
    await refreshDue();
    expect(sandbox.requests.list()).toEqual([]);
    expect((await listUsage()).every(({ failure }) => failure === null)).toBe(true);
    expect(await fakeBrowser.alarms.get(REFRESH_ALARM)).toBeDefined();
  });

  it('stores that an account is blocked, and that it no longer is', async () => {
    const ines = sandbox.state.accounts.find(({ role }) => role === 'plain');
    sandbox.faults.add({
      path: '/account',
      kind: 'raw',
      status: 200,
      times: 1,
      body: JSON.stringify({
        status: true,
        result: { id: ines?.id, name: 'Ines', email: ines?.email, blocked: true },
      }),
    });
    await age(60);
    await refreshDue();
    expect((await getConnection(key))?.state).toBe('blocked');
    await age(60);
    await refreshDue();
    expect((await getConnection(key))?.state).toBe('ok');
  });
});

it('what a response about the account lacks stays as it was', async () => {
  const account = sandbox.state.accounts.find(({ role }) => role === 'plain')!;
  const known = (await getConnection(key))!;
  const { email, name } = account;
  Object.assign(account, { email: '', name: '' });
  await age(60);
  await refreshDue();
  expect(sandbox.requests.count({ route: '/account' })).toBe(1);
  Object.assign(account, { email, name });
  expect(await getConnection(key)).toMatchObject({ email: known.email, accountName: known.accountName });
});

it('a response without time zone, company and two-factor leaves them as they were', async () => {
  await updateConnection(key, (row) => ({ ...row, twoFactor: { ...row.twoFactor, sms: true } }));
  const { timezone, company, twoFactor } = (await getConnection(key))!;
  expect(timezone).not.toBe('UTC');
  const { id, name } = accountOf(sandbox, 'plain');
  sandbox.faults.add({
    path: '/account',
    kind: 'raw',
    status: 200,
    body: JSON.stringify({ status: true, result: { id, name } }),
  });
  await age(60);
  await refreshDue();
  expect(sandbox.requests.count({ route: '/account' })).toBe(1);
  expect(await getConnection(key)).toMatchObject({ timezone, company, twoFactor });
});

it('stores nothing of another account, which the token answers for once its profile changes hands, and asks for a sign-in', async () => {
  await updateConnection(key, (row) => ({ ...row, connectedAt: row.connectedAt - 60 * MINUTE }));
  const stored = async () => {
    const { state: _state, failure: _failure, ...facts } = (await getConnection(key))!;
    return [facts, await listProfiles(), await getNotifications(key)];
  };
  const before = await stored();
  const other = { ...accountOf(sandbox, 'shares'), blocked: true };
  const answer = { kind: 'raw', status: 200 } as const;
  sandbox.faults.add({ ...answer, path: '/account', body: JSON.stringify({ status: true, result: other }) });
  sandbox.faults.add({ ...answer, path: '/profile', body: JSON.stringify({ status: true, result: [] }) });
  await refreshTarget({ kind: 'account', connectionKey: key }, () => 'refresh');
  expect(sandbox.requests.count({ route: '/account' })).toBe(1);
  expect(await stored()).toEqual(before);
  expect(await getConnection(key)).toMatchObject({
    state: 'needs-sign-in',
    failure: { failure: { code: 'unauthorized' } },
  });
});

describe('invitations', () => {
  /** An hour after the sign-in; the last refresh was `gap` minutes ago. */
  const anHourLater = async (gap = 45) => {
    await age(gap);
    await updateConnection(key, (row) => ({ ...row, connectedAt: row.connectedAt - 60 * MINUTE }));
  };

  it('are read once an hour, in one more request', async () => {
    await anHourLater();
    await refreshDue();
    expect((await getNotifications(key))?.fetchedAt).toBeGreaterThan(Date.now() - MINUTE);
    expect(sandbox.requests.list()).toHaveLength(8 + 3);
    expect(sandbox.requests.count({ route: '/notification' })).toBe(1);
    sandbox.requests.clear();
    await age(45);
    await refreshDue();
    expect(sandbox.requests.list()).toHaveLength(8 + 2);
    expect(sandbox.requests.count({ route: '/notification' })).toBe(0);
  });

  it('are read beside the account where refreshes are further apart than an hour', async () => {
    await updatePreferences((before) => ({ ...before, othersRefreshMinutes: 240 }));
    const account = sandbox.state.accounts.find(({ role }) => role === 'plain')!;
    for (const accountName of ['Inês', 'Ines']) {
      account.name = accountName;
      account.plan = accountName === 'Inês' ? 'starter' : 'scale';
      await anHourLater(240);
      const row = await getNotifications(key);
      if (row) await putNotifications({ ...row, fetchedAt: row.fetchedAt! - 240 * MINUTE });
      sandbox.requests.clear();
      await refreshDue();
      expect(await getConnection(key)).toMatchObject({ accountName, plan: account.plan });
      expect(sandbox.requests.count({ route: '/notification' })).toBe(1);
    }
  });

  it('that cannot be read do not stop other reads', async () => {
    sandbox.faults.add({ path: '/notification/', kind: 'server-error' });
    await anHourLater();
    await refreshDue();
    const connection = await getConnection(key);
    expect(connection?.failure).toBeNull();
    expect(connection?.refreshedAt).toBeGreaterThan(Date.now() - MINUTE);
    expect(await getNotifications(key)).toBeUndefined();
  });

  it('that the token may not read do not stop other reads either', async () => {
    sandbox.faults.add({ path: '/notification/', kind: 'denied' });
    sandbox.state.profiles.find(({ id }) => id === idOf(1))!.name = 'Renamed elsewhere';
    await anHourLater();
    await refreshDue();
    expect((await getConnection(key))?.failure).toBeNull();
    expect((await getProfile(at(1)))?.name).toBe('Renamed elsewhere');
  });
});

describe('a token that may read less than the account', () => {
  it('is no failure: what it may not read stays as it is, the rest is stored', async () => {
    const before = await listProfiles();
    sandbox.faults.add({ path: '/profile', kind: 'denied' });
    sandbox.state.accounts.find(({ role }) => role === 'plain')!.name = 'Inês';
    await age(60);
    await refreshDue();
    expect(await getConnection(key)).toMatchObject({ accountName: 'Inês', state: 'ok', failure: null });
    expect((await listProfiles()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));

    const account = sandbox.faults.add({ path: '/account', kind: 'denied' });
    await age(60);
    await refreshDue();
    expect(account.hits).toBeGreaterThan(0);
    const after = await getConnection(key);
    expect(after).toMatchObject({ accountName: 'Inês', state: 'ok', failure: null });
    expect(after?.refreshedAt).toBeGreaterThan(Date.now() - MINUTE);
    expect((await listUsage()).every(({ failure }) => failure === null)).toBe(true);
  });
});

describe('the alarm', () => {
  it('is set for the next due target and repeats in case the worker is stopped', async () => {
    await refreshDue();
    const alarm = await fakeBrowser.alarms.get(REFRESH_ALARM);
    expect(alarm?.scheduledTime).toBeLessThanOrEqual(Date.now() + 5 * MINUTE);
    expect(alarm?.periodInMinutes).toBeGreaterThan(0);
  });

  it('is set before a refresh begins', async () => {
    await age(60);
    await fakeBrowser.alarms.clear(REFRESH_ALARM);
    const hold = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const refreshing = refreshDue();
    await waitForStore(async () =>
      (await listRefreshRows()).some(({ lastStartedAt }) => lastStartedAt !== null),
    );
    expect((await fakeBrowser.alarms.get(REFRESH_ALARM))?.scheduledTime).toBeLessThanOrEqual(
      Date.now() + MINUTE,
    );
    hold.remove();
    await refreshing;
  });
});

describe('a change of the minutes between refreshes', () => {
  const changeTo = (refreshMinutes: number) => updatePreferences((stored) => ({ ...stored, refreshMinutes }));
  const alarmAt = async () => (await fakeBrowser.alarms.get(REFRESH_ALARM))?.scheduledTime ?? Infinity;

  it('moves the alarm and refreshes what is due by it, also when sync or a backup brings it', async () => {
    await changeTo(30);
    await age(3);
    await refreshNow(at(0));
    await refreshDue();
    sandbox.requests.clear();
    const stop = watchIntervals();
    await changeTo(4);
    await vi.waitFor(async () => expect(await alarmAt()).toBeLessThanOrEqual(Date.now() + 4 * MINUTE));
    await age(2);
    await changeTo(1);
    await vi.waitFor(() => expect(sandbox.requests.count(SUMMARY)).toBe(1));
    stop();
  });

  it('alone plans again', async () => {
    const stop = watchIntervals();
    await changeTo(4);
    await vi.waitFor(async () => expect(await alarmAt()).toBeLessThanOrEqual(Date.now() + 4 * MINUTE));
    const created = vi.spyOn(fakeBrowser.alarms, 'create');
    await updatePreferences((stored) => ({ ...stored, theme: 'dark' }));
    await changeTo(3);
    await vi.waitFor(() => expect(created).toHaveBeenCalledOnce());
    stop();
  });

  it('that could not be planned is planned with the next change of a preference', async () => {
    // The refresh that follows the connection plans once more after its last target.
    await vi.waitFor(async () => expect(await alarmAt()).toBeGreaterThan(Date.now() + MINUTE));
    const stop = watchIntervals();
    const created = vi.spyOn(fakeBrowser.alarms, 'create').mockImplementationOnce(() => {
      throw new RangeError();
    });
    await changeTo(4);
    await vi.waitFor(async () =>
      expect(await readErrors()).toMatchObject([{ where: 'planAgain', code: 'RangeError' }]),
    );
    await updatePreferences((stored) => ({ ...stored, theme: 'dark' }));
    await vi.waitFor(() => expect(created).toHaveBeenCalledTimes(2));
    stop();
  });
});

describe('a refresh after a new sign-in', () => {
  it('reads what a refresh that the sign-in has ended was reading', async () => {
    const hold = sandbox.faults.add({ path: SUMMARY.route, kind: 'hold' });
    const before = refreshAgain(key);
    await vi.waitFor(() => expect(hold.hits).toBeGreaterThan(0));
    const since = Date.now();
    const after = refreshAgain(key);
    // The store answers in order, so that by then it has found what is still being read.
    for (let reads = 0; reads < 12; reads += 1) await listRefreshRows();
    abortConnection(key);
    hold.remove();
    await Promise.all([before, after]);
    expect((await listUsage()).map(({ fetchedAt }) => (fetchedAt ?? 0) >= since)).toEqual(
      Array(8).fill(true),
    );
  });
});

describe('a page that opens', () => {
  it('costs one request when the numbers are older than a minute, and none after that', async () => {
    await age(2);
    for (let time = 0; time < 10; time += 1) await refreshForPage('popup');
    expect(sandbox.requests.list()).toHaveLength(1);
  });

  it('waits for the numbers that it shows, also where they were being read already', async () => {
    await age(60);
    const hold = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const due = refreshDue();
    await vi.waitFor(async () => expect((await rowOf(0))?.lastStartedAt).toBeTruthy());
    const replied = vi.fn();
    const opened = refreshForPage('popup').then(replied);
    await vi.waitFor(() => expect(hold.hits).toBe(4));
    for (let time = 0; time < 10; time += 1) await readScheduleInput();
    expect(replied).not.toHaveBeenCalled();
    hold.remove();
    await opened;
    expect((await getUsage(at(0)))?.fetchedAt).toBeGreaterThan(Date.now() - MINUTE);
    await due;
  });

  it('marks nothing as failed offline, however often it opens', async () => {
    await age(2);
    const before = [await listUsage(), await listRefreshRows(), await getConnection(key)] as const;
    fakeNavigator.onLine = false;
    for (const page of ['options', 'popup'] as const) await refreshForPage(page);
    await refreshAfterSwitch(refOf(before[0][0]!));
    expect([await listUsage(), await listRefreshRows(), await getConnection(key)]).toEqual(before);
  });

  it('costs at most one request while the platform fails', async () => {
    sandbox.faults.add({ path: '/*', kind: 'server-error' });
    await age(2);
    for (let time = 0; time < 10; time += 1) await refreshForPage('popup');
    expect(sandbox.requests.list()).toHaveLength(1);
  });
});
