import { describe, expect, it, vi } from 'vitest';

/** Stands in for the system's clipboard, which no test may touch. */
const clipboard = vi.hoisted(() => ({ text: 'before' }));
vi.mock('../../../../lib/clipboard/clipboard.ts', () => ({
  writeClipboard: async (text: string, isAllowed: () => Promise<void>) => {
    await isAllowed();
    clipboard.text = text;
  },
  readClipboard: async () => clipboard.text,
}));

import { signIn } from '../../../../lib/actions/connect/connect.ts';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import { renameProfile } from '../../../../lib/actions/profiles/profiles.ts';
import { copyToken } from '../../../../lib/actions/tokens/copy.ts';
import { createToken } from '../../../../lib/actions/tokens/tokens.ts';
import { refreshNow } from '../../../../lib/refresh/refresh.ts';
import { getConnection } from '../../../../lib/store/connections.ts';
import { listProfiles } from '../../../../lib/store/profiles.ts';
import { listUsage } from '../../../../lib/store/usage.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { accountNamed, type ConnectedAccount, connectByPassword, failureOf } from '../connected-account.ts';
import { originOf } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
let ines: ConnectedAccount;
withSandbox(
  async (fresh) => {
    sandbox = fresh;
    clipboard.text = 'before';
    ines = await connectByPassword(sandbox, accountNamed(sandbox, 'Ines Duarte'));
  },
  { profiles: 4 },
);

const stored = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const request = { name: 'Dashboards', permission: 'read', expireTime: '1 month' } as const;
const heldOnce = async (rule: { method: string; path: string }, begin: () => Promise<unknown>) => {
  const hold = sandbox.faults.add({ ...rule, kind: 'hold' });
  const work = begin().then(
    () => null,
    (error: unknown) => error,
  );
  await vi.waitFor(() => expect(hold.hits).toBeGreaterThan(0));
  return { hold, work };
};
const disconnectInes = () => disconnect({ connectionKey: ines.key, forgetOrders: [] });

describe('an account that was changed elsewhere', () => {
  it('stays connected when its password changed, and the old one is refused at its field', async () => {
    const old = ines.account.password;
    stored().password = 'another-password';
    const ref = ines.ref(0);
    expect(await failureOf(createToken({ ...ref, ...request, password: old }))).toMatchObject({
      code: 'wrong-password',
    });
    expect(await getConnection(ines.key)).toMatchObject({ state: 'ok' });
    await createToken({ ...ref, ...request, password: 'another-password' });
  });

  it('stays connected when two-factor authentication was turned on, and a code is requested', async () => {
    stored().otp = { autosend: 'authenticator', enabled: ['authenticator'], secret: 'JBSWY3DPEHPK3PXP' };
    const failure = await failureOf(
      createToken({ ...ines.ref(0), ...request, password: ines.account.password }),
    );
    expect(failure).toMatchObject({ code: 'two-factor-needed', otpType: 'authenticator' });
    expect(await getConnection(ines.key)).toMatchObject({ state: 'ok' });
  });

  it('needs a sign-in when it was deleted, keeps its usage, and the sign-in fails with a reason', async () => {
    const rows = (await listUsage()).length;
    sandbox.state.tokens = [];
    sandbox.state.accounts = sandbox.state.accounts.filter(({ id }) => id !== ines.account.id);
    await refreshNow(null).catch(() => {});
    expect(await getConnection(ines.key)).toMatchObject({
      state: 'needs-sign-in',
      failure: { failure: { code: 'unauthorized' } },
    });
    expect(await listUsage()).toHaveLength(rows);
    const { email, password } = ines.account;
    expect(await failureOf(signIn({ origin: originOf(sandbox), email, password }))).toMatchObject({
      code: 'wrong-password',
    });
    expect(await disconnectInes()).toEqual({ revoked: 'yes' });
  });

  it('loses nothing while its host serves something else, and recovers afterwards', async () => {
    const rows = await listUsage();
    const fault = sandbox.faults.add({
      path: '/*',
      kind: 'raw',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Welcome to nginx!</title>',
    });
    expect(await failureOf(refreshNow(ines.ref(0)))).toMatchObject({ code: 'malformed' });
    expect(await getConnection(ines.key)).toMatchObject({ state: 'ok' });
    expect((await listUsage()).map(({ services }) => services)).toEqual(rows.map(({ services }) => services));
    fault.remove();
    await refreshNow(ines.ref(0));
  });
});

describe('when a person disconnects', () => {
  it('a copy under way writes nothing to the clipboard', async () => {
    const { hold, work } = await heldOnce({ method: 'GET', path: '/profile/:id/token' }, () =>
      copyToken({ ...ines.ref(0), token: null }),
    );
    await disconnectInes();
    hold.remove();
    expect(await work).toMatchObject({ failure: { code: 'not-connected' } });
    expect(clipboard.text).toBe('before');
  });

  it('a change under way fails and restores nothing', async () => {
    const { hold, work } = await heldOnce({ method: 'PUT', path: '/profile/:id' }, () =>
      renameProfile({ ...ines.ref(0), name: 'Renamed' }),
    );
    await disconnectInes();
    hold.remove();
    expect(await work).toMatchObject({ failure: expect.anything() });
    expect([await getConnection(ines.key), await listProfiles()]).toEqual([undefined, []]);
  });
});
