import { docsSite } from '../docs-pages/site.ts';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { startTlsFront, type TlsFront } from '../sandbox/tls-front.ts';
import type { Ending } from './ending.ts';

export interface Platform {
  sandbox: Sandbox;
  front: TlsFront;
  /** The account to connect. */
  account: SandboxAccount;
}

/** Starts the sandbox and the TLS front for the platform's hosts. */
export async function startPlatform(
  profiles: number,
  ending: Ending,
  options: SandboxOptions = {},
): Promise<Platform> {
  const sandbox = await startSandbox({ profiles, ...options });
  ending.add('the sandbox', () => sandbox.close());
  const front = await startTlsFront({ sandbox, docs: docsSite() });
  ending.add('the TLS front', () => front.close());
  const account = sandbox.accounts[0];
  if (!account) throw new Error('The sandbox has no account.');
  return { sandbox, front, account };
}
