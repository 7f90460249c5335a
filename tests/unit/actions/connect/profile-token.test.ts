import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectToken } from '../../../../lib/actions/connect/connect.ts';
import { generateProfileToken, pasteProfileToken } from '../../../../lib/actions/connect/profile-token.ts';
import { type ProfileRef, profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { refreshIdle } from '../../../../lib/refresh/refresh.ts';
import { updateConnection } from '../../../../lib/store/connections.ts';
import { getProfile, listProfiles } from '../../../../lib/store/profiles.ts';
import { listRevocations } from '../../../../lib/store/revocations.ts';
import { getUsage } from '../../../../lib/store/usage.ts';
import { credentialIdOf, readCredential } from '../../../../lib/vault/vault.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { lastInJournal } from '../connected-account.ts';
import { failWritesTo, granted, originOf, waitForStore } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox(
  (fresh) => {
    sandbox = fresh;
  },
  { profiles: 8 },
);

describe('a token for a single profile', () => {
  let ref: ProfileRef;

  beforeEach(async () => {
    const { token, profiles } = accountOf(sandbox, 'plain');
    sandbox.onlyOwnProfileTokens = true;
    const { connectionKey } = await connectToken({ origin: originOf(sandbox), token: token ?? '' });
    ref = { connectionKey, profileKey: profileKeyOf(originOf(sandbox), profiles[1]?.id ?? '') };
    await waitForStore(async () => (await getProfile(ref))?.access === 'denied');
    await refreshIdle();
  });
  afterEach(() => {
    sandbox.onlyOwnProfileTokens = false;
  });

  const ofProfile = () =>
    sandbox.state.tokens.filter(({ profile }) => profile === accountOf(sandbox, 'plain').profiles[1]?.id);
  const pastable = () => ofProfile().find(({ permission }) => permission === 'full')?.token ?? '';
  const issued = () => ofProfile().filter(({ name }) => name.startsWith('Profiles for TagoIO extension'));

  it('is needed only for profiles that the connection’s token cannot read', async () => {
    const access = (await listProfiles()).map((profile) => profile.access);
    expect(access).toEqual(['ok', ...Array(7).fill('denied')]);
  });

  it('is issued with the password, and the profile’s usage is read', async () => {
    const { password } = accountOf(sandbox, 'plain');
    await generateProfileToken({ ...ref, password });
    await waitForStore(async () => (await getUsage(ref))?.failure === null);
    expect(await getProfile(ref)).toMatchObject({ access: 'ok', ownCredential: 'issued' });
    expect((await getUsage(ref))?.fetchedAt).not.toBeNull();
    expect(await lastInJournal()).toEqual({ what: 'token-created', subject: issued()[0]!.name });
  });

  it("is accepted when pasted, but not another profile's", async () => {
    await expect(
      pasteProfileToken({ ...ref, token: accountOf(sandbox, 'plain').tokens?.bare ?? '' }),
    ).rejects.toMatchObject({ failure: { code: 'invalid-input', field: 'token' } });
    expect(await readCredential(credentialIdOf(ref.connectionKey, ref.profileKey))).toBeNull();

    await pasteProfileToken({ ...ref, token: pastable() });
    await waitForStore(async () => (await getUsage(ref))?.failure === null);
    expect(await getProfile(ref)).toMatchObject({ access: 'ok', ownCredential: 'pasted' });
  });

  it('is never deleted because it was pasted while one that replaces an issued one was being issued', async () => {
    const { password } = accountOf(sandbox, 'plain');
    await generateProfileToken({ ...ref, password });
    const hold = sandbox.faults.add({ method: 'POST', path: '/account/profile/token', kind: 'hold' });
    const generating = generateProfileToken({ ...ref, password });
    await vi.waitFor(() => expect(hold.hits).toBe(1));
    const pasted = pastable();
    await pasteProfileToken({ ...ref, token: pasted });
    hold.remove();
    await generating;
    await waitForStore(async () => (await listRevocations()).length === 0);
    expect(sandbox.state.tokens.map(({ token }) => token)).toContain(pasted);
    const profileToken = await readCredential(credentialIdOf(ref.connectionKey, ref.profileKey));
    expect(issued().map(({ token }) => token)).toEqual([profileToken]);
  });

  it('stays what it was when another one cannot be saved, which is revoked', async () => {
    const pasted = pastable();
    await pasteProfileToken({ ...ref, token: pasted });
    await waitForStore(async () => (await getUsage(ref))?.failure === null);
    await refreshIdle();
    const writes = failWritesTo('profiles');
    const generating = generateProfileToken({ ...ref, password: accountOf(sandbox, 'plain').password });
    await expect(generating).rejects.toMatchObject({ failure: { code: 'storage-full' } });
    writes.mockRestore();
    expect(await readCredential(credentialIdOf(ref.connectionKey, ref.profileKey))).toBe(pasted);
    expect(await getProfile(ref)).toMatchObject({ ownCredential: 'pasted' });
    expect(issued()).toEqual([]);
  });

  it('that is neither saved nor revoked is listed with an account whose email wasn’t read before', async () => {
    const { email, password } = accountOf(sandbox, 'plain');
    await updateConnection(ref.connectionKey, (row) => ({ ...row, email: '' }));
    const writes = failWritesTo('profiles');
    sandbox.faults.add({ method: 'DELETE', path: '*', kind: 'cut' });
    await expect(generateProfileToken({ ...ref, password })).rejects.toMatchObject({
      failure: { code: 'storage-full' },
    });
    writes.mockRestore();
    expect(await listRevocations()).toMatchObject([{ account: email }]);
  });

  it('is not issued with a wrong password: the profile stays denied', async () => {
    await expect(generateProfileToken({ ...ref, password: 'nope' })).rejects.toMatchObject({
      failure: { code: 'wrong-password' },
    });
    expect(await getProfile(ref)).toMatchObject({ access: 'denied', ownCredential: 'none' });
  });

  it('is not requested without access to the host', async () => {
    granted.all = false;
    await expect(
      generateProfileToken({ ...ref, password: accountOf(sandbox, 'plain').password }),
    ).rejects.toMatchObject({ failure: { code: 'host-permission' } });
  });
});
