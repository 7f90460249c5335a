import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { failureOfError, notAllowed } from '../../domain/failure.ts';
import {
  type ConnectionKey,
  originOf,
  type ProfileKey,
  type ProfileRef,
  refOf,
} from '../../domain/identity/keys.ts';
import { lastRequestedAt } from '../../domain/last-requested.ts';
import { allRows } from '../../domain/listed.ts';
import { HOUR_MS, isWithin } from '../../domain/time.ts';
import {
  rotationOf,
  rotationsOf,
  successorExpireTime,
  type TokenRotation,
  tokensNamed,
} from '../../domain/tokens/rotation.ts';
import { type TokenId, type TokenList, type TokenPermission, tokenIdOf } from '../../domain/tokens/token.ts';
import { isExtensionToken, onlyToken, sameToken } from '../../domain/tokens/token-choice.ts';
import type { Reauthentication } from '../../messages/protocol/connect.ts';
import type { NewToken } from '../../messages/protocol/tokens.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { isRateLimited } from '../../refresh/rate-limited.ts';
import { onStoreChange } from '../../store/changes.ts';
import { listRotations, updateRotations } from '../../store/rotations.ts';
import { getTokens } from '../../store/tokens.ts';
import { unknownOutcome } from '../confirmed-change.ts';
import { withPassword } from '../with-password.ts';
import { createToken, rereadTokens } from './tokens.ts';

const PERMISSIONS: readonly string[] = ['full', 'write', 'read'] satisfies TokenPermission[];

/** How old a profile's list of tokens may be while one of them is being replaced. */
const MAX_LIST_AGE_MS = HOUR_MS;

/**
 * Issues a token's successor with the same name, permission and lifetime. Returns its value as {@link createToken}
 * does; the old token is watched from then on. The request is stored before it is sent, so that one with an unknown
 * outcome is looked up, never sent again. Throws `token-gone`, `token-ambiguous`, `not-allowed` (the
 * extension's own; one that is being replaced already), `outcome-unknown`, and what {@link createToken} throws.
 */
export function rotateToken(request: ProfileRef & Reauthentication & { token: TokenId }): Promise<NewToken> {
  const ref = refOf(request);
  const token = tokenIdOf(request.token);
  return withPassword(['rotateToken', ref, token], request, async () => {
    const tokens = await rereadTokens(ref);
    await requireNotUnderWay(ref, token);
    const old = onlyToken(tokens, token);
    if (isExtensionToken(old)) throw notAllowed('ruleTokenInUse');
    if (!PERMISSIONS.includes(old.permission)) throw notAllowed('ruleTokenPermission');
    const expireTime = successorExpireTime(old, serverNow(originOf(ref.connectionKey)));
    if (expireTime === null) throw notAllowed('ruleTokenLifetime');
    // One that can't be read now would later be taken for the successor.
    const known = tokensNamed(allRows(tokens), token.name).map(({ createdAt }) => createdAt);
    const { permission } = old;
    const startedAt = Date.now();
    const { profileKey } = ref;
    const rotation: TokenRotation = { profileKey, token, permission, successor: null, known, startedAt };
    await updateRotations((rotations) => [...rotations, rotation]);
    try {
      return await createToken({
        ...request,
        name: token.name,
        permission: permission as TokenPermission,
        expireTime,
      });
    } catch (error) {
      // No token was created, unless that isn't known: then the next reads of the list show it.
      const isUnknown = failureOfError(error).code === 'outcome-unknown';
      await change(ref, token, (open) => (isUnknown ? [{ ...open, isOutcomeUnknown: true }] : []));
      throw error;
    }
  });
}

/** Ends the watch over a token: it and its successor stay. */
export async function cancelRotation(request: ProfileRef & { token: TokenId }): Promise<null> {
  await change(refOf(request), request.token, () => []);
  return null;
}

/**
 * Reads the tokens of a profile again, at most hourly, after its numbers were refreshed and while one of its tokens is
 * being replaced. In the background's first turn.
 */
export function watchRotations(): void {
  onStoreChange(({ store, keys }) => {
    if (store === 'usage')
      void readWatched(keys as [ConnectionKey, ProfileKey][]).catch(logErrorsOf('watch rotations'));
  });
}

/**
 * Reads the tokens of these profiles where one is being replaced and still listed, at most hourly and not while the
 * platform asked to wait.
 */
export async function readWatched(keys: readonly [ConnectionKey, ProfileKey][]): Promise<void> {
  const rotations = await listRotations();
  for (const [connectionKey, profileKey] of keys) {
    const ref = { connectionKey, profileKey };
    const list = await getTokens(ref);
    if (!rotationsOf(rotations, ref).some((one) => isWatched(one, list))) continue;
    if (isWithin(MAX_LIST_AGE_MS, lastRequestedAt(list), Date.now())) continue;
    if (await isRateLimited(ref.connectionKey, list?.failure)) continue;
    await rereadTokens(ref, 'share', 'refresh').catch(logErrorsOf('rereadTokens'));
  }
}

/**
 * Returns true unless a list that was read since lacks the old token: it is gone, or can't be read. A list that a page
 * has read again may have it.
 */
function isWatched({ token, startedAt }: TokenRotation, list: TokenList | undefined): boolean {
  if (!list?.fetchedAt || list.fetchedAt < startedAt) return true;
  return list.tokens.some((one) => sameToken(one, token));
}

/**
 * Throws while the token is being replaced, going by the list that was just read: `not-allowed`, or `outcome-unknown`
 * if no successor was seen yet.
 */
async function requireNotUnderWay(ref: ProfileRef, token: TokenId): Promise<void> {
  const rotation = rotationOf(await listRotations(), ref, token);
  if (!rotation) return;
  if (rotation.successor === null) throw unknownOutcome('ruleRotationOpen');
  throw notAllowed('ruleRotated');
}

/** Replaces a token's rotation by what `changed` returns: none, or one. */
async function change(
  ref: ProfileRef,
  token: TokenId,
  changed: (rotation: TokenRotation) => TokenRotation[],
): Promise<void> {
  await updateRotations((rotations) => {
    const rotation = rotationOf(rotations, ref, token);
    return rotation ? rotations.flatMap((one) => (one === rotation ? changed(one) : one)) : rotations;
  });
}
