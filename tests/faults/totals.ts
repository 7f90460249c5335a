import type { Ledger, Performed } from './ledger.ts';
import { outcomeOf } from './outcome.ts';

/** How often something is there at least and at most. */
interface Range {
  min: number;
  max: number;
}

/** What a step may have done besides its actions. */
export interface Circumstances {
  /** The browser itself may have repeated a request. */
  mayRepeat: boolean;
  /** A cycle of the subscription may have ended: what was scheduled takes effect. */
  mayTurnCycle: boolean;
}

/**
 * What the platform must have after all of a script's replies so far: what was confirmed once, what was refused never,
 * and what got no reply once at most, in whichever later step it arrives.
 */
export class Totals {
  /** By id: the names that a profile may have. */
  private readonly names = new Map<string, Set<string>>();
  /** By name: profiles that were added. */
  private readonly added = new Map<string, Range & { ids: Set<string> }>();
  private readonly deleted = new Map<string, 'confirmed' | 'unknown'>();
  /** By id of the profile and name. */
  private readonly tokens = new Map<string, Range>();
  /** By id of the profile and service: amounts that may still be added to a limit. */
  private readonly additions = new Map<string, Set<string>>();
  /** By account, service and limit: how often it may have been paid for. */
  private readonly orders = new Map<string, Range>();

  constructor(private before: Ledger) {
    for (const [id, { name }] of before.profiles) this.names.set(id, new Set([name]));
  }

  /** Returns how the platform now contradicts all replies, those of the last step included, as sentences. */
  check(now: Ledger, performed: readonly Performed[], circumstances: Circumstances): string[] {
    this.record(performed, circumstances);
    const found = [
      ...this.wrongProfiles(now),
      ...this.wrongTokens(now),
      ...(circumstances.mayTurnCycle ? [] : this.wrongLimits(now)),
      ...this.wrongCharges(now),
    ];
    this.before = now;
    return found;
  }

  private record(performed: readonly Performed[], { mayRepeat }: Circumstances): void {
    // The same action from two windows is one of which two copies may exist, or one.
    for (const [key, one] of new Map(performed.map((made) => [keyOf(made), made]))) {
      const same = performed.filter((other) => keyOf(other) === key);
      const outcomes = same.map(outcomeOf);
      const isConfirmed = outcomes.includes('confirmed');
      const attempts = outcomes.filter((outcome) => outcome !== 'refused').length;
      // Of a request that the browser sent twice, the first may have been done and the second refused.
      if (attempts === 0 && !mayRepeat) continue;
      const copies = same.reduce(
        (sum, { reply }) => sum + ((reply?.value as { copies?: number } | null)?.copies ?? 0),
        0,
      );
      const range = { min: isConfirmed ? 1 : 0, max: attempts + copies + (mayRepeat ? 1 : 0) };
      this.recordOne(one, range, Math.max(1, attempts));
    }
  }

  private recordOne(one: Performed, range: Range, attempts: number): void {
    const { do: action, profile, subject, amount } = one;
    const isConfirmed = range.min > 0;
    switch (action) {
      case 'rename':
        this.names.get(profile)?.add(subject);
        return;
      case 'add-profile':
        this.added.set(subject, { ...range, ids: new Set() });
        return;
      case 'delete-profile':
        if (this.deleted.get(profile) !== 'confirmed')
          this.deleted.set(profile, isConfirmed ? 'confirmed' : 'unknown');
        return;
      case 'create-token':
        this.tokens.set(`${profile} ${subject}`, range);
        return;
      case 'rotate-token': {
        const known = this.tokens.get(`${profile} ${subject}`);
        if (!known) return;
        known.min += range.min;
        known.max += range.max;
        return;
      }
      case 'revoke-token': {
        const known = this.tokens.get(`${profile} ${subject}`);
        if (!known) return;
        known.min = Math.max(0, known.min - attempts);
        if (isConfirmed) known.max = Math.max(0, known.max - 1);
        return;
      }
      case 'allocate':
        this.addLater(profile, subject, `${one.from} ${amount}`);
        return;
      case 'upgrade': {
        if (!subject || amount <= one.from) return;
        // Units that were ordered for a profile are added to its limit.
        this.addLater(profile, subject, `${one.from} ${amount - one.from}`);
        const key = `${one.ref.connectionKey} ${subject} ${amount}`;
        const known = this.orders.get(key) ?? { min: 0, max: 0 };
        // One that arrives twice is charged once: the second is no step up.
        this.orders.set(key, { min: known.min + range.min, max: known.max + 1 });
      }
    }
  }

  private addLater(profile: string, service: string, addition: string): void {
    const key = `${profile} ${service}`;
    this.additions.set(key, (this.additions.get(key) ?? new Set()).add(addition));
  }

  private wrongProfiles({ profiles }: Ledger): string[] {
    const found: string[] = [];
    for (const [id, { name }] of profiles) {
      if (!this.names.has(id)) {
        this.names.set(id, new Set([name]));
        const adding = this.added.get(name);
        adding?.ids.add(id);
        if (!adding) found.push(`a profile ${name} is there that nobody added`);
      }
      if (!this.names.get(id)!.has(name)) found.push(`a profile is named ${name}, which nobody named it`);
      if (this.deleted.get(id) === 'confirmed') found.push(`${name} is there, and was deleted`);
    }
    for (const [id, names] of this.names)
      if (!profiles.has(id) && !this.deleted.has(id))
        found.push(`the profile ${[...names].at(-1)} is gone, and nobody deleted it`);
    for (const [name, { ids, min, max }] of this.added)
      if (ids.size < min || ids.size > max) found.push(`the profile ${name} was added ${ids.size} times`);
    return found;
  }

  private wrongTokens({ profiles }: Ledger): string[] {
    const found: string[] = [];
    for (const [id, { name: profile, tokens }] of profiles) {
      for (const name of new Set(tokens.filter((token) => token.startsWith('Name '))))
        if (!this.tokens.has(`${id} ${name}`))
          found.push(`${profile} has a token ${name} that was not created`);
    }
    for (const [key, { min, max }] of this.tokens) {
      const [id] = key.split(' ');
      const name = key.slice(id!.length + 1);
      const profile = profiles.get(id!);
      if (!profile) continue;
      const times = profile.tokens.filter((token) => token === name).length;
      if (times < min || times > max) found.push(`${profile.name} has the token ${name} ${times} times`);
    }
    return found;
  }

  /** A limit grows by what was confirmed or got no reply, each once. */
  private wrongLimits({ profiles }: Ledger): string[] {
    const found: string[] = [];
    for (const [id, { name, limits }] of profiles) {
      const old = this.before.profiles.get(id)?.limits;
      if (!old) continue;
      for (const [service, limit] of Object.entries(limits)) {
        const grown = limit - (old[service] ?? 0);
        if (grown === 0) continue;
        const open = this.additions.get(`${id} ${service}`) ?? new Set();
        const used = subsetOf([...open], grown);
        if (!used)
          found.push(
            `${service} of ${name} changed by ${grown}, and open is ${[...open].join(', ') || 'nothing'}`,
          );
        for (const addition of used ?? []) open.delete(addition);
      }
    }
    return found;
  }

  private wrongCharges({ charges }: Ledger): string[] {
    const found: string[] = [];
    const times = new Map<string, number>();
    for (const charge of charges) times.set(charge, (times.get(charge) ?? 0) + 1);
    for (const [charge, count] of times) {
      const max = this.orders.get(charge)?.max ?? 0;
      if (count > max) found.push(`${charge} was charged ${count} times, and ordered ${max} times`);
    }
    for (const [order, { min }] of this.orders) {
      const count = times.get(order) ?? 0;
      if (count < min) found.push(`${order} was confirmed ${min} times, and charged ${count} times`);
    }
    return found;
  }
}

const keyOf = ({ do: action, profile, subject, amount }: Performed) =>
  [action, profile, subject, amount].join('|');

/** Returns the additions that sum up to `sum`; null: none do. */
function subsetOf(additions: readonly string[], sum: number): string[] | null {
  if (sum === 0) return [];
  const [first, ...others] = additions;
  if (first === undefined) return null;
  const amount = Number(first.split(' ')[1]);
  const withFirst = subsetOf(others, sum - amount);
  return withFirst ? [first, ...withFirst] : subsetOf(others, sum);
}
