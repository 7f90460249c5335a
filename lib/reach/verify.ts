import { type Failure, FailureError } from '../domain/failure.ts';
import type { ConnectionKey } from '../domain/keys.ts';
import { fetchAccount } from '../platform/account.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';

/** A success this recent speaks for the credential when a refusal is in doubt. */
const STILL_GOOD_MS = 2_000;

const lastGood = new Map<ConnectionKey, number>();
const asking = new Map<ConnectionKey, Promise<boolean>>();

/** Notes that the platform just accepted a connection's credential. */
export function noteAccepted(key: ConnectionKey): void {
  lastGood.set(key, Date.now());
}

/** Forgets what is known of a connection's credential: it was replaced or refused. */
export function forgetAccepted(key: ConnectionKey): void {
  lastGood.delete(key);
}

export function isRefusal(error: unknown): error is FailureError {
  return error instanceof FailureError && refuses(error.failure);
}

function refuses({ code }: Failure): boolean {
  return code === 'unauthorized' || code === 'denied';
}

/**
 * After a refusal: does the connection's credential itself still stand? Asked of the platform once for all
 * refusals of a moment. Throws when the platform cannot tell now (offline, 5xx, 429).
 */
export async function credentialStands(key: ConnectionKey, api: Api): Promise<boolean> {
  if (Date.now() - (lastGood.get(key) ?? 0) < STILL_GOOD_MS) return true;
  const underWay = asking.get(key) ?? ask(api).finally(() => asking.delete(key));
  asking.set(key, underWay);
  const stands = await underWay;
  if (stands) noteAccepted(key);
  return stands;
}

/** A token may be good for its own profile and yet not read the account. */
async function ask(api: Api): Promise<boolean> {
  return (await accepts(() => fetchAccount(api))) || (await accepts(() => fetchProfileInfo(api, 'current')));
}

/** True when the platform answers a read, false when it refuses it; anything else is thrown. */
export async function accepts(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
