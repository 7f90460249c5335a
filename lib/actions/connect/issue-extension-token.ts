import { failureOrLog } from '../../diagnostics/error-log.ts';
import { FailureError } from '../../domain/failure.ts';
import { allRows } from '../../domain/listed.ts';
import { CLOCK_TOLERANCE_MS, MINUTE_MS, parseTime } from '../../domain/time.ts';
import { isKnownOffline } from '../../network.ts';
import { deleteToken } from '../../platform/change-tokens.ts';
import { mayRepeatPosts } from '../../platform/fetch-once.ts';
import type { AnonymousApi, Api } from '../../platform/request.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { type Credentials, type IssuedTokenWithValue, issueToken } from '../../platform/sign-in.ts';
import { fetchTokenByValue, fetchTokenValues, type TokenRow } from '../../platform/tokens.ts';
import { listTokenRequests, type TokenRequest, updateTokenRequests } from '../../store/token-requests.ts';
import { isOutcomeUnknown, isUnsent, readWithRetries, unknownOutcome } from '../confirmed-change.ts';
import { EXTENSION_TOKEN_LIFETIME, extensionTokenName } from './extension-token.ts';

/** How long after it failed a request may still arrive. */
const ARRIVAL_MS = 2 * MINUTE_MS;
/** How far clocks may differ, rounding included. */
const ROUNDING_MS = 10_000;
/** After this time a request has ended, even if its end was not observed. */
const MAX_REQUEST_MS = 2 * MINUTE_MS;

/**
 * Issues an extension token for a profile, once. After a lost or refused response the profile's tokens are listed
 * with `readerToken`, if there is one, and a token that was issued after all is used. If that can't be known, throws
 * `outcome-unknown` (`ruleTokenMayExist`); the next success revokes such a token (see {@link revokeUnusedTokens}).
 * Throws what {@link issueToken} throws.
 */
export async function issueExtensionToken(
  { origin, token: readerToken, signal }: Api,
  request: Credentials & { profileId: string },
): Promise<IssuedTokenWithValue> {
  if (isKnownOffline()) throw new FailureError({ code: 'offline' });
  const { profileId } = request;
  const name = await extensionTokenName();
  const id = crypto.randomUUID();
  const sentAt = Date.now();
  const servedAt = serverNow(origin, sentAt);
  const tokenRequest: TokenRequest = { id, origin, profileId, name, sentAt, servedAt, failedAt: null };
  await updateTokenRequests((requests) => [...requests, tokenRequest]);
  try {
    const expireTime = EXTENSION_TOKEN_LIFETIME;
    return await issueToken({ origin, signal }, { ...request, name, expireTime });
  } catch (error) {
    const failure = failureOrLog('issueExtensionToken', error);
    if (isUnsent(failure)) {
      await updateTokenRequests((requests) => requests.filter((one) => one.id !== id));
      throw error;
    }
    await updateTokenRequests((requests) =>
      requests.map((one) => (one.id === id ? { ...one, failedAt: Date.now() } : one)),
    );
    const made =
      readerToken === null ? null : await findIssued({ origin, token: readerToken, signal }, tokenRequest);
    if (made) return made;
    throw isOutcomeUnknown(failure) ? unknownOutcome('ruleTokenMayExist') : error;
  }
}

/**
 * Returns when an issued token expires, epoch ms: where the response didn't say, by the list of tokens. Null: never, or
 * not known. The list is read with the token itself, which must be safe from being lost by then: a token that was used
 * isn't revoked by {@link revokeUnusedTokens}.
 */
export async function expiryOf(
  api: AnonymousApi,
  { token, profileId, expiresAt }: IssuedTokenWithValue,
): Promise<number | null> {
  if (expiresAt !== undefined) return expiresAt;
  const read = () => fetchTokenByValue({ ...api, token }, profileId, token);
  const listed = await readWithRetries(read).catch(() => null);
  return listed?.expiresAt ?? null;
}

/** Returns the token of that name that was just issued and never used; null when there is none. */
async function findIssued(
  reader: Api & { token: string },
  { profileId, name, sentAt }: TokenRequest,
): Promise<IssuedTokenWithValue | null> {
  // Where the list can't be read, the request stays stored, and the next sign-in revokes what it made.
  const rows = await readWithRetries(() => fetchTokenValues(reader, profileId)).then(
    (listed) => listed.rows,
    () => [],
  );
  const from = serverNow(reader.origin, sentAt) - ROUNDING_MS;
  const row = rows.find(
    (one) => one.name === name && wasNeverUsed(one) && one.value !== reader.token && createdAt(one) >= from,
  );
  return row ? { token: row.value, name, profileId, expiresAt: row.expiresAt } : null;
}

/**
 * Revokes surplus tokens of the same profile beside `issued`: a browser may have sent a request twice, or the response
 * to an earlier one was lost. Affects only tokens with the extension's name that were issued in that time and never
 * used, so nobody knows their values. Never throws; after a failure the next sign-in tries again.
 */
export async function revokeUnusedTokens(
  api: Api & { token: string },
  issued: IssuedTokenWithValue,
): Promise<void> {
  const { profileId, name } = issued;
  const issuedAt = Date.now();
  try {
    const requests = (await listTokenRequests()).filter(
      (one) => one.origin === api.origin && one.profileId === profileId && one.name === name,
    );
    if (
      requests.length > 1 ||
      requests.some(({ failedAt }) => failedAt !== null) ||
      mayRepeatPosts(api.origin)
    ) {
      const listed = await fetchTokenValues(api, profileId);
      const rows = listed.rows.filter((row) => row.name === name);
      const used = rows.find(({ value }) => value === api.token);
      if (!used) return;
      const aheadMs = createdAt(used) - issuedAt;
      for (const row of rows)
        if (row !== used && wasNeverUsed(row) && requests.some((one) => isFrom(one, row, aheadMs)))
          await deleteToken(api, profileId, row.value);
      // One that couldn't be read may be from such a request, which then stays stored.
      allRows(listed);
    }
    const ids = new Set(requests.map(({ id }) => id));
    await updateTokenRequests((all) => all.filter(({ id }) => !ids.has(id)));
  } catch {
    // The requests stay stored for the next sign-in.
  }
}

/**
 * Returns true if a token may result from the request. `aheadMs`: how far the server's clock is ahead now. Where this
 * computer's was corrected since, it is also compared as it was then.
 */
function isFrom({ sentAt, servedAt, failedAt }: TokenRequest, row: TokenRow, aheadMs: number): boolean {
  const end = (failedAt ?? sentAt + MAX_REQUEST_MS) + ARRIVAL_MS;
  const isInTime = (at: number, toleranceMs: number) => at >= sentAt - toleranceMs && at <= end;
  if (isInTime(createdAt(row) - aheadMs, ROUNDING_MS)) return true;
  if (servedAt === undefined || Math.abs(aheadMs - (servedAt - sentAt)) <= CLOCK_TOLERANCE_MS) return false;
  return isInTime(createdAt(row) + sentAt - servedAt, CLOCK_TOLERANCE_MS);
}

function wasNeverUsed({ lastAuthorizedAt }: TokenRow): boolean {
  return lastAuthorizedAt === null;
}

function createdAt(row: TokenRow): number {
  return parseTime(row.createdAt);
}
