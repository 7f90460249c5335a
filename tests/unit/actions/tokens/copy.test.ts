import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('../../../../lib/clipboard/clipboard.ts', () => import('../../clipboard/fake-clipboard.ts'));

import { offerTokens } from '../../../../lib/actions/docs/copy-sample.ts';
import { copyToken, fetchToken } from '../../../../lib/actions/tokens/copy.ts';
import { copyActiveTokenOrConfirm } from '../../../../lib/actions/tokens/copy-or-confirm.ts';
import { readTokens } from '../../../../lib/actions/tokens/tokens.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { updateProfilePreferences } from '../../../../lib/store/profile-preferences.ts';
import { getProfile } from '../../../../lib/store/profiles.ts';
import { updateActive } from '../../../../lib/store/settings.ts';
import { getTokens } from '../../../../lib/store/tokens.ts';
import { clipboard, resetClipboard } from '../../clipboard/fake-clipboard.ts';
import { accountNamed, connectByToken, failureOf } from '../connected-account.ts';
import { damageRows } from '../damage-rows.ts';
import { freshBrowser } from '../fresh-browser.ts';
import { acme, ines, sandbox, tokens, withConnectedAccount } from '../signed-in-account.ts';
import { addToken, idOf } from './add-token.ts';

withConnectedAccount('password', () => {
  resetClipboard();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('copyToken', () => {
  it('copies the read-only token by default and returns its name, not its value', async () => {
    const copied = await copyToken({ ...acme(), token: null });
    expect(clipboard.text).toBe(tokens().read);
    expect(copied).toEqual({ name: 'Dashboard export', permission: 'read' });
    const [entry] = await listJournal();
    expect(entry).toMatchObject({ what: 'token-copied', subject: 'Dashboard export' });
  });

  it('copies from the profile that was active when it was asked to', async () => {
    const copying = copyActiveTokenOrConfirm();
    await updateActive((stored) => withActive(stored, ines.ref('Greenhouse Iberia')));
    expect((await copying).profile).toMatchObject(acme());
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

  describe('beside a row that can’t be read', () => {
    it.each([
      ['value', 'read', { token: null }],
      ['name', 'read', { name: null }],
      ['time', 'write', { created_at: 7 }],
    ] as const)('copies no other one for a default without a %s', async (_what, use, damage) => {
      const chosen = idOf(addToken('Chosen', { permission: use }));
      addToken('Other', { permission: 'full' });
      await updateProfilePreferences(acme().profileKey, (before) => ({
        ...before,
        ...(use === 'read' ? { readToken: chosen } : { writeToken: chosen }),
      }));
      const repair = damageRows(/\/token$/, (row) => (row.name === 'Chosen' ? { ...row, ...damage } : row));
      const profile = (await getProfile(acme()))!;
      expect(await failureOf(fetchToken(profile, { token: null, use }))).toMatchObject({ code: 'malformed' });
      repair();
      expect((await fetchToken(profile, { token: null, use })).name).toBe('Chosen');
      sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => name !== 'Chosen');
      expect((await fetchToken(profile, { token: null, use })).name).not.toBe('Chosen');
    });

    it('copies the default that can be, and another one where none was chosen', async () => {
      addToken('Unreadable', { permission: 'read' });
      const chosen = addToken('Chosen', { permission: 'full' });
      damageRows(/\/token$/, (row) => (row.name === 'Unreadable' ? { ...row, name: null } : row));
      await copyToken({ ...acme(), token: null });
      expect(clipboard.text).toBe(tokens().read);
      await updateProfilePreferences(acme().profileKey, (before) => ({ ...before, readToken: idOf(chosen) }));
      await copyToken({ ...acme(), token: null });
      expect(clipboard.text).toBe(chosen.token);
    });

    it.each([['chosen'], ['default']])(
      'has the list read again after the %s token was revoked elsewhere',
      async (which) => {
        const revoked = addToken('Revoked elsewhere');
        addToken('Unreadable');
        damageRows(/\/token$/, (row) => (row.name === 'Unreadable' ? { ...row, name: null } : row));
        await updateProfilePreferences(acme().profileKey, (before) => ({
          ...before,
          readToken: idOf(revoked),
        }));
        await readTokens({ refs: [acme()] });
        const names = async () => (await getTokens(acme()))!.tokens.map(({ name }) => name);
        expect(await names()).toContain('Revoked elsewhere');
        sandbox.state.tokens = sandbox.state.tokens.filter((one) => one !== revoked);
        const token = which === 'chosen' ? idOf(revoked) : null;
        expect(await failureOf(copyToken({ ...acme(), token }))).toMatchObject({ code: 'malformed' });
        expect(await names()).not.toContain('Revoked elsewhere');
        expect(clipboard.text).toBe('before');
      },
    );
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
    await copyActiveTokenOrConfirm();
    const stored = JSON.stringify([
      await listJournal(),
      await fakeBrowser.storage.local.get(),
      await fakeBrowser.storage.session.get(),
    ]);
    for (const { token } of sandbox.state.tokens) expect(stored).not.toContain(token);
  });
});
