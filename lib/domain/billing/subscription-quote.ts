import { isSameInAnyOrder } from '../json.ts';
import { own } from '../own.ts';
import type { Allocation } from './allocation.ts';
import {
  type Holdings,
  holdersOf,
  type PriceTable,
  type ReceiverUnits,
  type SubscriptionChange,
  type SubscriptionFacts,
} from './billing.ts';
import {
  afterSchedule,
  endsWithCycle,
  limitCents,
  monthlyCentsIfPublished,
  tierCents,
} from './monthly-price.ts';

/** What a person wants to change about a subscription. The change itself is built from a new read of it. */
export type SpendingIntent = LimitIntent | AddonIntent;

/** Set the account's limit of a service; the added units go to a profile, or (null) stay unallocated. */
export interface LimitIntent {
  kind: 'limit';
  service: string;
  limit: number;
  receiverId: string | null;
}

/** Add an add-on to one profile or remove it; other profiles keep theirs. */
export interface AddonIntent {
  kind: 'addon';
  name: string;
  profileId: string;
  action: 'add' | 'remove';
}

/**
 * What an intent does and costs, all from one read of the platform. Prices are whole US cents.
 */
export interface SubscriptionQuote {
  intent: SpendingIntent;
  /** What is sent if the person confirms. */
  change: SubscriptionChange;
  /** True for an upgrade, which is paid at once; false for a change at the end of the cycle. */
  isStepUp: boolean;
  /** For a limit: the account's limit now, and the scheduled one that the change replaces. */
  fromLimit: number | null;
  scheduledLimit: number | null;
  /** The receiving profile's limit now; null: there is none. */
  receiverLimit: number | null;
  /** What the receiving profile gets. */
  receiverUnits: ReceiverUnits | null;
  /** Due now, for the rest of the cycle; 0 for a downgrade. Null: the platform doesn't return it. */
  nowCents: number | null;
  /** Change of the monthly price. */
  differenceCents: number;
  /** Monthly price from the next cycle on, with and without the change; null: some prices aren't published. */
  monthlyCents: number | null;
  monthlyBeforeCents: number | null;
  /** ISO 8601; null: the platform returns none. */
  cycleEnd: string | null;
}

/** Why something can't be ordered. `reason`: message key. */
export interface NoQuote {
  reason:
    | 'ruleNotOnSale'
    | 'ruleContractPrice'
    | 'ruleNothingToChange'
    | 'ruleAlreadyScheduled'
    | 'ruleProfileGone'
    | 'ruleLimitsUnread'
    | 'ruleFreePlanScheduled';
}

/**
 * Everything that a quote is based on, read together. `allocation` null: not read, since no profile receives anything.
 */
export interface QuoteFacts {
  subscription: SubscriptionFacts;
  prices: PriceTable;
  /** Null: could not be read, so the amount due now isn't known. */
  prorated: PriceTable | null;
  allocation: Allocation | null;
}

/** Returns what an intent does and costs, or why it can't be ordered. */
export function quoteOf(intent: SpendingIntent, facts: QuoteFacts): SubscriptionQuote | NoQuote {
  const quote = intent.kind === 'limit' ? limitQuote(intent, facts) : addonQuote(intent, facts);
  // It would be paid for, and end with the cycle.
  if (isQuote(quote) && quote.isStepUp && endsWithCycle(facts.subscription))
    return { reason: 'ruleFreePlanScheduled' };
  return quote;
}

export function isQuote(quote: SubscriptionQuote | NoQuote): quote is SubscriptionQuote {
  return !('reason' in quote);
}

function limitQuote(intent: LimitIntent, facts: QuoteFacts): SubscriptionQuote | NoQuote {
  const { service, limit, receiverId } = intent;
  const { subscription, prices, prorated, allocation } = facts;
  const from = subscription.services[service] ?? 0;
  const scheduled = subscription.schedule?.services[service] ?? null;
  const price = tierCents(prices, service, limit);
  if (price === null) return { reason: 'ruleNotOnSale' };
  const limitBefore = afterSchedule(subscription).services[service] ?? 0;
  const priceBefore = limitCents(prices, service, limitBefore);
  if (priceBefore === null) return { reason: 'ruleContractPrice' };
  if (limit === from) return { reason: 'ruleNothingToChange' };
  if (limit === scheduled) return { reason: 'ruleAlreadyScheduled' };
  const isStepUp = limit > from;
  const receiver = isStepUp ? receiverId : null;
  const receiverLimits = receiver === null ? undefined : allocation?.[receiver];
  if (receiver !== null && receiverLimits === null) return { reason: 'ruleLimitsUnread' };
  if (receiver !== null && !receiverLimits) return { reason: 'ruleProfileGone' };
  return {
    ...costsOf({ services: { [service]: limit } }, facts),
    intent,
    isStepUp,
    fromLimit: from,
    scheduledLimit: scheduled === from ? null : scheduled,
    receiverLimit: receiver === null ? null : (receiverLimits?.[service] ?? 0),
    receiverUnits: receiver === null ? null : { profileId: receiver, service, amount: limit - from },
    nowCents: isStepUp ? prorated && tierCents(prorated, service, limit) : 0,
    differenceCents: price - priceBefore,
  };
}

function addonQuote(intent: AddonIntent, facts: QuoteFacts): SubscriptionQuote | NoQuote {
  const { name, profileId, action } = intent;
  const { subscription, prices, prorated, allocation } = facts;
  const price = own(prices.addons, name);
  const held = holdersOf(subscription, name);
  // An order replaces the whole list, so that has to be known.
  if (price === undefined || held === undefined) return { reason: 'ruleNotOnSale' };
  const next = own(afterSchedule(subscription).addons, name) ?? [];
  if (next.includes(profileId) === (action === 'add'))
    return {
      reason:
        held.includes(profileId) === (action === 'add') ? 'ruleNothingToChange' : 'ruleAlreadyScheduled',
    };
  if (action === 'add' && allocation?.[profileId] === undefined) return { reason: 'ruleProfileGone' };
  // Based on the scheduled list: an order for one profile must not revert what is scheduled for others.
  const others = (own(subscription.schedule?.addons ?? {}, name) ?? held).filter((id) => id !== profileId);
  const ids = action === 'add' ? [...others, profileId] : others;
  const isStepUp = action === 'add' && !held.includes(profileId);
  return {
    ...costsOf({ addons: { [name]: ids } }, facts),
    intent,
    isStepUp,
    fromLimit: null,
    scheduledLimit: null,
    receiverLimit: null,
    receiverUnits: null,
    nowCents: isStepUp ? (own(prorated?.addons ?? {}, name) ?? null) : 0,
    differenceCents: (ids.length - next.length) * price,
  };
}

function costsOf(change: SubscriptionChange, { subscription, prices }: QuoteFacts) {
  const next = afterSchedule(subscription);
  return {
    change,
    monthlyCents: monthlyCentsIfPublished(after(change, next), prices),
    monthlyBeforeCents: monthlyCentsIfPublished(next, prices),
    cycleEnd: subscription.cycleEnd,
  };
}

/**
 * Returns true if a quote is still the one that a person confirmed. The amount due now shrinks with the rest of the
 * cycle, so less than confirmed is accepted; more isn't, nor is one that became known or unknown. The order of an
 * add-on's profiles has no meaning.
 */
export function isConfirmed(fresh: SubscriptionQuote, confirmed: SubscriptionQuote): boolean {
  const { nowCents, ...rest } = fresh;
  const { nowCents: confirmedNow, ...confirmedRest } = confirmed;
  const isAmountAccepted =
    nowCents === null || confirmedNow === null ? nowCents === confirmedNow : nowCents <= confirmedNow;
  return isAmountAccepted && isSameInAnyOrder(rest, confirmedRest);
}

function after(change: SubscriptionChange, held: Holdings): Holdings {
  if ('services' in change) return { ...held, services: { ...held.services, ...change.services } };
  return { ...held, addons: { ...held.addons, ...change.addons } };
}

/**
 * Returns where an ordered change is: in force, scheduled or absent; `exceeded`: the limit is higher than ordered,
 * since somebody raised it further. For an add-on only the ordered profile counts: others may have changed since.
 */
export function placeOf(
  { intent, isStepUp }: Pick<SubscriptionQuote, 'intent' | 'isStepUp'>,
  current: Pick<SubscriptionFacts, 'services' | 'addons' | 'schedule'>,
): 'in-force' | 'exceeded' | 'scheduled' | 'absent' {
  const { schedule } = current;
  const next = schedule && {
    services: { ...current.services, ...schedule.services },
    addons: { ...current.addons, ...schedule.addons },
  };
  const isRaisedFurther =
    isStepUp && intent.kind === 'limit' && (current.services[intent.service] ?? 0) > intent.limit;
  if (isHeld(intent, current)) return 'in-force';
  // A schedule is read later and lists all services or profiles: a step up in it may be what is being paid, or was just
  // paid.
  if (next && isHeld(intent, next) && (!isStepUp || isRaisedFurther)) return 'scheduled';
  return isRaisedFurther ? 'exceeded' : 'absent';
}

function isHeld(
  intent: SpendingIntent,
  { services, addons }: Pick<Holdings, 'services' | 'addons'>,
): boolean {
  if (intent.kind === 'limit') return services[intent.service] === intent.limit;
  const isThere = own(addons, intent.name)?.includes(intent.profileId) ?? false;
  return isThere === (intent.action === 'add');
}
