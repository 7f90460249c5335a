import type { ProfileKey } from '../identity/keys.ts';
import type { Listed } from '../listed.ts';
import { DAY_MS, isWithin, MINUTE_MS, msSince, parseTime } from '../time.ts';
import type { TokenFacts, TokenId, TokenList } from './token.ts';
import { sameToken } from './token-choice.ts';

/** Names a profile through any connection: its tokens are the same for all that see it. */
type OfProfile = { profileKey: ProfileKey };

/** A token that is being replaced: its successor was requested, and the old one is watched until it is revoked. */
export interface TokenRotation extends OfProfile {
  /** The old one. */
  token: TokenId;
  permission: string;
  /** When the successor was made (as the platform writes it), which has the same name. Null: not seen yet. */
  successor: string | null;
  /** When the reading began that showed the successor first, epoch ms. */
  seenAt?: number;
  /** Creation times of the tokens that already had this name. */
  known: string[];
  /** When the successor was requested, epoch ms. */
  startedAt: number;
  /** True: the request has failed, and whether it created a token isn't known. */
  isOutcomeUnknown?: true;
}

/** The old token can be revoked after this time without use. */
const UNUSED_BEFORE_REVOKING_MS = DAY_MS;
/** Epoch ms: ISO 8601 has years of four digits, and “never” is also written as the last day of 9999. */
const MAX_EXPIRY = Date.UTC(9999, 11, 31, 23, 59, 59);
/** How long the request for a successor may take at most, with the reading of the list before and after it. */
const MAX_REQUEST_MS = 2 * MINUTE_MS;
/** A request that created no token within this time never will. */
const CREATION_CONFIRMATION_MS = 10 * MINUTE_MS;

/**
 * Returns a rotation after a reading of the profile's tokens that began at `readAt` (epoch ms). Null: it is over,
 * because the old token or its successor is gone, or because no successor was ever made; a partial list shows neither.
 */
export function afterReading(
  rotation: TokenRotation,
  { rows, partial }: Listed<TokenFacts>,
  readAt: number,
): TokenRotation | null {
  const ended = partial ? rotation : null;
  const named = tokensNamed(rows, rotation.token.name);
  if (!named.some(({ createdAt }) => createdAt === rotation.token.createdAt)) return ended;
  if (rotation.successor !== null) {
    // Through another account, a reading that began before the one that showed the successor may end after it. One
    // that seems to be much older began after the clock was set back.
    const before = (rotation.seenAt ?? readAt) - readAt;
    if (before > 0 && before <= CREATION_CONFIRMATION_MS) return rotation;
    return named.some(({ createdAt }) => createdAt === rotation.successor) ? rotation : ended;
  }
  const [newest] = named
    .filter(
      ({ permission, createdAt }) =>
        permission === rotation.permission && !rotation.known.includes(createdAt),
    )
    .map(({ createdAt }) => createdAt)
    .sort()
    .reverse();
  if (newest !== undefined) return { ...rotation, successor: newest, seenAt: readAt };
  return msSince(rotation.startedAt, readAt) > CREATION_CONFIRMATION_MS ? ended : rotation;
}

/**
 * Returns true while the request for the successor may still be under way; afterwards its response was lost. A worker
 * that died didn't record a failure.
 */
export function isBeingCreated(
  { successor, isOutcomeUnknown, startedAt }: TokenRotation,
  now: number,
): boolean {
  return successor === null && !isOutcomeUnknown && isWithin(MAX_REQUEST_MS, startedAt, now);
}

/** Returns what identifies a token's successor, whose name has no spaces at its ends; null: it isn't known yet. */
export function successorId({ token, successor }: TokenRotation): TokenId | null {
  return successor === null ? null : { name: token.name.trim(), createdAt: successor };
}

/** Returns the tokens of a name, and those that have it without the spaces at its ends, as successors do. */
export function tokensNamed(tokens: readonly TokenFacts[], name: string): TokenFacts[] {
  return tokens.filter((token) => token.name.trim() === name.trim());
}

/** Returns true if the old token is known to be used since it has a successor. Both times are the platform's. */
export function isUsedSinceReplaced({ successor }: TokenRotation, { lastAuthorizedAt }: TokenFacts): boolean {
  return successor !== null && (lastAuthorizedAt ?? 0) > parseTime(successor);
}

/**
 * Returns true if the old token can be revoked: by a list that is a day younger than its successor and its last use,
 * which must be known.
 * All of that is by the platform's clock, as this computer's may be ahead of it by hours.
 */
export function isRevocable(
  { successor }: TokenRotation,
  { lastAuthorizedAt }: TokenFacts,
  list: Pick<TokenList, 'servedAt'> | undefined,
): boolean {
  if (successor === null || lastAuthorizedAt === undefined || list?.servedAt === undefined) return false;
  return list.servedAt - Math.max(parseTime(successor), lastAuthorizedAt ?? 0) >= UNUSED_BEFORE_REVOKING_MS;
}

/** Returns the rotations of a profile's tokens, through whichever connection they began. */
export function rotationsOf(rotations: readonly TokenRotation[], { profileKey }: OfProfile): TokenRotation[] {
  return rotations.filter((one) => one.profileKey === profileKey);
}

/** Returns the rotation of a token; undefined when it is not being replaced. */
export function rotationOf(
  rotations: readonly TokenRotation[],
  profile: OfProfile,
  token: TokenId,
): TokenRotation | undefined {
  return rotationsOf(rotations, profile).find((one) => sameToken(one.token, token));
}

/** Returns the rotations that go on once a token is revoked; the same list if none ends. */
export function rotationsWithout(
  rotations: TokenRotation[],
  profile: OfProfile,
  token: TokenId,
): TokenRotation[] {
  const ended = rotationsOf(rotations, profile).filter((one) =>
    [one.token, successorId(one)].some((id) => id && sameToken(id, token)),
  );
  return ended.length === 0 ? rotations : rotations.filter((one) => !ended.includes(one));
}

/** Returns a profile's tokens that have a successor, which is to be used instead. */
export function replacedTokens(rotations: readonly TokenRotation[], profile: OfProfile): TokenId[] {
  return rotationsOf(rotations, profile).flatMap(({ token, successor }) => (successor === null ? [] : token));
}

/**
 * Returns what the platform takes as the successor's `expire_time`: it lives as long as the old token did. Null when
 * that is not known.
 */
export function successorExpireTime(old: TokenFacts, now: number): string | null {
  if (old.expiresAt === null) return 'never';
  if (old.expiresAt === undefined) return null;
  const lifetime = old.expiresAt - parseTime(old.createdAt);
  return lifetime > 0 ? new Date(Math.min(now + lifetime, MAX_EXPIRY)).toISOString() : null;
}
