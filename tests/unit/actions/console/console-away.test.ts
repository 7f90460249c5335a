import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectConsole } from '../../../../lib/actions/console/connect-console.ts';
import { reloadLeftTabs } from '../../../../lib/actions/console/console-away.ts';
import { recordMove, recordToken } from '../../../../lib/actions/console/session.ts';
import { deleteProfile, leaveProfile } from '../../../../lib/actions/profiles/remove-profile.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import { profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { putTokenSwitch } from '../../../../lib/platform/profiles.ts';
import { refreshIdle, refreshNow } from '../../../../lib/refresh/refresh.ts';
import { getConnection } from '../../../../lib/store/connections.ts';
import { getConsoleSessions, putConsoleSession } from '../../../../lib/store/console-session.ts';
import { accountOf, type SandboxAccount } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { accountNamed, connectByPassword, failureOf } from '../connected-account.ts';
import { keyFor, originOf } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
let ines: SandboxAccount;
let isTyped = false;
const reload = vi.fn(async () => {});

const origin = () => originOf(sandbox);
const console = () => consoleOf(origin());
const key = () => keyFor(sandbox, 'plain');
const token = () => sandbox.state.tokens.find((one) => one.token === ines.token)!;
const exists = (id: string) => sandbox.state.profiles.some((one) => one.id === id);
const removal = (id: string) => ({
  connectionKey: key(),
  profileKey: profileKeyOf(origin(), id),
  name: sandbox.state.profiles.find((one) => one.id === id)?.name ?? '',
  password: ines.password,
});
const session = async () => (await getConsoleSessions())[console()];

withSandbox(async (fresh) => {
  sandbox = fresh;
  ines = accountOf(sandbox, 'plain');
  isTyped = false;
  reload.mockClear();
  Object.assign(fakeBrowser.tabs, { query: async () => [{ id: 7, incognito: false }], reload });
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async () => [{ result: isTyped }],
      registerContentScripts: async () => {},
      unregisterContentScripts: async () => {},
    },
  });
  await recordToken(console(), { api: origin(), token: ines.token! });
  await connectConsole({ origin: origin() });
  await refreshIdle();
});

describe('deleting the profile that the console is in', () => {
  let home = '';
  beforeEach(() => {
    home = token().profile;
  });
  afterEach(() => {
    sandbox.onlyOwnProfileTokens = false;
  });

  it('switches the console to another one first, and keeps the account that is connected by it', async () => {
    await deleteProfile(removal(home));
    await refreshNow(null);
    expect(exists(home)).toBe(false);
    expect(exists(token().profile)).toBe(true);
    expect((await getConnection(key()))?.state).toBe('ok');
    expect(await session()).toMatchObject({
      profileKey: profileKeyOf(origin(), token().profile),
      problem: null,
    });
    expect(reload.mock.calls).toEqual([[7]]);
  });

  it('with a wrong password leaves it where it was, and its tabs as they are', async () => {
    expect(await failureOf(deleteProfile({ ...removal(home), password: 'no' }))).toMatchObject({
      code: 'wrong-password',
    });
    expect(token().profile).toBe(home);
    expect(await session()).toMatchObject({ profileKey: profileKeyOf(origin(), home), problem: null });
    expect(reload).not.toHaveBeenCalled();
  });

  it('is possible where a session reaches its own profile alone, and ends with it', async () => {
    sandbox.onlyOwnProfileTokens = true;
    await deleteProfile(removal(home));
    expect(exists(home)).toBe(false);
  });

  it('deletes nothing while a tab of it has unsaved input', async () => {
    isTyped = true;
    expect(await failureOf(deleteProfile(removal(home)))).toEqual({
      code: 'not-allowed',
      detail: 'ruleConsoleUnsaved',
    });
    expect(exists(home)).toBe(true);
    expect(token().profile).toBe(home);
    isTyped = false;
    await deleteProfile(removal(home));
    expect(exists(home)).toBe(false);
  });

  it('deletes nothing, so that nothing is unknown, if it can’t be known whether it was switched', async () => {
    sandbox.faults.add({ path: '/profile/current', kind: 'server-error' });
    expect(await failureOf(deleteProfile(removal(home)))).toEqual({ code: 'timeout' });
    expect(sandbox.requests.count({ method: 'DELETE' })).toBe(0);
  });

  it('deletes nothing if TagoIO refuses to switch it', async () => {
    sandbox.faults.add({ path: '/profile/switch/:target', kind: 'denied' });
    expect(await failureOf(deleteProfile(removal(home)))).toEqual({
      code: 'not-allowed',
      detail: 'ruleConsoleStays',
    });
    expect(exists(home)).toBe(true);
    expect((await getConnection(key()))?.state).toBe('ok');
  });

  describe('in a worker that is terminated meanwhile', () => {
    let removing: Promise<unknown>;
    beforeEach(async () => {
      const hold = sandbox.faults.add({ kind: 'hold', method: 'DELETE', path: '/profile/:id' });
      removing = deleteProfile(removal(home));
      await expect.poll(() => hold.hits).toBe(1);
    });
    afterEach(async () => {
      sandbox.faults.clear();
      await removing;
    });
    const leave = async () =>
      putConsoleSession(console(), { ...(await session())!, reloadDue: 'an earlier one' });

    it('has its tabs reloaded by the next one', async () => {
      await reloadLeftTabs();
      expect(reload).not.toHaveBeenCalled();
      await leave();
      await reloadLeftTabs();
      await reloadLeftTabs();
      expect(reload.mock.calls).toEqual([[7]]);
      expect(await session()).toMatchObject({ problem: null });
    });

    it('leaves the decision to a person where something is typed in them by then', async () => {
      isTyped = true;
      await leave();
      await reloadLeftTabs();
      await reloadLeftTabs();
      expect(reload).not.toHaveBeenCalled();
      const { connectionKey, profileKey } = (await session())!;
      expect((await session())!.problem).toMatchObject({
        kind: 'unsaved',
        target: { connectionKey, profileKey },
      });
      expect((await session())!.reloadDue).toBeUndefined();
      isTyped = false;
    });
  });

  it('isn’t followed by another reload once its tabs have been reloaded', async () => {
    await deleteProfile(removal(home));
    expect((await session())!.reloadDue).toBeUndefined();
    expect(await failureOf(deleteProfile({ ...removal(token().profile), password: 'no' }))).toMatchObject({
      code: 'wrong-password',
    });
    expect((await session())!.reloadDue).toBeUndefined();
  });

  it('leaves it away while the deletion may still arrive', async () => {
    sandbox.faults.add({ kind: 'cut', method: 'DELETE', path: '/profile/:id', times: 1 });
    expect(await failureOf(deleteProfile(removal(home)))).toMatchObject({ code: 'outcome-unknown' });
    expect(token().profile).not.toBe(home);
    expect(reload.mock.calls).toEqual([[7]]);
  });
});

describe('a profile of another account that the console is in', () => {
  let shared: { id: string; account: string };
  beforeEach(async () => {
    shared = sandbox.state.profiles.find(({ name }) => name === 'Tallinn Metering')!;
    await putTokenSwitch({ origin: origin(), token: ines.token! }, shared.id);
    await recordMove(console());
  });
  const deletion = async () => {
    const marta = await connectByPassword(sandbox, accountNamed(sandbox, 'Marta Lind'));
    const name = 'Tallinn Metering';
    return { ...marta.ref(name), name, password: marta.account.password };
  };

  it('is deleted once the console was switched to one of its own account', async () => {
    await deleteProfile(await deletion());
    expect(exists(shared.id)).toBe(false);
    const now = sandbox.state.profiles.find(({ id }) => id === token().profile)!;
    expect(now.account).toBe(ines.id);
    expect((await getConnection(key()))?.state).toBe('ok');
    expect(await session()).toMatchObject({
      connectionKey: key(),
      profileKey: profileKeyOf(origin(), now.id),
      problem: null,
    });
  });

  it('has the console again when the deletion was refused', async () => {
    expect(await failureOf(deleteProfile({ ...(await deletion()), password: 'no' }))).toMatchObject({
      code: 'wrong-password',
    });
    expect(token().profile).toBe(shared.id);
    expect(await session()).toMatchObject({
      connectionKey: key(),
      profileKey: profileKeyOf(origin(), shared.id),
      problem: null,
    });
  });
});

it('deleting another profile doesn’t touch the console', async () => {
  const home = token().profile;
  const other = sandbox.state.profiles.find((one) => one.account === ines.id && one.id !== home)!;
  await deleteProfile(removal(other.id));
  expect(token().profile).toBe(home);
  expect(reload).not.toHaveBeenCalled();
});

it('leaving the profile that the console is in switches it to one of the account’s own', async () => {
  const shared = sandbox.state.profiles.find(({ name }) => name === 'Tallinn Metering')!;
  await putTokenSwitch({ origin: origin(), token: ines.token! }, shared.id);
  await recordMove(console());
  const stored = (await session())!;
  expect(stored.profileKey).toBe(profileKeyOf(origin(), shared.id));
  await leaveProfile(removal(shared.id));
  const now = sandbox.state.profiles.find(({ id }) => id === token().profile)!;
  expect(now.account).toBe(ines.id);
});
