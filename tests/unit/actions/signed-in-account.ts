import type { Sandbox, SandboxOptions } from '../../sandbox/start-sandbox.ts';
import {
  accountNamed,
  type ConnectedAccount,
  connectByPassword,
  connectByToken,
} from './connected-account.ts';
import { withSandbox } from './with-sandbox.ts';

/** The current test's sandbox; set by {@link withConnectedAccount}. */
export let sandbox: Sandbox;
/** Its first account, Ines Duarte, connected. */
export let ines: ConnectedAccount;
/** Returns her first profile. */
export const acme = () => ines.ref('Acme Farms');
/** Returns the values of that profile's tokens. */
export const tokens = () => ines.account.tokens!;

/** Connects Ines to a fresh sandbox before each test of a file; then `begin` runs. See {@link withSandbox}. */
export function withConnectedAccount(
  by: 'password' | 'token',
  begin: () => Promise<unknown> | undefined = () => {},
  options?: SandboxOptions,
): void {
  withSandbox(async (fresh) => {
    sandbox = fresh;
    const connect = by === 'password' ? connectByPassword : connectByToken;
    ines = await connect(sandbox, accountNamed(sandbox, 'Ines Duarte'));
    await begin();
  }, options);
}
