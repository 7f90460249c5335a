import { afterEach, describe, expect, it, vi } from 'vitest';
import { refreshIdle } from '../../../lib/refresh/refresh.ts';
import { syncHistory } from '../../../lib/refresh/sync-history.ts';
import { listProfilesOf } from '../../../lib/store/profiles.ts';
import { accountOf, type SandboxAccount } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { type ConnectedAccount, connectByToken } from '../actions/connected-account.ts';
import { withSandbox } from '../actions/with-sandbox.ts';

const HOUR = 3_600_000;
const STATISTICS = '/profile/:id/statistics';
/** More than a run asks for. */
const MANY = 64;
let sandbox: Sandbox;
let many: SandboxAccount;
let other: ConnectedAccount;

withSandbox(
  async (fresh) => {
    sandbox = fresh;
    many = sandbox.accounts[0]!;
    await connectByToken(sandbox, many);
    other = await connectByToken(sandbox, accountOf(sandbox, 'at-limits'));
  },
  { profiles: MANY },
);
afterEach(() => {
  vi.useRealTimers();
});

/** Moves the clocks of this computer and of the platform. */
async function setTime(now: number): Promise<void> {
  await refreshIdle();
  vi.useFakeTimers({ now, toFake: ['Date'] });
}

const requestedOfOther = async () => {
  const ids = new Set((await listProfilesOf(other.key)).map(({ id }) => id));
  const requested = sandbox.requests
    .list({ route: STATISTICS, status: 200 })
    .map(({ profileId }) => profileId);
  return [...ids].filter((id) => requested.includes(id)).length;
};

describe('history of many profiles', () => {
  it('of one account that can’t be read doesn’t keep another account’s from being read', async () => {
    sandbox.faults.add({ path: STATISTICS, token: many.token!, kind: 'rate-limit', retryAfter: 60 });
    await syncHistory();
    expect(await requestedOfOther()).toBe(other.account.profiles.length);
  });

  it('that always fails doesn’t take every turn of those that were read before', async () => {
    // Late in a day (UTC): 25 hours later two days have begun since.
    const late = new Date(Date.now() + 24 * HOUR).setUTCHours(23, 30);
    await setTime(late);
    sandbox.faults.add({ path: STATISTICS, token: many.token!, kind: 'server-error' });
    for (let run = 0; run < 20 && (await requestedOfOther()) < other.account.profiles.length; run++)
      await syncHistory();
    expect(await requestedOfOther()).toBe(other.account.profiles.length);

    sandbox.requests.clear();
    await setTime(late + 25 * HOUR);
    await syncHistory();
    expect(await requestedOfOther()).toBe(other.account.profiles.length);
  });
});
