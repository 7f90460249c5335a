import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { bringConsole, settleConsole } from '../../../../lib/actions/console/follow.ts';
import { recordMove, recordToken } from '../../../../lib/actions/console/session.ts';
import { abortForLock } from '../../../../lib/calls/connection-queue.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import { consolePlace } from '../../../../lib/domain/console-session.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import { getConsoleSessions, getConsoleTokens } from '../../../../lib/store/console-session.ts';
import { updateActive } from '../../../../lib/store/settings.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock, unlock } from '../../../../lib/vault/passphrase.ts';
import { speedUpKeyDerivation } from '../../vault/fast-key-derivation.ts';
import { originOf } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

interface ScriptInjection {
  target: { tabId: number };
  func: (...args: unknown[]) => boolean;
  args: unknown[];
}

const PASSPHRASE = 'violet tractors hum at noon';

withConnectedAccount('token', undefined, { profiles: 3 });

/** Where the sandbox's console is, by the id of its profile. */
const consoleToken = () => sandbox.state.tokens.find(({ token }) => token === ines.account.token)!;
const console = () => consoleOf(originOf(sandbox));
const seen = () => ({ api: originOf(sandbox), token: ines.account.token! });
const session = async () => (await getConsoleSessions())[console()]!;

/** Switches the extension to a profile, and the console with it. */
async function bring(profile: number) {
  await updateActive((stored) => withActive(stored, ines.ref(profile)));
  return bringConsole(ines.ref(profile));
}

beforeEach(async () => {
  speedUpKeyDerivation();
  Object.assign(fakeBrowser.tabs, { query: async () => [] });
  await recordToken(console(), seen());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a switch of the console after which its place can’t be read', () => {
  beforeEach(async () => {
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    expect(await bring(1)).toMatchObject({ kind: 'failed', failure: { code: 'outcome-unknown' } });
    expect(consoleToken().profile).toBe(ines.id(1));
    sandbox.faults.clear();
  });

  it('isn’t taken for none: switching back moves the console back', async () => {
    expect(consolePlace(await session(), ines.ref(0))).toBe('unknown');
    expect(await bring(0)).toBeNull();
    expect(consoleToken().profile).toBe(ines.id(0));
    expect(consolePlace(await session(), ines.ref(0))).toBe('here');
  });

  it('is read at the console’s next request, and its tabs are reloaded once', async () => {
    const reload = vi.fn(async () => {});
    Object.assign(fakeBrowser.tabs, { query: async () => [{ id: 7, incognito: false }], reload });
    await recordToken(console(), seen());
    await recordToken(console(), seen());
    expect(reload.mock.calls).toEqual([[7]]);
    expect(await session()).toMatchObject({ profileKey: ines.ref(1).profileKey, problem: null });
    expect(consolePlace(await session(), ines.ref(1))).toBe('here');
  });
});

it('a switch that TagoIO refused left the console where it was, whether or not that can be read', async () => {
  sandbox.faults.add({ path: '/profile/switch/:target', kind: 'denied' });
  sandbox.faults.add({ path: '/account', kind: 'server-error' });
  expect(await bring(1)).toMatchObject({ kind: 'failed', failure: { code: 'denied' } });
  expect(consolePlace(await session(), ines.ref(1))).toBe('other-profile');
  expect(await session()).toMatchObject({ profileKey: ines.ref(0).profileKey, problem: { kind: 'failed' } });
});

it('while locked, nothing is asked or moved with the console’s session; unlocked, its next request and switch are', async () => {
  await setPassphrase(PASSPHRASE, null);
  await lock();
  const before = sandbox.requests.count();
  await expect(bring(1)).rejects.toMatchObject({ failure: { code: 'locked' } });
  await recordMove(console());
  await recordToken(console(), seen());
  await recordToken(console(), { ...seen(), token: 'p-00000000-0000-4000-8000-000000000000' });
  expect(sandbox.requests.count()).toBe(before);
  expect(consolePlace(await session(), ines.ref(1))).toBe('unknown');

  await unlock(PASSPHRASE);
  await recordToken(console(), seen());
  expect(consolePlace(await session(), ines.ref(1))).toBe('other-profile');
  expect(await bring(1)).toBeNull();
  expect(consoleToken().profile).toBe(ines.id(1));
});

it('known to be offline, the console stays where it is, and is there when the profile is chosen again', async () => {
  vi.stubGlobal('navigator', { ...navigator, onLine: false });
  const before = sandbox.requests.count();
  await expect(bring(1)).rejects.toMatchObject({ failure: { code: 'offline' } });
  expect(consolePlace(await session(), ines.ref(1))).toBe('other-profile');
  // Not kept: once online, nothing is in the way anymore.
  expect((await session()).problem).toBeNull();
  expect(await bring(0)).toBeNull();
  expect(await session()).toMatchObject({ profileKey: ines.ref(0).profileKey, problem: null });
  expect(sandbox.requests.count()).toBe(before);
});

it('a problem of another profile’s switch doesn’t outlive one that is made while locked', async () => {
  sandbox.faults.add({ path: '/profile/switch/:target', kind: 'denied' });
  expect(await bring(1)).toMatchObject({ kind: 'failed' });
  await setPassphrase(PASSPHRASE, null);
  await lock();
  await expect(bring(2)).rejects.toMatchObject({ failure: { code: 'locked' } });
  expect((await session()).problem).toBeNull();
});

it('a session that has ended is no problem: the console’s sign-in page can be opened', async () => {
  sandbox.state.tokens = sandbox.state.tokens.filter((one) => one !== consoleToken());
  expect(await bring(1)).toBeNull();
  expect(await getConsoleSessions()).toEqual({});
});

it('a token that couldn’t be read because of a lock is read at the next request once it is unlocked', async () => {
  await setPassphrase(PASSPHRASE, null);
  const other = { ...seen(), token: ines.account.tokens!.bare! };
  const held = sandbox.faults.add({ path: '/account', kind: 'hold' });
  const reading = recordToken(console(), other);
  reading.catch(() => {});
  await vi.waitFor(() => expect(held.hits).toBe(1));
  await lock();
  abortForLock();
  await expect(reading).rejects.toThrow();
  held.remove();
  await unlock(PASSPHRASE);
  await recordToken(console(), other);
  expect((await getConsoleTokens())[console()]?.token).toBe(other.token);
});

describe('what is typed in the console after a switch of it failed', () => {
  const isTyped = (typed: boolean) =>
    Object.assign(fakeBrowser, { scripting: { executeScript: async () => [{ result: typed }] } });

  it('is discarded only once the person has agreed to that', async () => {
    Object.assign(fakeBrowser.tabs, {
      query: async () => [{ id: 7, incognito: false }],
      reload: async () => {},
    });
    isTyped(false);
    const refusing = sandbox.faults.add({ path: '/profile/switch/:target', kind: 'denied' });
    expect(await bring(1)).toMatchObject({ kind: 'failed' });
    refusing.remove();
    isTyped(true);
    await settleConsole({ ...ines.ref(1), follow: true });
    expect((await session()).problem).toMatchObject({ kind: 'unsaved', tabs: 1 });
    expect(consoleToken().profile).toBe(ines.id(0));
    await settleConsole({ ...ines.ref(1), follow: true });
    expect(consoleToken().profile).toBe(ines.id(1));
  });
});

describe('what is typed in the console while it is moved', () => {
  const reload = vi.fn(async () => {});
  /** Whether the console's only tab has unsaved input, each time it is asked. */
  const typed = (...results: boolean[]) =>
    Object.assign(fakeBrowser, {
      scripting: { executeScript: async () => [{ result: results.shift() ?? true }] },
    });
  const target = () => ({ ...ines.ref(1), follow: true });
  beforeEach(() => {
    reload.mockClear();
    Object.assign(fakeBrowser.tabs, { query: async () => [{ id: 7, incognito: false }], reload });
  });

  it('is lost only once the person has agreed to that', async () => {
    typed(false, true);
    expect(await bring(1)).toMatchObject({ kind: 'unsaved', tabs: 1 });
    expect(await session()).toMatchObject({
      profileKey: ines.ref(1).profileKey,
      problem: { kind: 'unsaved' },
    });
    expect(reload).not.toHaveBeenCalled();
    await settleConsole(target());
    expect(reload).toHaveBeenCalledOnce();
    expect((await session()).problem).toBeNull();
  });

  it('is kept where the outcome of the move was read only at the console’s next request', async () => {
    typed(false, true);
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    expect(await bring(1)).toMatchObject({ kind: 'failed' });
    sandbox.faults.clear();
    await recordToken(console(), seen());
    expect((await session()).problem).toMatchObject({ kind: 'unsaved', tabs: 1 });
    expect(reload).not.toHaveBeenCalled();
    await settleConsole({ ...target(), follow: false });
    expect((await session()).problem).toBeNull();
    expect(reload).not.toHaveBeenCalled();
  });

  it('is no banner anymore once the person has reloaded the tab themselves, at its first request', async () => {
    typed(false, true);
    await bring(1);
    const { readAt } = await session();
    /** The pages of the console's tabs were opened at these times, and answer for themselves. */
    const openedAt = (...times: number[]) => {
      const pages = new Map(times.map((timeOrigin, index) => [index + 7, timeOrigin]));
      Object.assign(fakeBrowser.tabs, {
        query: async () => [...pages.keys()].map((id) => ({ id, incognito: false })),
      });
      const executeScript = async ({ target, func, args }: ScriptInjection) => {
        vi.stubGlobal('performance', { timeOrigin: pages.get(target.tabId), now: () => 0 });
        return [{ result: func(...args) }];
      };
      Object.assign(fakeBrowser, { scripting: { executeScript } });
    };
    openedAt(readAt - 5000, readAt + 5000);
    await recordToken(console(), seen());
    expect((await session()).problem).toMatchObject({ kind: 'unsaved' });
    openedAt(readAt + 9000, readAt + 5000);
    await Promise.all([recordToken(console(), seen()), recordToken(console(), seen())]);
    expect((await session()).problem).toBeNull();
    expect(reload).not.toHaveBeenCalled();
  });

  it('doesn’t keep the console from going on to another profile, without that input', async () => {
    typed(false, true, false, false);
    await bring(1);
    expect(await bring(2)).toBeNull();
    expect(consoleToken().profile).toBe(ines.id(2));
    expect(reload).toHaveBeenCalledOnce();
  });
});

it('a worker that ends while it moves the console leaves a session whose target is known', async () => {
  const held = sandbox.faults.add({ path: '/profile/switch/:target', kind: 'hold' });
  const move = bring(1);
  await vi.waitFor(async () =>
    expect(await session()).toMatchObject({ moved: true, problem: { target: ines.ref(1) } }),
  );
  held.remove();
  await move;
  expect((await session()).problem).toBeNull();
});
