import { SingleFlight } from '../async/single-flight.ts';
import { type Failure, FailureError } from '../domain/failure.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { fetchAccount } from '../platform/account.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';

const acceptedAt = new Map<ConnectionKey, number>();
const checks = new SingleFlight();

/** Notes that the platform just accepted a connection's credential; epoch ms. */
export function noteAccepted(key: ConnectionKey): void {
  acceptedAt.set(key, Date.now());
}

/** Forgets what is known of a connection's credential: it was replaced or refused. */
export function forgetAccepted(key: ConnectionKey): void {
  acceptedAt.delete(key);
}

export function isRefusal(error: unknown): error is FailureError {
  return error instanceof FailureError && refuses(error.failure);
}

function refuses({ code }: Failure): boolean {
  return code === 'unauthorized' || code === 'denied';
}

/**
 * After a refusal of a call sent at `sentAt` (epoch ms): does the connection's credential itself still stand? A
 * success that came after the call was sent speaks for it; an earlier one does not, as it may just have been
 * revoked. Else the platform is asked, once for all refusals of a moment. Throws when that is not known now
 * (offline, 5xx, 429).
 */
export async function credentialStands(key: ConnectionKey, api: Api, sentAt: number): Promise<boolean> {
  if ((acceptedAt.get(key) ?? 0) > sentAt) return true;
  const stands = await checks.run(key, () => checkCredential(api));
  if (stands) noteAccepted(key);
  return stands;
}

/** A token may be good for its own profile and yet not read the account. */
async function checkCredential(api: Api): Promise<boolean> {
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
