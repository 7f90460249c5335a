import { coalesceRead } from '../../async/coalesce-read.ts';
import type { Purpose } from '../../async/limiter.ts';
import { singleFlight } from '../../async/single-flight.ts';
import { callAsProfile } from '../../calls/call.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { brokenRule, type Failure, notAllowed, type TimedFailure } from '../../domain/failure.ts';
import { originOf, type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { type Listed, rowsWhere } from '../../domain/listed.ts';
import { allowsPermission } from '../../domain/policy/policy.ts';
import { parseName } from '../../domain/profiles/platform-name.ts';
import { isWithin, parseTime } from '../../domain/time.ts';
import { isExtensionTokenName } from '../../domain/tokens/extension-token-name.ts';
import { rotationsWithout } from '../../domain/tokens/rotation.ts';
import type { TokenFacts, TokenId, TokenPermission } from '../../domain/tokens/token.ts';
import { onlyToken } from '../../domain/tokens/token-choice.ts';
import type { Reauthentication } from '../../messages/protocol/connect.ts';
import type { NewToken } from '../../messages/protocol/tokens.ts';
import { deleteToken, postToken } from '../../platform/change-tokens.ts';
import { serverNow } from '../../platform/server-clock.ts';
import {
  fetchAllTokens,
  fetchTokenValues,
  type TokenRow,
  type TokenRowWithValue,
} from '../../platform/tokens.ts';
import { currentPolicy, forbidden } from '../../policy/policy.ts';
import { listConnections } from '../../store/connections.ts';
import { observeRotations, updateRotations } from '../../store/rotations.ts';
import { getTokens, updateTokens } from '../../store/tokens.ts';
import {
  failureOfRest,
  RECENT_MS,
  sendAndConfirm,
  settleToFailure,
  unknownOutcome,
} from '../confirmed-change.ts';
import { forEachProfile, storingFailure } from '../for-each-profile.ts';
import { connectionOf, emailOf, profileOf } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { credentialsOf, withPassword } from '../with-password.ts';
import { completeCredentials } from './complete-credentials.ts';
import { ownTokensOf, usedTokensOf } from './used-tokens.ts';

/** Reads the token metadata of profiles into the store, never a value. Each failure is stored with its profile. */
export function readTokens(request: { refs: ProfileRef[] }): Promise<null> {
  return forEachProfile(request.refs, (ref) => rereadTokens(ref, 'share'));
}

/** Reads one profile's tokens again (see {@link coalesceRead}). A failure is stored with the list and thrown. */
export function rereadTokens(
  ref: ProfileRef,
  how: 'share' | 'restart' = 'restart',
  purpose: Purpose = 'person',
): Promise<Listed<TokenFacts>> {
  const storeFailure = (failure: TimedFailure) => updateTokens(ref, (list) => ({ ...list, failure }));
  const read = async () => {
    const { connectionKey, profileKey } = ref;
    const readAt = Date.now();
    const { rows, partial } = await callAsProfile(ref, fetchAllTokens, { purpose: () => purpose });
    const ourIds = await ownTokenIds(ref, rows, purpose);
    const tokens = rows.map((row) => ({ ...row, ours: ourIds.has(idOf(row)) }));
    const fetchedAt = Date.now();
    const servedAt = serverNow(originOf(connectionKey), fetchedAt);
    const list = { connectionKey, profileKey, tokens, fetchedAt, servedAt, failure: null };
    await updateTokens(ref, () => list);
    const listed = { rows: tokens, partial };
    await observeRotations(profileKey, listed, readAt);
    // Where a row is missing, another one isn't known to be the only one of its name.
    if (!partial) await completeCredentials(ref, rows).catch(logErrorsOf('completeCredentials'));
    return listed;
  };
  return coalesceRead(['tokens', refOf(ref)], how, () => storingFailure(storeFailure, read));
}

/**
 * Returns the ids of the tokens of this browser that aren't offered for copying. Compares values, since another
 * browser's token may have the same name and can be revoked. Values are read only if an extension token is listed, or
 * one that may be the session of a console which an account is connected through.
 */
async function ownTokenIds(
  ref: ProfileRef,
  rows: readonly TokenRow[],
  purpose: Purpose,
): Promise<Set<string>> {
  const hasSession = (await listConnections()).some(
    ({ credential, origin }) => credential.kind === 'console' && origin === originOf(ref.connectionKey),
  );
  const maybeOwn = rows.filter(
    ({ name, permission }) => isExtensionTokenName(name) || (hasSession && permission === 'full'),
  );
  if (maybeOwn.length === 0) return new Set();
  const values = await ownTokensOf(ref);
  const withValues = await callAsProfile(ref, fetchTokenValues, { purpose: () => purpose })
    .then((listed) => listed.rows)
    .catch(() => []);
  const known = new Set(withValues.map(idOf));
  // If that can't be known, those of the extension's name aren't offered for revocation. A session's is refused then.
  const unknown = rows.filter((row) => isExtensionTokenName(row.name) && !known.has(idOf(row)));
  return new Set([...withValues.filter(({ value }) => values.has(value)), ...unknown].map(idOf));
}

/**
 * Creates a token. Its value is only returned, never stored. `copies`: how many more such tokens were created because
 * the browser repeated the request. Throws `wrong-password`, `two-factor-needed`, `wrong-pin`, and `invalid-input`
 * (field `name`), `policy`.
 */
export function createToken(
  request: ProfileRef & Reauthentication & { name: string; permission: TokenPermission; expireTime: string },
): Promise<NewToken> {
  const name = parseName(request.name);
  if (name === null) return Promise.reject(brokenRule('name', 'ruleName'));
  const { permission, expireTime } = request;
  return withPassword(['createToken', refOf(request), name, permission, expireTime], request, async () => {
    const state = await currentPolicy();
    if (!allowsPermission(state.policy, permission)) throw forbidden(state, 'allowFullTokens');
    await profileOf(request);
    const email = await emailOf(await connectionOf(request.connectionKey));
    // The tokens that exist before: an older one of this name must not be mistaken for the new one.
    const before = await callAsProfile(request, fetchAllTokens).catch(() => null);
    const known = new Set((before?.rows ?? (await getTokens(request))?.tokens ?? []).map(idOf));
    const isMade = (row: TokenRow) => isNew(request, row, { name, permission }, known);
    const tokenRequest = { ...credentialsOf(email, request), name, permission, expireTime };
    const made = await sendAndConfirm({
      send: () => callAsProfile(request, (api, id) => postToken(api, id, tokenRequest)),
      look: async () => {
        // What it finds may be one that couldn't be read before. Another attempt doesn't change that.
        if (before?.partial) throw unknownOutcome('not-read');
        const [match, ...others] = rowsWhere(await callAsProfile(request, fetchTokenValues), isMade);
        return match && others.length === 0 ? { token: match.value, expiresAt: match.expiresAt } : null;
      },
    }).catch(async (error: unknown) => {
      // The page shows the current list, whether or not the token was created.
      await rereadTokens(request).catch(logErrorsOf('rereadTokens'));
      throw error;
    });
    await recordJournal('token-created', request, name);
    // The token's value can be shown only now: a list that can't be read must not hide it.
    const listed = await rereadTokens(request).catch(logErrorsOf('rereadTokens'));
    let alike = (before?.partial ? [] : (listed?.rows ?? [])).filter(isMade).length;
    // The list may have a token twice, which only the values show.
    if (alike > 1)
      alike = await callAsProfile(request, fetchTokenValues).then(
        ({ rows }) => rows.filter(isMade).length,
        () => alike,
      );
    return { token: made.token, expiresAt: made.expiresAt, copies: Math.max(0, alike - 1) };
  });
}

/**
 * Revokes tokens, identified by name and time of creation, and returns one result each. The list is read again with
 * values first; no match is `token-gone`, several are `token-ambiguous`. A token that this browser uses is refused
 * (`not-allowed`). After a failure that would affect every token the rest isn't attempted (see {@link failureOfRest}).
 */
export function revokeTokens(
  request: ProfileRef & { tokens: TokenId[] },
): Promise<{ token: TokenId; failure: Failure | null }[]> {
  return singleFlight(['revokeTokens', refOf(request), request.tokens.map(idOf)], async () => {
    const profile = await profileOf(request);
    const inUse = await usedTokensOf(request);
    const rows = await callAsProfile(profile, fetchTokenValues);
    const results: { token: TokenId; failure: Failure | null }[] = [];
    let stop: Failure | null = null;
    for (const { name, createdAt } of request.tokens) {
      const token = { name, createdAt };
      const failure: Failure | null =
        stop ?? (await settleToFailure(revoke(request, token, { rows, inUse })));
      stop ??= failureOfRest(failure);
      results.push({ token, failure });
      if (failure !== null) continue;
      // A list that is read in part doesn't show that it's gone.
      await updateRotations((all) => rotationsWithout(all, request, token)).catch(
        logErrorsOf('updateRotations'),
      );
      await recordJournal('token-revoked', request, name);
    }
    await rereadTokens(request).catch(logErrorsOf('rereadTokens'));
    return results;
  });
}

async function revoke(
  ref: ProfileRef,
  token: TokenId,
  { rows, inUse }: { rows: Listed<TokenRowWithValue>; inUse: ReadonlySet<string> },
): Promise<void> {
  const { value } = onlyToken(rows, token);
  if (inUse.has(value)) throw notAllowed('ruleTokenInUse');
  await sendAndConfirm({
    send: () => callAsProfile(ref, (api, id) => deleteToken(api, id, value)),
    look: async () => {
      const left = rowsWhere(await callAsProfile(ref, fetchTokenValues), (row) => row.value === value);
      return left.length > 0 ? null : true;
    },
  });
}

function idOf({ name, createdAt }: TokenId): string {
  return JSON.stringify([name, createdAt]);
}

/** Returns true for a matching token that is not in `known` and was just created. */
function isNew(
  { connectionKey }: ProfileRef,
  row: TokenRow,
  { name, permission }: { name: string; permission: TokenPermission },
  known: ReadonlySet<string>,
): boolean {
  const isRecent = isWithin(RECENT_MS, parseTime(row.createdAt), serverNow(originOf(connectionKey)));
  return isRecent && row.name === name && row.permission === permission && !known.has(idOf(row));
}
