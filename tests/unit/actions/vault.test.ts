import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { resetVault } from '../../../lib/actions/vault.ts';
import { credentialLossOf } from '../../../lib/domain/identity/connection.ts';
import { listConnections, putConnection } from '../../../lib/store/connections.ts';
import { getConsoleSessions, getConsoleTokens, putConsole } from '../../../lib/store/console-session.ts';
import { getProfile, replaceProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { listRevocations } from '../../../lib/store/revocations.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { US } from '../domain/make.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
  speedUpKeyDerivation();
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('a forgotten passphrase takes the tokens with it, not what is connected through the console’s session', async () => {
  const [one, two] = [connectionRow(1), connectionRow(2)];
  await putConnection(one);
  await putConnection({ ...two, credential: { ...two.credential, kind: 'console' } });
  await setPassphrase('correct horse battery', null);
  await putConsole('https://admin.tago.io', {
    token: { api: US, token: 'the session’s' },
    session: {
      api: US,
      connectionKey: two.key,
      accountName: '',
      email: '',
      profileKey: profileRow(two.key, 1).profileKey,
      profileName: '',
      readAt: 0,
      problem: null,
    },
  });
  await resetVault();
  // A lock protected the session too: it is known again once the console is used.
  expect([await getConsoleTokens(), await getConsoleSessions()]).toEqual([{}, {}]);
  const connections = await listConnections();
  expect(Object.fromEntries(connections.map(({ key, state }) => [key, state]))).toEqual({
    [one.key]: 'needs-sign-in',
    [two.key]: 'ok',
  });
  // The platform refused nothing.
  expect(connections.map(credentialLossOf)).toEqual(['erased', null]);
});

it('a forgotten passphrase stores what becomes of the tokens at once, whatever ends or fails then', async () => {
  const connection = connectionRow(1);
  const profile = profileRow(connection.key, 1);
  await putConnection(connection);
  await replaceProfiles(connection.key, [profile]);
  await updateProfile(profile, (row) => ({ ...row, ownCredential: 'issued' }));
  await setPassphrase('correct horse battery', null);
  const { remove } = fakeBrowser.storage.session;
  vi.spyOn(fakeBrowser.storage.session, 'remove').mockImplementation(async (keys) => {
    if (String(keys).includes('vaultKey')) throw new Error('no memory');
    await remove(keys);
  });
  await expect(resetVault()).rejects.toMatchObject({ failure: { code: 'storage-failed' } });
  expect((await listConnections()).map(credentialLossOf)).toEqual(['erased']);
  expect((await getProfile(profile))?.ownCredential).toBe('none');
  expect(await listRevocations()).toMatchObject([{ profileId: profile.id, profileName: 'Profile 1' }]);
});

it('a forgotten passphrase leaves the tokens that were issued for profiles to the person, by name', async () => {
  const connection = connectionRow(1);
  const profiles = [
    profileRow(connection.key, 1),
    profileRow(connection.key, 2),
    profileRow(connection.key, 3),
  ];
  await putConnection({ ...connection, credential: { ...connection.credential, kind: 'pasted' } });
  await replaceProfiles(connection.key, profiles);
  await updateProfile(profiles[0]!, (row) => ({ ...row, ownCredential: 'issued' }));
  await updateProfile(profiles[1]!, (row) => ({ ...row, ownCredential: 'pasted' }));
  await setPassphrase('correct horse battery', null);
  await resetVault();
  const revocations = await listRevocations();
  expect(revocations.map(({ profileId }) => profileId)).toEqual([profiles[0]!.id]);
  expect(revocations).toMatchObject([
    { name: null, profileName: 'Profile 1', account: connection.email, failure: { code: 'no-token' } },
  ]);
  expect((await getProfile(profiles[0]!))?.ownCredential).toBe('none');
});
