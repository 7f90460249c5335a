import type { OrderResult } from '../../lib/domain/billing/order.ts';
import type { JournalEntry } from '../../lib/domain/journal.ts';
import type { Performed } from './ledger.ts';
import { outcomeOf } from './outcome.ts';
import type { Fault } from './script.ts';
import type { Active } from './snapshot.ts';
import type { ProfileRef } from './world.ts';

export type Entry = Pick<JournalEntry, 'what' | 'connectionKey' | 'profileKey' | 'subject'>;

/** How often something is recorded at least and at most. */
interface Range {
  min: number;
  max: number;
}

/** What a step may have kept from being recorded. */
export interface RecordingOf {
  fault: Fault;
  /** The fault hit something. */
  wasHit: boolean;
  active: Active;
  /** Of the newest copy that a lost database is restored from; null: the database was not lost. */
  copied: readonly Entry[] | null;
}

/** A worker that ends has not recorded a switch that it replied to: that comes after the reply. */
const ENDS_WORKER: ReadonlySet<Fault['kind']> = new Set([
  'worker-stopped',
  'browser-restarted',
  'browser-killed',
  'updated',
]);
const endsWorker = (fault: Fault) =>
  ENDS_WORKER.has(fault.kind) || (fault.kind === 'late-response' && fault.until === 'worker-stopped');
/** The database was not there, or was another one. */
const WITHOUT_DATABASE: ReadonlySet<Fault['kind']> = new Set(['database-deleted', 'database-newer']);

/**
 * What the journal must hold after all of a script's replies so far: each confirmed change once, a refused one never,
 * and one of unknown outcome once at most. Missing may be:
 * - what was confirmed while the database could not be written, since what was done stays done;
 * - a switch whose worker ended right after its reply;
 * - after the database was lost, what is younger than the copy that it was restored from.
 */
export class JournalTotals {
  private readonly ranges = new Map<string, Range>();

  /** Takes a step's actions into account. */
  add(performed: readonly Performed[], recording: RecordingOf): void {
    if (recording.copied) this.restore(recording.copied);
    const byKey = new Map<string, Performed[]>();
    for (const one of performed)
      for (const key of keysOf(one, recording.active)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
    const switches = performed.filter(isSwitch);
    for (const [key, same] of byKey) {
      const outcomes = same.map(outcomeOf);
      const known = this.ranges.get(key) ?? { min: 0, max: 0 };
      const isOfSwitch = same.some(isSwitch);
      const isSure =
        outcomes.includes('confirmed') &&
        !mayLackEntry(recording) &&
        same.every((one) => !isMaybeUnrecorded(one, key)) &&
        // One that comes after another switch may find its profile active already.
        (!isOfSwitch || (switches.length === 1 && !endsWorker(recording.fault) && !isActive(key, recording)));
      const done = same.filter((one) => outcomeOf(one) !== 'refused' || isAllocatedLater(one, key));
      this.ranges.set(key, { min: known.min + (isSure ? 1 : 0), max: known.max + done.length });
    }
  }

  /** Returns how the journal contradicts all replies so far, as sentences. */
  check(journal: readonly Entry[]): string[] {
    const counts = countsOf(journal);
    const found: string[] = [];
    for (const key of new Set([...counts.keys(), ...this.ranges.keys()])) {
      const times = counts.get(key) ?? 0;
      const { min, max } = this.ranges.get(key) ?? { min: 0, max: 0 };
      if (times < min) found.push(`the journal lacks ${key}: it is there ${times} times, confirmed ${min}`);
      if (times > max) found.push(`the journal says ${key} ${times} times, and it was done ${max} times`);
    }
    return found;
  }

  /** What was in the copy must be there again; everything else may be missing from now on. */
  private restore(copied: readonly Entry[]): void {
    const counts = countsOf(copied);
    for (const [key, range] of this.ranges) range.min = Math.min(range.min, counts.get(key) ?? 0);
  }
}

/**
 * Returns the actions without a reply that were made and that the journal lacks, as done or as not known. What is being
 * replaced is shown with the tokens.
 */
export function unsaid(
  made: readonly Performed[],
  journal: readonly Entry[],
  recording: RecordingOf,
): string[] {
  if (mayLackEntry(recording) || recording.copied) return [];
  const said = new Set(
    journal.map((entry) => keyOf({ ...entry, what: entry.what.replace('-unknown', '') as Entry['what'] })),
  );
  return made
    .filter((one) => one.do !== 'rotate-token')
    .flatMap((one) => keysOf(one, recording.active))
    .filter((key) => !said.has(key))
    .map((key) => `the journal says nothing of ${key}, which was made and has no reply`);
}

function mayLackEntry({ fault: { kind }, wasHit }: RecordingOf): boolean {
  return (kind === 'writes-fail' && wasHit) || WITHOUT_DATABASE.has(kind);
}

const isSwitch = ({ do: action }: Performed) => action === 'switch' || action === 'previous';

/** A profile that was active already isn't switched to. */
const isActive = (key: string, { active: { active } }: RecordingOf) =>
  active !== null && key === switchTo(active);

/** The units of an order are allocated once it is made, whatever its reply was; a later read shows that, if ever. */
const isAllocatedLater = ({ do: action }: Performed, key: string) =>
  action === 'upgrade' && key.startsWith('allocation-changed');

/** An order that was only accepted, or whose payment was being processed, is recorded once it is made, if ever. */
const isMadeLater = ({ do: action, reply }: Performed) =>
  action === 'upgrade' &&
  ['accepted', 'processing'].includes((reply?.value as Partial<OrderResult> | null | undefined)?.state ?? '');

/** What is no longer scheduled isn't canceled. */
const isMaybeUnrecorded = (one: Performed, key: string) =>
  one.do === 'cancel-scheduled' || isAllocatedLater(one, key) || isMadeLater(one);

const switchTo = (ref: ProfileRef) => keyOf({ ...ref, what: 'switched', subject: null });

/** Returns the keys of the entries that an action makes. */
function keysOf(
  { do: action, ref, subject, amount, invited, reply }: Performed,
  { active, recents }: Active,
): string[] {
  const { connectionKey, profileKey } = ref;
  const entry = (what: JournalEntry['what'], about: Partial<Entry>) =>
    keyOf({ what, connectionKey, profileKey, subject: null, ...about });
  switch (action) {
    case 'switch':
      return [switchTo(ref)];
    case 'previous': {
      const possible = reply?.ok ? [reply.value as ProfileRef | null] : [active, ...recents];
      return possible.flatMap((to) => (to ? switchTo(to) : []));
    }
    case 'rename':
      return [entry('profile-renamed', { subject })];
    case 'create-token':
    case 'rotate-token':
      return subject ? [entry('token-created', { subject })] : [];
    case 'revoke-token':
      return subject ? [entry('token-revoked', { subject })] : [];
    case 'invite':
      return [entry('member-invited', { subject: invited ?? null })];
    case 'add-profile':
      return [entry('profile-added', { subject })];
    case 'delete-profile':
      return subject ? [entry('profile-deleted', {})] : [];
    case 'allocate':
      return [entry('allocation-changed', {})];
    case 'upgrade':
      return subject
        ? [
            entry('subscription-changed', { subject: `${subject} ${amount}` }),
            entry('allocation-changed', {}),
          ]
        : [];
    case 'cancel-scheduled':
      return subject ? [entry('subscription-changed', {})] : [];
    default:
      return [];
  }
}

const RECORDED: ReadonlySet<JournalEntry['what']> = new Set([
  'switched',
  'profile-renamed',
  'token-created',
  'token-revoked',
  'member-invited',
  'profile-added',
  'profile-deleted',
  'allocation-changed',
  'subscription-changed',
]);

function countsOf(journal: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of journal) {
    if (!RECORDED.has(entry.what)) continue;
    const key = keyOf(entry);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Returns what distinguishes entries: a renamed profile's new name, an added one's name, a deleted one's key. */
function keyOf({ what, connectionKey, profileKey, subject }: Entry): string {
  const ofAccount = ['profile-added', 'allocation-changed', 'subscription-changed'].includes(what);
  const named = what === 'profile-renamed' ? subject?.split(' → ').at(-1) : subject;
  const isNamed = what !== 'switched' && what !== 'profile-deleted';
  return [what, ofAccount ? connectionKey : profileKey, isNamed ? named : ''].filter(Boolean).join(' ');
}
