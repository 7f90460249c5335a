import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { resetVault } from '../../../lib/actions/vault.ts';
import { credentialLossOf } from '../../../lib/domain/identity/connection.ts';
import { listConnections, putConnection } from '../../../lib/store/connections.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { connectionRow, freshDatabase } from '../store/rows.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
  speedUpKeyDerivation();
});

it('a forgotten passphrase takes the tokens with it, not what is connected through the console’s session', async () => {
  const [one, two] = [connectionRow(1), connectionRow(2)];
  await putConnection(one);
  await putConnection({ ...two, credential: { ...two.credential, kind: 'console' } });
  await setPassphrase('correct horse battery', null);
  await resetVault();
  const connections = await listConnections();
  expect(Object.fromEntries(connections.map(({ key, state }) => [key, state]))).toEqual({
    [one.key]: 'needs-sign-in',
    [two.key]: 'ok',
  });
  // The platform refused nothing.
  expect(connections.map(credentialLossOf)).toEqual(['erased', null]);
});
