import { afterEach, describe, expect, it, vi } from 'vitest';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import { isExtensionTokenName } from '../../../../lib/domain/tokens/extension-token-name.ts';
import { refreshNow } from '../../../../lib/refresh/refresh.ts';
import { listConnections } from '../../../../lib/store/connections.ts';
import { listProfiles } from '../../../../lib/store/profiles.ts';
import { getActive } from '../../../../lib/store/settings.ts';
import { listUsage } from '../../../../lib/store/usage.ts';
import { credentialIdOf, readCredential } from '../../../../lib/vault/vault.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { connectByPassword, connectByToken } from '../connected-account.ts';
import { granted } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox(
  (fresh) => {
    sandbox = fresh;
  },
  { profiles: 8 },
);
afterEach(() => {
  vi.restoreAllMocks();
});

describe('disconnecting', () => {
  it('revokes the issued token and removes only that connection’s data', async () => {
    const { key: connectionKey } = await connectByPassword(sandbox, accountOf(sandbox, 'plain'));
    const other = await connectByToken(sandbox, accountOf(sandbox, 'shares'));
    expect(await disconnect({ connectionKey, forgetOrders: [] })).toEqual({ revoked: 'yes' });
    expect(sandbox.state.tokens.filter(({ name }) => isExtensionTokenName(name))).toEqual([]);
    expect((await listConnections()).map(({ key }) => key)).toEqual([other.key]);
    expect((await listProfiles()).every((profile) => profile.connectionKey === other.key)).toBe(true);
    expect((await listUsage()).every((row) => row.connectionKey === other.key)).toBe(true);
    expect(await readCredential(credentialIdOf(connectionKey))).toBeNull();
    expect((await getActive()).active).toBeNull();
  });

  it('does not revoke a pasted token', async () => {
    const { key: connectionKey } = await connectByToken(sandbox, accountOf(sandbox, 'plain'));
    expect(await disconnect({ connectionKey, forgetOrders: [] })).toEqual({ revoked: 'not-issued' });
    expect(sandbox.requests.list({ method: 'DELETE' })).toEqual([]);
  });

  it('removes the connection even when the platform cannot be reached, and says so', async () => {
    const { key: connectionKey } = await connectByPassword(sandbox, accountOf(sandbox, 'plain'));
    sandbox.faults.add({ method: 'DELETE', path: '*', kind: 'cut' });
    expect(await disconnect({ connectionKey, forgetOrders: [] })).toEqual({ revoked: 'later' });
    expect(await listConnections()).toEqual([]);
  });

  it('is done, as signing in is, although the journal can’t be written', async () => {
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { key: connectionKey } = await connectByPassword(sandbox, accountOf(sandbox, 'plain'));
    expect(await disconnect({ connectionKey, forgetOrders: [] })).toEqual({ revoked: 'yes' });
    expect(add).toHaveBeenCalled();
    expect(granted.removed).toHaveLength(1);
  });

  it('stores nothing from responses that arrive later', async () => {
    const { key: connectionKey } = await connectByPassword(sandbox, accountOf(sandbox, 'plain'));
    const hold = sandbox.faults.add({ path: '/profile/:id/summary', kind: 'hold' });
    const refreshing = refreshNow(null);
    await vi.waitFor(() => expect(hold.hits).toBeGreaterThan(0));
    await disconnect({ connectionKey, forgetOrders: [] });
    hold.remove();
    // The person disconnected the account: the refresh has no failure to show.
    await expect(refreshing).resolves.toBeUndefined();
    expect(await listUsage()).toEqual([]);
    expect(await listProfiles()).toEqual([]);
  });
});
