import { own } from '../own.ts';
import { levelRank } from '../usage/level.ts';
import { monthOf } from '../usage/month.ts';
import { isMonthly } from '../usage/service.ts';
import { levelOf } from '../usage/service-level.ts';
import { type Allocation, servicePool } from './allocation.ts';
import { FREE_PLAN, type PriceTable, type SubscriptionFacts } from './billing.ts';
import { centsInTiers } from './monthly-price.ts';

/** One service of one profile, with what the account has to raise its limit. */
export interface LimitFacts {
  service: string;
  /** Used this month; null: not known, so that nothing is suggested from it. */
  used: number | null;
  /** The profile's limit. */
  limit: number;
  /** Expected usage, e.g. at the end of the month at the current pace; null: not known. */
  expected?: number | null;
  /** The account's limit, and the unallocated part of it; null: that isn't known. */
  pool: number;
  free: number | null;
  /** US cents a month, ascending by amount; empty: nothing can be bought. */
  tiers: readonly { amount: number; price: number }[];
}

/** An account's billing as it is stored; null: not read. */
interface BillingFacts {
  subscription: Pick<SubscriptionFacts, 'services' | 'plan'> | null;
  allocation: Allocation | null;
  prices: PriceTable | null;
}

/**
 * Minimum elapsed part of a month before its pace says how much to buy. Longer than a forecast needs: a forecast also
 * knows the months before and is computed again each hour, while a bought limit is paid for until it is lowered.
 */
const MIN_PACE_SHARE = 0.1;

/**
 * Returns the facts about one service of one profile, from stored data; null while the account's limits aren't known.
 * `used`: this month, null when that isn't known. `readAt`: when it was read, epoch ms.
 */
export function limitFactsOf(
  service: string,
  profileId: string,
  { used, limit }: { used: number | null; limit: number },
  { subscription, allocation, prices }: BillingFacts,
  readAt: number,
): LimitFacts | null {
  if (!subscription || !allocation) return null;
  const { pool, free } = servicePool({ subscription, allocation }, service);
  return {
    service,
    used,
    limit: own(allocation[profileId] ?? {}, service) ?? limit,
    expected: expectedUsage(service, used, readAt),
    pool,
    free,
    tiers: subscription.plan === FREE_PLAN ? [] : (own(prices?.tiers ?? {}, service) ?? []),
  };
}

/**
 * Returns usage at the end of the month at its pace so far; null for other services, and early in the month. Not the
 * forecast's: a service that is full has none, and is the one to raise.
 */
function expectedUsage(service: string, used: number | null, readAt: number): number | null {
  if (used === null || !isMonthly(service)) return null;
  const { start, end } = monthOf(readAt);
  const elapsed = (readAt - start) / (end - start);
  return elapsed < MIN_PACE_SHARE ? null : Math.ceil(used / elapsed);
}

/** Allocate units that no profile has, at no cost. */
export interface FreeStep {
  kind: 'free-pool';
  /** All unallocated units. */
  free: number;
  /** The suggested amount: enough, or everything; 0: the limit is enough already. */
  add: number;
}

/** Buy a larger tier for the account; the added units go to the profile. */
interface TierStep {
  kind: 'tier';
  /** The account's limit with it. */
  tier: number;
  add: number;
  /** The profile's limit with it. */
  limit: number;
  /** The tier's price a month, and the difference from the current one's; null: the current one's isn't known. */
  cents: number;
  moreCents: number | null;
}

export type RaiseStep = FreeStep | TierStep;

/** A raised limit is chosen so that usage is at most this part of it. */
const COMFORTABLE_SHARE = 0.75;

/** Returns the lowest limit that leaves usage well below the first warning. */
export function comfortableLimit(used: number): number {
  return Math.max(0, Math.ceil(used / COMFORTABLE_SHARE));
}

/** The part of the pool that is suggested for a profile that has none of a service. */
const FIRST_SHARE = 0.1;

/** Returns the step that allocates free units; null when there are none, or none are known. */
export function freeStep({ used, limit, expected, pool, free }: LimitFacts): FreeStep | null {
  if (free === null || free <= 0) return null;
  const missing = used === null ? 0 : comfortableLimit(Math.max(used, expected ?? 0)) - limit;
  const least = limit > 0 ? 0 : Math.ceil(pool * FIRST_SHARE);
  return { kind: 'free-pool', free, add: Math.min(free, roundedUp(Math.max(least, missing))) };
}

/**
 * Returns true if what is unallocated suffices for a limit that leaves usage well below the first warning: then nothing
 * needs to be bought. While usage isn't known, what is free is to be given first.
 */
export function isFreeEnough(facts: LimitFacts): boolean {
  const { used, expected, limit } = facts;
  const step = freeStep(facts);
  if (step === null) return false;
  return used === null || limit + step.free >= comfortableLimit(Math.max(used, expected ?? 0));
}

/** Returns the next number of two digits and zeros, which is easier to read and to remember. */
function roundedUp(amount: number): number {
  const unit = 10 ** Math.max(0, String(amount).length - 2);
  return Math.ceil(amount / unit) * unit;
}

/** Returns every larger tier of the account, the next one first. */
export function tierSteps({ pool, limit, tiers }: LimitFacts): TierStep[] {
  const current = centsInTiers(tiers, pool);
  return tiers
    .filter(({ amount }) => amount > pool)
    .map(({ amount, price }) => ({
      kind: 'tier',
      tier: amount,
      add: amount - pool,
      limit: limit + amount - pool,
      cents: price,
      moreCents: current === null ? null : price - current,
    }));
}

/**
 * Returns the step to propose: free units if they are enough to lower the service's level, else the first tier that is
 * (or the largest); while its level is fine, the next tier. Null when the limit can't be raised, or needn't be and
 * nothing is on sale.
 */
export function nextStep(facts: LimitFacts): RaiseStep | null {
  const now = rankWith(facts, facts.limit);
  const free = freeStep(facts);
  if (free && (facts.limit <= 0 || rankWith(facts, facts.limit + free.add) < now)) return free;
  const tiers = tierSteps(facts);
  const enough = tiers.find((step) => rankWith(facts, step.limit) < now);
  return enough ?? (now <= 0 ? tiers[0] : tiers.at(-1)) ?? (free && free.add > 0 ? free : null);
}

function rankWith({ used }: LimitFacts, limit: number): number {
  return levelRank(used === null ? null : levelOf({ used, limit }));
}
