import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { callAsProfile } from '../../../lib/calls/call.ts';
import { type ConnectionKey, profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import { HOUR_MS } from '../../../lib/domain/time.ts';
import { fetchTeam } from '../../../lib/platform/team.ts';
import { REFRESH_ALARM, refreshDue, refreshNow } from '../../../lib/refresh/refresh.ts';
import { getConnection, updateConnection } from '../../../lib/store/connections.ts';
import { listProfilesOf, replaceProfiles } from '../../../lib/store/profiles.ts';
import { listRefreshRows, updateRefreshRows } from '../../../lib/store/refresh.ts';
import { listUsage } from '../../../lib/store/usage.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { connectByToken } from '../actions/connected-account.ts';
import { originOf } from '../actions/fresh-browser.ts';
import { withSandbox } from '../actions/with-sandbox.ts';

/** Small, because every test reads them all. */
const PROFILES = 8;
const MANY_PROFILES = 300;
/** Enough for the simulated minutes on a busy machine. */
const TIMEOUT_MS = 60_000;
let sandbox: Sandbox;
let key: ConnectionKey;

withSandbox(
  async (fresh) => {
    sandbox = fresh;
    ({ key } = await connectByToken(sandbox, accountOf(sandbox, 'plain')));
  },
  { profiles: PROFILES },
);
afterEach(() => {
  vi.useRealTimers();
});

/** Adds profiles to the stored list that were never read; returns the number of all. */
async function listMany(): Promise<number> {
  const [known] = await listProfilesOf(key);
  const rows = Array.from({ length: MANY_PROFILES }, (_, position) => {
    const id = position.toString(16).padStart(24, '0');
    return { ...known!, id, profileKey: profileKeyOf(originOf(sandbox), id), position };
  });
  await replaceProfiles(key, rows, { partial: true });
  return (await listProfilesOf(key)).length;
}

/** Makes every refresh target due. */
async function makeDue(): Promise<void> {
  const targets = (await listRefreshRows()).map(({ target }) => target);
  await updateRefreshRows(targets, (row) => row && { ...row, dueAt: 0 });
}

describe('a platform that responds 429 to everything', () => {
  it(
    'gets few requests from 300 profiles in 130 seconds, however short its Retry-After',
    async () => {
      const many = await listMany();
      sandbox.faults.add({ path: '/*', kind: 'rate-limit', retryAfter: 1 });
      await makeDue();
      const start = Date.now();
      vi.setSystemTime(start);
      const pauses: number[] = [];
      for (let guard = 0; Date.now() < start + 130_000 && guard < 200; guard++) {
        await refreshDue();
        const { pause } = (await getConnection(key)) ?? {};
        if (pause && !pauses.includes(pause.until)) pauses.push(pause.until);
        const alarm = await fakeBrowser.alarms.get(REFRESH_ALARM);
        vi.setSystemTime(Math.max(Date.now() + 1_000, alarm?.scheduledTime ?? 0));
      }
      expect(many).toBeGreaterThanOrEqual(MANY_PROFILES);
      expect(sandbox.requests.count()).toBeLessThanOrEqual(40);
      const gaps = pauses.slice(1).map((until, index) => until - (pauses[index] ?? 0));
      expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
      // Only the requested profiles have a failure.
      expect((await listUsage()).filter(({ failure }) => failure !== null).length).toBeLessThanOrEqual(40);
    },
    TIMEOUT_MS,
  );

  it('is read at the usual rate again after one success', async () => {
    const limit = sandbox.faults.add({ path: '/*', kind: 'rate-limit', retryAfter: 1 });
    await makeDue();
    await refreshDue();
    expect((await getConnection(key))?.pause?.pauses).toBe(1);
    limit.remove();
    await updateConnection(key, (row) => ({ ...row, pause: row.pause && { ...row.pause, until: 0 } }));
    await makeDue();
    await refreshDue();
    expect((await getConnection(key))?.pause).toBeNull();
  });
});

describe('a profile that is refused with 429 again and again', () => {
  it('waits alone: the others are refreshed, also by hand', async () => {
    const [first, limited, other] = await listProfilesOf(key);
    sandbox.faults.add({ path: '/*', profile: limited!.id, kind: 'rate-limit', retryAfter: 600 });
    for (let times = 0; times < 4; times += 1)
      await expect(callAsProfile(limited!, fetchTeam)).rejects.toMatchObject({
        failure: { code: 'rate-limited' },
      });
    sandbox.requests.clear();
    await refreshNow(other!);
    await makeDue();
    await refreshDue();
    const read = sandbox.requests.list({ route: '/profile/:id/summary', status: 200 });
    expect(read.map(({ profileId }) => profileId)).toEqual(expect.arrayContaining([first!.id, other!.id]));
  });
});

describe('refreshing one profile', () => {
  it.each([
    ['server-error', 'server'],
    ['rate-limit', 'rate-limited'],
    ['denied', 'denied'],
    ['garbage', 'server'],
    ['cut', 'offline'],
  ] as const)('returns the failure after %s', async (kind, code) => {
    const ref = (await listProfilesOf(key))[3]!;
    sandbox.faults.add({ path: '/profile/:id/summary', profile: ref.id, kind });
    await expect(refreshNow(ref)).rejects.toMatchObject({ failure: { code } });
  });

  it('stores a 404 with the profile and waits longer each time', async () => {
    const ref = (await listProfilesOf(key))[3]!;
    sandbox.faults.add({ path: '/profile/:id/summary', profile: ref.id, kind: 'failure', status: 404 });
    await expect(refreshNow(ref)).rejects.toMatchObject({ failure: { code: 'not-found' } });
    const usage = (await listUsage()).find(({ profileKey }) => profileKey === ref.profileKey);
    expect(usage?.failure?.failure.code).toBe('not-found');
    const row = (await listRefreshRows()).find(({ target }) => target.includes(ref.id));
    expect(row?.failures).toBe(1);
    expect(row?.dueAt).toBeGreaterThan(Date.now());
  });

  it('fails when no request may be sent', async () => {
    const ref = (await listProfilesOf(key))[3]!;
    await updateConnection(key, (row) => ({ ...row, state: 'needs-sign-in' }));
    await expect(refreshNow(ref)).rejects.toMatchObject({ failure: { code: 'needs-sign-in' } });
    await updateConnection(key, (row) => ({
      ...row,
      state: 'ok',
      pause: { at: Date.now(), until: Date.now() + 30_000, pauses: 1 },
    }));
    await expect(refreshNow(ref)).rejects.toMatchObject({ failure: { code: 'rate-limited' } });
  });

  it('sends a request although it was paused while the clock was an hour ahead', async () => {
    const ref = (await listProfilesOf(key))[3]!;
    const at = Date.now() + HOUR_MS;
    await updateConnection(key, (row) => ({ ...row, pause: { at, until: at + 30_000, pauses: 1 } }));
    await refreshNow(ref);
    expect((await getConnection(key))?.pause).toBeNull();
  });
});

describe('a blocked account', () => {
  it('is unblocked by the first request that succeeds', async () => {
    await updateConnection(key, (row) => ({
      ...row,
      state: 'blocked',
      failure: { failure: { code: 'account-blocked' }, at: Date.now() },
    }));
    await refreshNow((await listProfilesOf(key))[0]!);
    expect(await getConnection(key)).toMatchObject({ state: 'ok', failure: null });
  });

  it.each(['denied', 'server-error'] as const)(
    'is unblocked although reading the account fails meanwhile (%s)',
    async (kind) => {
      const message = 'Account is blocked';
      const refusals = sandbox.faults.add({ path: '/*', kind: 'failure', status: 403, message });
      await makeDue();
      await refreshDue();
      expect(await getConnection(key)).toMatchObject({ state: 'blocked' });
      refusals.remove();
      for (const path of ['/account', '/profile']) sandbox.faults.add({ path, kind });
      const failures = sandbox.faults.add({ path: '/profile/:id/summary', kind: 'server-error' });
      await makeDue();
      await refreshDue();
      failures.remove();
      expect(await getConnection(key)).toMatchObject({ state: 'blocked' });
      await refreshNow((await listProfilesOf(key))[0]!);
      expect((await getConnection(key))?.state).toBe('ok');
    },
  );
});
