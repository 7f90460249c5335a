import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

// Read when the SDK is loaded: a 5xx would else be tried five times, 1.5 s apart.
process.env.TAGOIO_REQUEST_ATTEMPTS = '1';
export const { Account, Resources } = await import('@tago-io/sdk');

/** The SDK's `region` for a sandbox. */
export const regionOf = (sandbox: Sandbox) => ({ api: sandbox.origin, sse: sandbox.origin });

/** The official SDK, signed in with an account's token. */
export function clientOf(sandbox: Sandbox, token: string | undefined) {
  if (!token) throw new Error('the account has no token');
  return new Resources({ token, region: regionOf(sandbox) });
}

/** An account by what it is seeded for. */
export function accountOf(sandbox: Sandbox, role: string, region = 'us-e1'): SandboxAccount {
  const found = sandbox.accounts.find((account) => account.role === role && account.region === region);
  if (!found) throw new Error(`no account for ${role}`);
  return found;
}

/** Credentials as the SDK's types want them: it asks for a pin always. */
export function credentialsOf(
  { email, password }: SandboxAccount,
  pin: { otp_type?: string; pin_code?: string } = {},
) {
  return { email, password, ...pin } as Parameters<typeof Account.login>[0];
}

export interface Raw {
  status: number;
  headers: Headers;
  body: { status?: boolean; message?: string; result?: unknown };
}

/** A plain request, for what the SDK cannot say or hides. */
export async function raw(
  sandbox: Sandbox,
  path: string,
  {
    method = 'GET',
    token,
    body,
    headers = {},
    origin,
  }: {
    method?: string;
    token?: string | undefined;
    body?: unknown;
    headers?: Record<string, string>;
    origin?: string;
  } = {},
): Promise<Raw> {
  const response = await fetch((origin ?? sandbox.origin) + path, {
    method,
    headers: { ...(token ? { token } : {}), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}
