import { describe, expect, it, vi } from 'vitest';
import { connectToken, signIn } from '../../../../lib/actions/connect/connect.ts';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import { revokeDue } from '../../../../lib/actions/connect/retry-revocations.ts';
import { connectConsole } from '../../../../lib/actions/console/connect-console.ts';
import { recordToken } from '../../../../lib/actions/console/session.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import type { ApiOrigin, ConnectionKey } from '../../../../lib/domain/identity/keys.ts';
import { listRevocations } from '../../../../lib/store/revocations.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { granted, originOf } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox((fresh) => {
  sandbox = fresh;
});

const HOST = 'http://127.0.0.1/*';
const leave = (connectionKey: ConnectionKey) => disconnect({ connectionKey, forgetOrders: [] });
const connectWith = async (origin: string, token: string | undefined) =>
  (await connectToken({ origin: origin as ApiOrigin, token: token ?? '' })).connectionKey;

describe('access to the host of a TagoDeploy instance', () => {
  it('stays while another account needs it, on another port too, and goes with the last one', async () => {
    const ines = await connectWith(sandbox.origin, accountOf(sandbox, 'plain').token);
    const marta = await connectWith(sandbox.origin, accountOf(sandbox, 'shares').token);
    const europe = sandbox.accounts.find(({ region, token }) => region === 'eu-w1' && token);
    const onAnotherPort = await connectWith(sandbox.euOrigin, europe?.token);
    await leave(ines);
    await leave(marta);
    expect(granted.removed).toEqual([]);
    await leave(onAnotherPort);
    expect(granted.removed).toEqual([HOST]);
  });

  it('stays while a token is still to be revoked there, and goes once that is done', async () => {
    const { email, password } = accountOf(sandbox, 'plain');
    const { connectionKey } = await signIn({ origin: originOf(sandbox), email, password });
    const marta = await connectWith(sandbox.origin, accountOf(sandbox, 'shares').token);
    sandbox.faults.add({ method: 'DELETE', path: '*', kind: 'cut' });
    await leave(connectionKey);
    await leave(marta);
    expect(granted.removed).toEqual([]);
    sandbox.faults.clear();
    const [{ id, dueAt } = { id: '', dueAt: 0 }] = await listRevocations();
    expect(id).not.toBe('');
    vi.spyOn(Date, 'now').mockReturnValue(dueAt + 1);
    await revokeDue();
    vi.restoreAllMocks();
    expect(await listRevocations()).toEqual([]);
    expect(granted.removed).toEqual([HOST]);
  });
  it('stays while an account is being connected by the console’s session', async () => {
    const marta = await connectWith(sandbox.origin, accountOf(sandbox, 'shares').token);
    const api = originOf(sandbox);
    await recordToken(consoleOf(api), { api, token: accountOf(sandbox, 'plain').token! });
    const held = sandbox.faults.add({ method: 'GET', path: '/profile', kind: 'hold' });
    const connecting = connectConsole({ origin: api });
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    await leave(marta);
    held.remove();
    await connecting;
    expect(granted.removed).toEqual([]);
  });
});
