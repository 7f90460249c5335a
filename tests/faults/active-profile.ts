import type { Performed } from './ledger.ts';
import { outcomeOf } from './outcome.ts';
import { copiesOf } from './recovery-copies.ts';
import type { Fault } from './script.ts';
import type { Active, Snapshot } from './snapshot.ts';
import type { ProfileRef, World } from './world.ts';

/** The profiles that may have become active by what was done in a step. */
export interface Switches {
  /** Targets of switches that were confirmed. */
  confirmed: ProfileRef[];
  /** Targets of switches whose outcome is unknown, and what a lost database was restored with. */
  possible: (ProfileRef | null)[];
  /** The active profile may have been removed and be there again. */
  mayBeRemoved: boolean;
  /** An account was signed in to, which chooses a profile where none is active. */
  mayBeChosen: boolean;
}

const isSame = (a: ProfileRef | null, b: ProfileRef | null) =>
  a?.connectionKey === b?.connectionKey && a?.profileKey === b?.profileKey;

/**
 * Returns a sentence if the active profile is another one than the last confirmed switch made active. A removed one is
 * replaced by the most recent one left, or by none (`repairActive` in lib/store/settings.ts); signing in chooses one
 * only where none is active.
 */
export function lostActive(
  before: Active,
  { active: { active }, profiles }: Pick<Snapshot, 'active' | 'profiles'>,
  { confirmed, possible, mayBeRemoved, mayBeChosen }: Switches,
): string[] {
  const isThere = (ref: ProfileRef | null) => ref !== null && profiles.some((row) => isSame(row, ref));
  if (active && !isThere(active)) return [`the active profile is lost: ${JSON.stringify(active)}`];
  const expected = [...(confirmed.length > 0 ? confirmed : [before.active]), ...possible];
  const allowed: (ProfileRef | null)[] = expected.filter(isThere);
  const used = [before.active, ...before.recents].filter(isThere);
  if (mayBeRemoved) allowed.push(...used);
  else if (allowed.length < expected.length) allowed.push(...used.slice(0, 1));
  if (allowed.length === 0 || mayBeRemoved || expected.includes(null)) allowed.push(null);
  if (allowed.includes(null) && mayBeChosen) return [];
  if (allowed.some((ref) => isSame(ref, active))) return [];
  const names = (refs: (ProfileRef | null)[]) =>
    refs.map((ref) => profiles.find((row) => isSame(row, ref))?.name ?? 'none').join(' or ');
  return [`the active profile is ${names([active])}, and should be ${names(allowed)}`];
}

/**
 * Returns which profiles a step's actions may have made active. `before`: the active one and the recent ones before.
 */
export function switchesOf(before: Snapshot, performed: Performed[], fault: Fault | null): Switches {
  const switches: Switches = {
    confirmed: [],
    possible: [],
    mayBeRemoved: false,
    mayBeChosen: fault?.kind === 'database-deleted',
  };
  for (const one of performed) {
    const to = targetOf(before.active, one);
    const outcome = outcomeOf(one);
    if (to && outcome !== 'refused') switches[outcome === 'confirmed' ? 'confirmed' : 'possible'].push(to);
    if (one.do === 'connect') switches.mayBeChosen = true;
    const isOfActive =
      one.do === 'disconnect'
        ? one.ref.connectionKey === before.active.active?.connectionKey
        : one.do === 'delete-profile' && isSame(one.ref, before.active.active);
    if (isOfActive) switches.mayBeRemoved = true;
  }
  // An earlier list lacks the profiles added since.
  if (fault?.kind === 'platform' && fault.rule.kind === 'stale') switches.mayBeRemoved = true;
  return switches;
}

function targetOf({ recents }: Active, { do: action, ref, reply }: Performed): ProfileRef | null {
  if (action === 'switch') return ref;
  if (action !== 'previous') return null;
  return reply?.ok ? (reply.value as ProfileRef | null) : (recents[0] ?? null);
}

/** Returns the active profiles of the copies that a lost database is restored from; null for none. */
export async function copiedActive(world: World): Promise<(ProfileRef | null)[]> {
  return (await copiesOf(world)).map((copy) => copy.backup.active.active);
}
