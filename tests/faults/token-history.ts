import type { TokenRotation } from '../../lib/domain/tokens/rotation.ts';
import { type Ledger, type Performed, tokenLabel } from './ledger.ts';
import { outcomeOf } from './outcome.ts';
import type { Fault } from './script.ts';

/** What a step did that the checks of tokens depend on. */
export interface TokenStep {
  performed: readonly Performed[];
  fault: Fault;
  /** As stored after it. */
  rotations: readonly TokenRotation[];
  /** The browser itself may have repeated a request. */
  mayRepeat: boolean;
}

/** The store was lost, was not written, or learned of tokens by a list that was not true. */
const UNTRUE_LISTS: ReadonlySet<string> = new Set(['stale', 'raw']);
const WITHOUT_STORE: ReadonlySet<Fault['kind']> = new Set([
  'database-deleted',
  'database-newer',
  'database-blocked',
  'writes-fail',
]);

/**
 * What became of each token: none is gone that nobody revoked, also when it is rotated, none that was revoked is there,
 * and a rotation is stored with a successor that the platform has made.
 */
export class TokenHistory {
  /** Ids of the tokens that the platform has had, by profile. */
  private readonly had = new Map<string, Set<string>>();
  private readonly revoked = new Map<string, 'confirmed' | 'unknown'>();

  constructor(before: Ledger) {
    this.keep(before);
  }

  /** Returns what contradicts the replies so far, those of the last step included, as sentences. */
  check(now: Ledger, step: TokenStep): string[] {
    this.record(step);
    this.keep(now);
    return [...this.wrongTokens(now), ...this.wrongSuccessors(step), ...unwatched(step)];
  }

  private keep({ profiles }: Ledger): void {
    for (const [id, { tokenIds }] of profiles)
      this.had.set(id, new Set([...(this.had.get(id) ?? []), ...tokenIds]));
  }

  private record({ performed, mayRepeat }: TokenStep): void {
    for (const one of performed) {
      if (one.do !== 'revoke-token' || one.createdAt === undefined) continue;
      const key = `${one.profile} ${tokenLabel(one.subject, one.createdAt)}`;
      const outcome = outcomeOf(one);
      if (outcome === 'confirmed') this.revoked.set(key, 'confirmed');
      // Of a request that was sent twice, the first may have been done and the second refused.
      else if ((outcome === 'unknown' || mayRepeat) && !this.revoked.has(key))
        this.revoked.set(key, 'unknown');
    }
  }

  private wrongTokens({ profiles }: Ledger): string[] {
    const found: string[] = [];
    for (const [id, { name, tokenIds }] of profiles)
      for (const token of this.had.get(id) ?? []) {
        const isThere = tokenIds.includes(token);
        const revoked = this.revoked.get(`${id} ${token}`);
        if (!isThere && !revoked) found.push(`${name} lacks the token ${token}, which nobody revoked`);
        if (isThere && revoked === 'confirmed')
          found.push(`${name} has the token ${token}, which was revoked`);
      }
    return found;
  }

  private wrongSuccessors({ rotations }: TokenStep): string[] {
    return rotations.flatMap(({ profileKey, token, successor }) => {
      if (successor === null) return [];
      const id = tokenLabel(token.name.trim(), successor);
      if (successor === token.createdAt) return [`${id} is stored as its own successor`];
      const had = this.had.get(profileKey.split('#').at(-1)!);
      return had?.has(id) ? [] : [`${id} is stored as a successor, and never was`];
    });
  }
}

/** Returns a sentence for each token whose rotation was confirmed and is not watched. */
function unwatched({ performed, fault, rotations }: TokenStep): string[] {
  if (WITHOUT_STORE.has(fault.kind)) return [];
  if (fault.kind === 'platform' && UNTRUE_LISTS.has(fault.rule.kind)) return [];
  // What else was done may have revoked the token, or disconnected the account.
  if (performed.some((one) => one.do !== 'rotate-token')) return [];
  return performed
    .filter((one) => outcomeOf(one) === 'confirmed' && one.createdAt !== undefined)
    .filter(
      ({ ref, subject, createdAt }) =>
        !rotations.some(
          ({ profileKey, token }) =>
            profileKey === ref.profileKey && token.name === subject && token.createdAt === createdAt,
        ),
    )
    .map(({ subject }) => `the rotation of ${subject} was confirmed, and its token is not watched`);
}

/**
 * Returns a sentence for each stored rotation that a read of the profile's tokens should have ended, because its token
 * or its successor is gone.
 */
export function endedRotations(
  { profiles }: Ledger,
  rotations: readonly TokenRotation[],
  touched: ReadonlySet<string>,
): string[] {
  return rotations.flatMap(({ profileKey, token, successor }) => {
    const id = profileKey.split('#').at(-1)!;
    const profile = profiles.get(id);
    if (!profile || !touched.has(id)) return [];
    const wanted = [token.createdAt, ...(successor === null ? [] : [successor])];
    return wanted
      .map((createdAt) => tokenLabel(token.name, createdAt))
      .filter((one) => !profile.tokenIds.includes(one))
      .map((one) => `a rotation is watched, and ${profile.name} lacks ${one}`);
  });
}
