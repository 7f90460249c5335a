import { cycleOf } from '../usage/cycle.ts';
import { type Level, levelRank } from '../usage/level.ts';
import { isMonthly } from '../usage/service.ts';
import { levelOf, percentOf } from '../usage/service-level.ts';
import type { ServiceUsage } from '../usage/usage.ts';
import { poolState } from './allocation.ts';
import type { PriceTable, SubscriptionFacts } from './billing.ts';
import { elapsedShare } from './cost-cycle.ts';

/** What must be known of one service of one profile to say how its limit can be raised. */
export interface LimitFacts {
  service: string;
  used: number;
  /** The profile's limit. */
  limit: number;
  /** Use to be reckoned with, e.g. by the month's end at the present pace; null: not known. */
  expected?: number | null;
  /** The account's limit, and what of it is allocated to no profile. */
  pool: number;
  free: number;
  /** US cents a month, ascending by amount; empty: nothing is on sale. */
  tiers: readonly { amount: number; price: number }[];
}

/** An account's billing as it is stored; null: not read. */
export interface BillingFacts {
  subscription: Pick<SubscriptionFacts, 'services' | 'plan'> | null;
  allocation: Record<string, Record<string, number>> | null;
  prices: PriceTable | null;
}

/** On it nothing can be added, whatever the price table says. */
export const FREE_PLAN = 'free';
/** Before so much of a month is over its pace says little. */
const MIN_PACE_SHARE = 0.1;

/**
 * The facts of one service of one profile from what is stored; null while the account's limits are not known.
 * `now` is epoch ms.
 */
export function limitFactsOf(
  service: string,
  profileId: string,
  serviceUsage: ServiceUsage | undefined,
  { subscription, allocation, prices }: BillingFacts,
  now: number,
): LimitFacts | null {
  if (!subscription || !allocation) return null;
  const pool = subscription.services[service] ?? 0;
  const limits = Object.values(allocation).map((row) => row[service] ?? 0);
  const used = serviceUsage?.used ?? 0;
  return {
    service,
    used,
    limit: allocation[profileId]?.[service] ?? serviceUsage?.limit ?? 0,
    expected: expectedUse(service, used, now),
    pool,
    free: poolState(pool, limits).free,
    tiers: subscription.plan === FREE_PLAN ? [] : (prices?.tiers[service] ?? []),
  };
}

/** Use by the month's end at its pace until now; null where a service is not monthly or the month is young. */
function expectedUse(service: string, used: number, now: number): number | null {
  if (!isMonthly(service)) return null;
  const gone = elapsedShare(cycleOf(now), now);
  return gone < MIN_PACE_SHARE ? null : Math.ceil(used / gone);
}

/** From what is allocated to no profile: costs nothing. */
export interface FreeStep {
  kind: 'free-pool';
  /** All that can be given. */
  free: number;
  /** What is suggested: enough, or all there is. */
  add: number;
}

/** A larger tier for the account; what it adds to the pool goes to the profile. */
export interface TierStep {
  kind: 'tier';
  /** The account's limit with it. */
  tier: number;
  add: number;
  /** The profile's limit with it. */
  limit: number;
  /** The tier's price a month, and how much more than the present one's; null: the present one's is not known. */
  cents: number;
  moreCents: number | null;
}

export type RaiseStep = FreeStep | TierStep;

/** After a raise there should be room: use at so much of the limit. */
const COMFORTABLE_SHARE = 0.75;

/** Returns the least limit with which a use is well below the first warning. */
export function comfortableLimit(used: number): number {
  return Math.max(0, Math.ceil(used / COMFORTABLE_SHARE));
}

/** To a profile that has none of a service, this part of the pool is suggested. */
const FIRST_SHARE = 0.1;

/** Returns what may be given from the free pool; null when nothing is left of it. */
export function freeStep({ used, limit, expected, pool, free }: LimitFacts): FreeStep | null {
  if (free <= 0) return null;
  const enough = comfortableLimit(Math.max(used, expected ?? 0)) - limit;
  const least = limit > 0 ? 1 : Math.ceil(pool * FIRST_SHARE);
  return { kind: 'free-pool', free, add: Math.min(free, Math.max(least, enough)) };
}

/** Returns every larger tier of the account, the next one first. */
export function tierSteps({ pool, limit, tiers }: LimitFacts): TierStep[] {
  const present = tiers.find(({ amount }) => amount === pool)?.price ?? null;
  return tiers
    .filter(({ amount }) => amount > pool)
    .map(({ amount, price }) => ({
      kind: 'tier',
      tier: amount,
      add: amount - pool,
      limit: limit + amount - pool,
      cents: price,
      moreCents: present === null ? null : price - present,
    }));
}

/**
 * Returns the step to propose: from the free pool where that alone brings the service below the level it is at, else the
 * first tier that does so (the largest when none does). Null when there is nothing to raise it with.
 */
export function nextStep(facts: LimitFacts): RaiseStep | null {
  const now = rankWith(facts, facts.limit);
  const free = freeStep(facts);
  if (free && (facts.limit <= 0 || rankWith(facts, facts.limit + free.add) < now)) return free;
  const tiers = tierSteps(facts);
  return tiers.find((step) => rankWith(facts, step.limit) < now) ?? tiers.at(-1) ?? free;
}

export interface Proposal {
  service: string;
  level: Level;
  /** Whole percent of the limit; null: nothing is allocated. */
  percent: number | null;
  step: RaiseStep;
}

/**
 * Returns what a rule says of a service now: nothing below its level, else the next step. It only proposes: a person
 * decides, whatever it costs or does not cost.
 */
export function proposalFor(
  rule: 'warning' | 'high' | 'blocked' | undefined,
  facts: LimitFacts,
): Proposal | null {
  const level = levelOf(facts);
  if (!rule || level === null || levelRank(level) < levelRank(rule)) return null;
  const step = nextStep(facts);
  return step && { service: facts.service, level, percent: percentOf(facts), step };
}

function rankWith({ used }: LimitFacts, limit: number): number {
  return levelRank(levelOf({ used, limit }));
}
