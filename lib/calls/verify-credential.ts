import { SingleFlight } from '../async/single-flight.ts';
import { type Failure, FailureError } from '../domain/failure.ts';
import { type ConnectionKey, platformIdOf } from '../domain/identity/keys.ts';
import { fetchAccount } from '../platform/account.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';

const acceptedAt = new Map<ConnectionKey, number>();
const checks = new SingleFlight();

/** Records that the platform accepted a connection's credential in a call sent at `sentAt` (epoch ms). */
export function recordAccepted(key: ConnectionKey, sentAt: number): void {
  acceptedAt.set(key, Math.max(sentAt, lastAcceptedAt(key)));
}

/** Returns when a connection's credential was last accepted, epoch ms; 0: not known, as by a clock that was ahead. */
function lastAcceptedAt(key: ConnectionKey): number {
  const at = acceptedAt.get(key) ?? 0;
  return at > Date.now() ? 0 : at;
}

/** Forgets when a credential was last accepted, because it was replaced or refused. */
export function forgetAccepted(key: ConnectionKey): void {
  acceptedAt.delete(key);
}

/**
 * Throws a refusal if what a connection's credential got is of another account, as it is once the token's profile
 * changes hands: nothing of that is this account's.
 */
export function requireOwnAccount(key: ConnectionKey, accountId: string): void {
  if (accountId !== platformIdOf(key)) throw new FailureError({ code: 'unauthorized', field: 'account' });
}

/** Returns true for the refusal of a credential that is valid, but another account's. */
export function isOtherAccounts({ failure }: FailureError): boolean {
  return failure.field === 'account';
}

/** Returns true for a failure that means the platform refused the credential or the call. */
export function isRefusal(error: unknown): error is FailureError {
  return error instanceof FailureError && refuses(error.failure);
}

function refuses({ code }: Failure): boolean {
  return code === 'unauthorized' || code === 'denied';
}

/**
 * Returns true if the connection's credential is still valid, after a call sent at `sentAt` (epoch ms) was refused. A
 * success of a call sent since then proves it; an earlier one doesn't, as the token may have been revoked in between.
 * Otherwise asks the platform, once for concurrent refusals. Throws when that can't be known now (offline, 5xx, 429).
 */
export async function isCredentialValid(key: ConnectionKey, api: Api, sentAt: number): Promise<boolean> {
  if (lastAcceptedAt(key) > sentAt) return true;
  const requestedAt = Date.now();
  const isValid = await checks.run(`${key} ${api.token}`, () => acceptsCredential(api));
  if (isValid) recordAccepted(key, requestedAt);
  return isValid;
}

/** Asks the platform whether it accepts a token: one that may read neither its account nor its own profile is dead. */
async function acceptsCredential(api: Api): Promise<boolean> {
  return (await accepts(() => fetchAccount(api))) || (await accepts(() => fetchProfileInfo(api, 'current')));
}

/** Returns true if a token's own account is blocked, or that can't be read. */
export async function isAccountBlocked(api: Api): Promise<boolean> {
  return fetchAccount(api).then(
    ({ blocked }) => blocked,
    () => true,
  );
}

/** Returns true if the platform allows a read, false when it refuses it; throws any other failure. */
export async function accepts(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
