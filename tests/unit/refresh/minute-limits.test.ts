import { afterEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MINUTE_MS } from '../../../lib/domain/time.ts';
import { REFRESH_ALARM, refreshDue } from '../../../lib/refresh/refresh.ts';
import { listRefreshRows, updateRefreshRows } from '../../../lib/store/refresh.ts';
import { listUsage } from '../../../lib/store/usage.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { connectByToken } from '../actions/connected-account.ts';
import { withSandbox } from '../actions/with-sandbox.ts';

const PROFILES = 64;
/** Enough for the simulated minutes on a busy machine. */
const TIMEOUT_MS = 60_000;
let sandbox: Sandbox;

withSandbox(
  async (fresh) => {
    sandbox = fresh;
    await connectByToken(sandbox, accountOf(sandbox, 'plain'));
  },
  { profiles: PROFILES },
);
afterEach(() => {
  vi.useRealTimers();
});

it(
  'a minute limit that counts on the token’s own profile lets all be read within minutes, with few refusals',
  async () => {
    const targets = (await listRefreshRows()).map(({ target }) => target);
    await updateRefreshRows(targets, (row) => row && { ...row, dueAt: 0 });
    sandbox.requests.clear();
    // A tenth of the plan's 200 requests a minute to a route.
    Object.assign(sandbox.limits, { scale: 0.1, by: 'caller' });
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const unread = () => {
      const read = sandbox.requests.list({ route: '/profile/:id/summary', status: 200 });
      return PROFILES - new Set(read.map(({ profileId }) => profileId)).size;
    };
    for (let wakes = 0; unread() > 0 && wakes < 60; wakes++) {
      await refreshDue();
      const alarm = await fakeBrowser.alarms.get(REFRESH_ALARM);
      vi.setSystemTime(Math.max(Date.now() + 1_000, alarm?.scheduledTime ?? 0));
    }
    expect(unread()).toBe(0);
    expect(Date.now() - start).toBeLessThan(8 * MINUTE_MS);
    // Three minutes are needed; a few refusals in each begin a pause.
    expect(sandbox.requests.count({ status: 429 })).toBeLessThan(PROFILES / 2);
    expect((await listUsage()).filter(({ failure }) => failure !== null)).toEqual([]);
  },
  TIMEOUT_MS,
);
