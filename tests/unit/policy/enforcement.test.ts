import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Stands in for the system's clipboard, which no test may touch. */
const clipboard = vi.hoisted(() => ({ text: '' }));
vi.mock('../../../lib/clipboard/clipboard.ts', () => ({
  writeClipboard: async (text: string, check?: () => Promise<void>) => {
    await check?.();
    clipboard.text = text;
  },
  readClipboard: async () => clipboard.text,
}));

import { pendingCopy } from '../../../lib/actions/docs/copy-window.ts';
import { applyPolicy } from '../../../lib/actions/policy.ts';
import { copyActiveTokenOrConfirm } from '../../../lib/actions/tokens/copy-or-confirm.ts';
import { consoleOf } from '../../../lib/console/console-site.ts';
import { mayFollow } from '../../../lib/console/tabs.ts';
import type { Result } from '../../../lib/domain/failure.ts';
import { NO_POLICY } from '../../../lib/domain/policy/policy.ts';
import { listenForMessages } from '../../../lib/messages/listen.ts';
import type { MessageType } from '../../../lib/messages/protocol.ts';
import type { MessageSender } from '../../../lib/messages/recognize-sender.ts';
import { setRequestGuard } from '../../../lib/platform/request.ts';
import { currentPolicy, requireAllowedApi, watchPolicy } from '../../../lib/policy/policy.ts';
import { refreshNow } from '../../../lib/refresh/refresh.ts';
import { getPolicy } from '../../../lib/store/policy.ts';
import { getPreferences } from '../../../lib/store/settings.ts';
import { getTokens } from '../../../lib/store/tokens.ts';
import { getAutoLockMinutes, getVaultStatus } from '../../../lib/store/vault-status.ts';
import { readSnapshot } from '../../../lib/toolbar/snapshot.ts';
import { lock } from '../../../lib/vault/passphrase.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { issueToken } from '../../sandbox/tokens.ts';
import {
  accountNamed,
  type ConnectedAccount,
  connectByPassword,
  failureOf,
} from '../actions/connected-account.ts';
import { originOf } from '../actions/fresh-browser.ts';
import { withSandbox } from '../actions/with-sandbox.ts';
import { CHROMIUM, trustedSenders } from '../messages/senders.ts';

type Listener = (message: unknown, sender: MessageSender, reply: (value: unknown) => void) => unknown;

let sandbox: Sandbox;
let ines: ConnectedAccount;
let listener: Listener;
let applied: Promise<void>;

/** Starts what the background starts, then connects without any policy. */
withSandbox(async (fresh) => {
  sandbox = fresh;
  clipboard.text = 'before';
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((added) => {
    listener = added as Listener;
  });
  Object.assign(fakeBrowser.runtime, {
    id: CHROMIUM.id,
    getURL: (path: string) => `${CHROMIUM.baseUrl}${path}`,
  });
  Object.assign(fakeBrowser, {
    scripting: {
      unregisterContentScripts: async () => {},
      registerContentScripts: async () => {},
      executeScript: async () => [],
    },
  });
  Object.assign(fakeBrowser.tabs, { query: async () => [] });
  watchPolicy(() => {
    applied = applyPolicy();
  });
  setRequestGuard(requireAllowedApi);
  listenForMessages();
  ines = await connectByPassword(sandbox, accountNamed(sandbox, 'Ines Duarte'));
  for (const permission of ['full', 'read'] as const) addToken(`${permission} token`, permission);
});

afterEach(async () => {
  await fakeBrowser.storage.managed.clear();
  await currentPolicy();
  await applied;
  vi.restoreAllMocks();
});

function addToken(name: string, permission: 'full' | 'read') {
  issueToken(sandbox.state, {
    region: 'us-e1',
    name,
    permission,
    profile: ines.id('Demo'),
    created_by: ines.account.id,
    created_at: sandbox.clock.iso(),
  });
}

/** Sets the policy while the extension runs, as the browser does. */
async function setPolicy(values: Record<string, unknown>): Promise<void> {
  await fakeBrowser.storage.managed.clear();
  await fakeBrowser.storage.managed.set({ keys: Object.keys(values), ...values });
  await currentPolicy();
  await applied;
  sandbox.requests.clear();
}

function send(type: MessageType, data: unknown): Promise<Result<unknown>> {
  return new Promise((reply) => {
    listener({ type, data }, trustedSenders(CHROMIUM).options, (value) => reply(value as Result<unknown>));
  });
}

const policyFailure = (detail: string) => ({ ok: false, failure: { code: 'policy', detail } });
const demo = () => ines.ref('Demo');
const tokenIdOf = (name: string) => {
  const found = sandbox.state.tokens.find((token) => token.name === name)!;
  return { name, createdAt: found.created_at };
};
const credentials = () => ({ email: ines.account.email, password: ines.account.password });
const newToken = (permission: string) => ({
  ...demo(),
  name: 'New',
  permission,
  expireTime: '1 month',
  password: ines.account.password,
});

/** An action for each way in which a page could do what a key forbids. */
const FORBIDDEN: [key: string, values: Record<string, unknown>, type: MessageType, data: () => unknown][] = [
  ['allowedHosts', { api: 'eu-w1' }, 'signIn', () => ({ origin: originOf(sandbox), ...credentials() })],
  [
    'allowedHosts',
    { allowedHosts: ['eu-w1'] },
    'signIn',
    () => ({ origin: originOf(sandbox), ...credentials() }),
  ],
  [
    'allowedHosts',
    { allowedHosts: ['eu-w1'] },
    'sendCode',
    () => ({ origin: originOf(sandbox), ...credentials(), otpType: 'sms' }),
  ],
  [
    'allowedHosts',
    { allowedHosts: ['eu-w1'] },
    'checkToken',
    () => ({ origin: originOf(sandbox), token: ines.account.token }),
  ],
  [
    'allowedHosts',
    { allowedHosts: ['eu-w1'] },
    'connectToken',
    () => ({ origin: originOf(sandbox), token: ines.account.token }),
  ],
  ['allowedHosts', { allowedHosts: ['eu-w1'] }, 'copyToken', () => ({ ...demo(), token: null })],
  ['allowedHosts', { allowedHosts: ['eu-w1'] }, 'refreshNow', () => ({ ref: demo() })],
  ['allowedHosts', { allowedHosts: ['eu-w1'] }, 'renameProfile', () => ({ ...demo(), name: 'Other' })],
  ['requirePassphrase', { requirePassphrase: true }, 'copyToken', () => ({ ...demo(), token: null })],
  [
    'requirePassphrase',
    { requirePassphrase: true },
    'signIn',
    () => ({ origin: originOf(sandbox), ...credentials() }),
  ],
  ['requirePassphrase', { requirePassphrase: true }, 'createToken', () => newToken('read')],
  ['requirePassphrase', { requirePassphrase: true }, 'removePassphrase', () => ({ current: '' })],
  [
    'maxAutoLockMinutes',
    { maxAutoLockMinutes: 10 },
    'setPreferences',
    () => ({ change: { autoLockMinutes: 11 } }),
  ],
  [
    'maxAutoLockMinutes',
    { maxAutoLockMinutes: 10 },
    'setPreferences',
    () => ({ change: { autoLockMinutes: 0 } }),
  ],
  ['allowFullTokens', { allowFullTokens: false }, 'createToken', () => newToken('full')],
  ['allowFullTokens', { allowFullTokens: false }, 'createToken', () => newToken('everything')],
  [
    'allowFullTokens',
    { allowFullTokens: false },
    'rotateToken',
    () => ({ ...newToken(''), token: tokenIdOf('full token') }),
  ],
  [
    'allowFullTokens',
    { allowFullTokens: false },
    'copyToken',
    () => ({ ...demo(), token: tokenIdOf('full token') }),
  ],
  [
    'allowPasswordSignIn',
    { allowPasswordSignIn: false },
    'signIn',
    () => ({ origin: originOf(sandbox), ...credentials() }),
  ],
  [
    'allowPasswordSignIn',
    { allowPasswordSignIn: false },
    'sendCode',
    () => ({ origin: originOf(sandbox), ...credentials(), email: 'new@acme.example', otpType: 'sms' }),
  ],
  [
    'allowPasswordSignIn',
    { allowPasswordSignIn: false },
    'generateProfileToken',
    () => ({ ...demo(), ...credentials() }),
  ],
  [
    'allowConsoleFollowing',
    { allowConsoleFollowing: false },
    'connectConsole',
    () => ({ origin: originOf(sandbox) }),
  ],
  [
    'allowConsoleFollowing',
    { allowConsoleFollowing: false },
    'settleConsole',
    () => ({ ...demo(), follow: true }),
  ],
];

describe('a page that sends a forbidden message anyway', () => {
  it('is refused, and nothing is changed or copied', async () => {
    let set = '';
    for (const [key, values, type, data] of FORBIDDEN) {
      if (set !== JSON.stringify(values)) await setPolicy(values);
      set = JSON.stringify(values);
      const what = `${type} with ${JSON.stringify(values)}`;
      expect.soft(await send(type, data()), what).toMatchObject(policyFailure(key));
      const changes = sandbox.requests.list().filter(({ method }) => method !== 'GET');
      expect.soft(changes, what).toEqual([]);
      expect.soft(clipboard.text, what).toBe('before');
    }
  });

  it('is refused while the policy is invalid, whatever else it says, and nothing is sent at all', async () => {
    await setPolicy({ allowedHosts: [originOf(sandbox)], allowFullTokens: true, allowConsoleFolowing: true });
    for (const [, , type, data] of FORBIDDEN) {
      const refused = { ok: false, failure: { code: 'policy' } };
      expect.soft(await send(type, data()), type).toMatchObject(refused);
      expect.soft(sandbox.requests.list(), type).toEqual([]);
      expect.soft(clipboard.text, type).toBe('before');
    }
  });

  it('isn’t refused by a policy that allows it', async () => {
    await setPolicy({
      allowedHosts: [originOf(sandbox)],
      requirePassphrase: false,
      allowFullTokens: true,
      allowPasswordSignIn: true,
      allowConsoleFollowing: true,
    });
    for (const [, , type, data] of FORBIDDEN) {
      const result = await send(type, data());
      expect.soft(result.ok ? null : result.failure.code, type).not.toBe('policy');
    }
  });
});

it('a policy against passwords leaves the code that a connected account needs to create a token', async () => {
  await setPolicy({ allowPasswordSignIn: false });
  const request = { origin: originOf(sandbox), ...credentials(), otpType: 'sms' };
  await send('sendCode', request);
  expect(sandbox.requests.count({ method: 'POST', path: '/account/login/otp' })).toBe(1);
});

describe('a change applies at once', () => {
  it('to the pages, which see the stored policy, and back again', async () => {
    await setPolicy({ allowFullTokens: false });
    expect((await getPolicy()).policy).toEqual({ ...NO_POLICY, allowFullTokens: false });
    await fakeBrowser.storage.managed.clear();
    await currentPolicy();
    expect(await getPolicy()).toEqual({ status: 'none', policy: NO_POLICY, problems: [] });
    expect(await send('copyToken', { ...demo(), token: tokenIdOf('full token') })).toMatchObject({
      ok: true,
    });
  });

  it('a required passphrase locks the vault until one is set, and keeps the tokens', async () => {
    await setPolicy({ requirePassphrase: true });
    expect(await getVaultStatus()).toEqual({ passphrase: false, locked: true, lacksPassphrase: true });
    expect(await failureOf(copyActiveTokenOrConfirm())).toMatchObject({
      code: 'policy',
      detail: 'requirePassphrase',
    });
    expect(await send('openCopyAs', { ...demo(), token: null })).toMatchObject(
      policyFailure('requirePassphrase'),
    );
    // The docs site leads to setting one, as there is none to unlock with.
    expect(await readSnapshot()).toMatchObject({
      mirror: { obstacle: 'no-passphrase' },
      input: { locked: true, lacksPassphrase: true },
    });
    expect(await send('setPassphrase', { passphrase: 'correct horse battery', current: null })).toMatchObject(
      { ok: true },
    );
    expect(await getVaultStatus()).toEqual({ passphrase: true, locked: false, lacksPassphrase: false });
    expect(await send('copyToken', { ...demo(), token: tokenIdOf('read token') })).toMatchObject({
      ok: true,
    });
    expect(await send('removePassphrase', { current: 'correct horse battery' })).toMatchObject(
      policyFailure('requirePassphrase'),
    );
    expect((await readSnapshot()).mirror.obstacle).toBe(null);
    await lock();
    expect((await readSnapshot()).mirror.obstacle).toBe('locked');
  });

  it('the longest auto-lock holds over the person’s setting, which is kept', async () => {
    await send('setPreferences', { change: { autoLockMinutes: 60 } });
    await setPolicy({ maxAutoLockMinutes: 10 });
    expect(await getAutoLockMinutes()).toBe(10);
    expect((await getPreferences()).autoLockMinutes).toBe(60);
    expect(await send('setPreferences', { change: { autoLockMinutes: 5 } })).toMatchObject({ ok: true });
    expect(await getAutoLockMinutes()).toBe(5);
  });

  it('no refresh calls an API that is no longer allowed, and each profile says why', async () => {
    await setPolicy({ allowedHosts: ['eu-w1'] });
    expect(await failureOf(refreshNow(null))).toMatchObject({ code: 'policy', detail: 'allowedHosts' });
    expect(sandbox.requests.list()).toEqual([]);
  });

  it('no console is followed', async () => {
    const console = consoleOf(originOf(sandbox));
    expect(await mayFollow(console)).toBe(true);
    await setPolicy({ allowConsoleFollowing: false });
    expect(await mayFollow(console)).toBe(false);
  });
});

describe('without full tokens', () => {
  it('the default is the best of the others, and only they are offered', async () => {
    await setPolicy({ allowFullTokens: false });
    expect(await send('copyToken', { ...demo(), token: null })).toMatchObject({
      ok: true,
      value: { permission: 'read' },
    });
    await send('openCopyAs', { ...demo(), token: null });
    const { tokens } = (await previewOf()) as { tokens: { permission: string }[] };
    expect(tokens.length).toBeGreaterThan(0);
    expect(tokens.filter(({ permission }) => permission === 'full')).toEqual([]);
    // The page of tokens still lists them: they can be revoked.
    expect((await getTokens(demo()))?.tokens.some(({ permission }) => permission === 'full')).toBe(true);
  });

  it('nothing is copied from a profile that has no others', async () => {
    sandbox.state.tokens = sandbox.state.tokens.filter(
      ({ profile, permission, name }) =>
        profile !== ines.id('Demo') || permission === 'full' || name.startsWith('Profiles for TagoIO'),
    );
    await setPolicy({ allowFullTokens: false });
    expect(await send('copyToken', { ...demo(), token: null })).toMatchObject(
      policyFailure('allowFullTokens'),
    );
  });
});

/** What the copy window gets. */
async function previewOf(): Promise<unknown> {
  const { at } = await pendingCopy();
  const reply = await new Promise<Result<unknown>>((done) => {
    const message = { type: 'previewCopy', data: { ...demo(), at, format: 'curl' } };
    listener(message, trustedSenders(CHROMIUM).pick, (value) => done(value as Result<unknown>));
  });
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
}

it('a policy that the browser can’t read forbids everything; Firefox without one forbids nothing', async () => {
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get');
  get.mockRejectedValue(new Error('An unexpected error occurred'));
  await fakeBrowser.storage.managed.set({ keys: [] });
  expect(await currentPolicy()).toMatchObject({
    status: 'invalid',
    problems: [{ key: '', rule: 'unreadable' }],
  });
  await applied;
  get.mockRejectedValue(new Error('Managed storage manifest not found'));
  await fakeBrowser.storage.managed.set({ keys: ['api'] });
  expect(await currentPolicy()).toMatchObject({ status: 'none' });
});

it('the vault still requires a passphrase after the browser deleted the database', async () => {
  await setPolicy({ requirePassphrase: true });
  expect(await getVaultStatus()).toMatchObject({ lacksPassphrase: true });
  await new Promise<void>((resolve) => {
    indexedDB.deleteDatabase('profiles').onsuccess = () => resolve();
  });
  await vi.waitFor(async () => expect(await getVaultStatus()).toMatchObject({ lacksPassphrase: true }));
});
