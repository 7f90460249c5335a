import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

// Read when the SDK is loaded: without it a 5xx is tried five times, 1.5 s apart.
process.env.TAGOIO_REQUEST_ATTEMPTS = '1';
export const { Account, Resources } = await import('@tago-io/sdk');

/** Returns the SDK's `region` for a sandbox. */
export const regionOf = (sandbox: Sandbox) => ({ api: sandbox.origin, sse: sandbox.origin });

/** Returns a client of the official SDK with an account's token. */
export function clientOf(sandbox: Sandbox, token: string | undefined) {
  if (!token) throw new Error('the account has no token');
  return new Resources({ token, region: regionOf(sandbox) });
}

/** Returns credentials for the SDK, whose types always require a pin. */
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

/** The type of a body in JSON, which the platform wants declared. */
export const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends a request without the SDK, for what the SDK cannot send or hides. */
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
    headers: { ...(token ? { token } : {}), ...(body === undefined ? {} : JSON_TYPE), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}
