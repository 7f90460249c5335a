import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  PriceTable,
  ScheduledChange,
  SubscriptionFacts,
} from '../../../../lib/domain/billing/billing.ts';
import { afterSchedule, monthlyCentsIfPublished } from '../../../../lib/domain/billing/monthly-price.ts';
import {
  type AddonIntent,
  isConfirmed,
  isQuote,
  type LimitIntent,
  type QuoteFacts,
  quoteOf,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../../lib/domain/billing/subscription-quote.ts';
import { makeSubscription } from '../make.ts';

const prices: PriceTable = {
  plans: { free: 0, starter: 4900, scale: 19900 },
  addons: { custom_dns: 9900 },
  tiers: {
    email: [
      { amount: 100, price: 0 },
      { amount: 1000, price: 250 },
      { amount: 2000, price: 500 },
    ],
    sms: [
      { amount: 10, price: 0 },
      { amount: 100, price: 250 },
    ],
  },
};
const half: PriceTable = {
  plans: {},
  addons: { custom_dns: 4950 },
  tiers: { email: [{ amount: 2000, price: 125 }], sms: [{ amount: 100, price: 125 }] },
};
const subscription = makeSubscription({
  plan: 'starter',
  services: { email: 1000, sms: 10 },
  addons: { custom_dns: ['a'] },
  cycleStart: '2026-11-01T00:00:00Z',
  cycleEnd: '2026-12-01T00:00:00Z',
});
const facts = (more: Partial<SubscriptionFacts> = {}, rest: Partial<QuoteFacts> = {}): QuoteFacts => ({
  subscription: { ...subscription, ...more },
  prices,
  prorated: half,
  allocation: { p: { email: 300 }, a: {}, b: {}, c: {}, x: {} },
  ...rest,
});
const schedule = (change: Partial<ScheduledChange>): ScheduledChange => ({
  releaseAt: null,
  plan: null,
  services: {},
  addons: {},
  ...change,
});
const limit = (service: string, amount: number, receiverId: string | null = null): LimitIntent => ({
  kind: 'limit',
  service,
  limit: amount,
  receiverId,
});
const addon = (action: AddonIntent['action'], profileId: string): AddonIntent => ({
  kind: 'addon',
  name: 'custom_dns',
  profileId,
  action,
});
const quoted = (intent: SpendingIntent, given = facts()): SubscriptionQuote => {
  const quote = quoteOf(intent, given);
  if (!isQuote(quote)) throw new Error(quote.reason);
  return quote;
};

describe('a quote', () => {
  it('has the price now, the price a month, and the change to send', () => {
    expect(quoted(limit('email', 2000, 'p'))).toEqual({
      intent: limit('email', 2000, 'p'),
      change: { services: { email: 2000 } },
      isStepUp: true,
      fromLimit: 1000,
      scheduledLimit: null,
      receiverLimit: 300,
      receiverUnits: { profileId: 'p', service: 'email', amount: 1000 },
      nowCents: 125,
      differenceCents: 250,
      monthlyCents: 4900 + 500 + 9900,
      monthlyBeforeCents: 4900 + 250 + 9900,
      cycleEnd: '2026-12-01T00:00:00Z',
    });
  });

  it('of a step down costs nothing now, and gives nothing to a profile', () => {
    expect(quoted(limit('email', 100, 'p'))).toMatchObject({
      isStepUp: false,
      nowCents: 0,
      differenceCents: -250,
      receiverUnits: null,
    });
    expect(quoted(addon('remove', 'a'))).toMatchObject({
      nowCents: 0,
      change: { addons: { custom_dns: [] } },
    });
  });

  it('of a limit that somebody else raised further is a step down', () => {
    expect(quoted(limit('email', 1000), facts({ services: { email: 2000, sms: 10 } }))).toMatchObject({
      isStepUp: false,
      fromLimit: 2000,
      nowCents: 0,
    });
  });

  it('of an add-on changes one profile: the others keep theirs, and what is scheduled for them', () => {
    expect(quoted(addon('add', 'b'), facts({ addons: { custom_dns: ['a', 'x'] } })).change).toEqual({
      addons: { custom_dns: ['a', 'x', 'b'] },
    });
    const leaving = schedule({ addons: { custom_dns: ['a'] } });
    const given = facts({ addons: { custom_dns: ['a', 'x'] }, schedule: leaving });
    expect(quoted(addon('add', 'b'), given).change).toEqual({ addons: { custom_dns: ['a', 'b'] } });
    expect(quoted(addon('remove', 'a'), given).change).toEqual({ addons: { custom_dns: [] } });
    expect(quoteOf(addon('add', 'deleted'), facts())).toEqual({ reason: 'ruleProfileGone' });
    expect(isQuote(quoteOf(addon('remove', 'a'), facts({}, { allocation: null })))).toBe(true);
    // It only cancels the scheduled removal, which costs nothing now.
    expect(quoted(addon('add', 'x'), given)).toMatchObject({ nowCents: 0, isStepUp: false });
  });

  it('counts a scheduled change in the price a month, and names the scheduled limit it replaces', () => {
    const down = schedule({ services: { email: 100 } });
    expect(quoted(limit('sms', 100), facts({ schedule: down }))).toMatchObject({
      monthlyBeforeCents: 4900 + 9900,
      monthlyCents: 4900 + 9900 + 250,
    });
    expect(quoted(limit('email', 2000), facts({ schedule: down }))).toMatchObject({
      scheduledLimit: 100,
      differenceCents: 500,
      monthlyBeforeCents: 4900 + 9900,
    });
  });

  it('has no price now or a month where the platform returns none', () => {
    expect(quoted(limit('email', 2000), facts({}, { prorated: null })).nowCents).toBeNull();
    expect(quoted(limit('email', 2000), facts({}, { prorated: { ...half, tiers: {} } })).nowCents).toBeNull();
    const contract = facts({ services: { email: 1000, sms: 7777 } });
    expect(quoted(limit('email', 2000), contract)).toMatchObject({
      differenceCents: 250,
      monthlyCents: null,
      monthlyBeforeCents: null,
    });
  });

  it('is refused, with a reason, for what is not on sale, priced by contract, held already, or for a deleted profile', () => {
    const reason = (intent: SpendingIntent, given = facts()) => quoteOf(intent, given);
    expect(reason(limit('email', 1500))).toEqual({ reason: 'ruleNotOnSale' });
    expect(reason(limit('holograms', 1))).toEqual({ reason: 'ruleNotOnSale' });
    expect(reason({ ...addon('add', 'b'), name: 'helicopter' })).toEqual({ reason: 'ruleNotOnSale' });
    // Other profiles may have it, in a list that can't be read.
    const pricesOfBoat = { ...prices, addons: { boat: 100 } };
    expect(reason({ ...addon('add', 'b'), name: 'boat' }, { ...facts(), prices: pricesOfBoat })).toEqual({
      reason: 'ruleNotOnSale',
    });
    // Every object has a property of this name.
    expect(reason(limit('constructor', 1))).toEqual({ reason: 'ruleNotOnSale' });
    expect(reason({ ...addon('add', 'b'), name: 'constructor' })).toEqual({ reason: 'ruleNotOnSale' });
    expect(reason(limit('sms', 100), facts({ services: { sms: 77 } }))).toEqual({
      reason: 'ruleContractPrice',
    });
    expect(reason(limit('email', 1000))).toEqual({ reason: 'ruleNothingToChange' });
    expect(reason(addon('add', 'a'))).toEqual({ reason: 'ruleNothingToChange' });
    expect(reason(addon('remove', 'b'))).toEqual({ reason: 'ruleNothingToChange' });
    const lower = schedule({ services: { email: 100 }, addons: { custom_dns: [] } });
    expect(quoteOf(limit('email', 100), facts({ schedule: lower }))).toEqual({
      reason: 'ruleAlreadyScheduled',
    });
    expect(quoteOf(addon('remove', 'a'), facts({ schedule: lower }))).toEqual({
      reason: 'ruleAlreadyScheduled',
    });
    expect(reason(limit('email', 2000, 'gone'))).toEqual({ reason: 'ruleProfileGone' });
    const unread = facts({}, { allocation: { p: null } });
    expect(reason(limit('email', 2000, 'p'), unread)).toEqual({ reason: 'ruleLimitsUnread' });
  });

  it('is in whole cents, and its price a month is the price of the changed subscription', () => {
    const tier = (service: 'email' | 'sms') =>
      fc.constantFrom(...prices.tiers[service]!.map(({ amount }) => amount));
    fc.assert(
      fc.property(tier('email'), tier('sms'), tier('email'), (email, sms, wanted) => {
        const services = { email, sms };
        const quote = quoteOf(limit('email', wanted), facts({ services }, { prorated: prices }));
        if (!isQuote(quote)) {
          expect(wanted).toBe(email);
          return;
        }
        const held = { ...subscription, services };
        expect(quote.monthlyBeforeCents).toBe(monthlyCentsIfPublished(held, prices));
        expect(quote.monthlyCents).toBe(
          monthlyCentsIfPublished({ ...held, services: { ...services, email: wanted } }, prices),
        );
        expect(quote.monthlyCents! - quote.monthlyBeforeCents!).toBe(quote.differenceCents);
        expect(Number.isInteger(quote.nowCents)).toBe(true);
      }),
    );
  });
});

describe('the subscription after its schedule', () => {
  const monthlyAfter = (plan: string, change: Partial<ScheduledChange> = {}, from = 'starter') => {
    const held = { ...subscription, plan: from, schedule: schedule({ plan, ...change }) };
    return monthlyCentsIfPublished(afterSchedule(held), prices);
  };

  it('has nothing that was bought when it ends in the free plan, but what is scheduled with it', () => {
    expect(monthlyAfter('free')).toBe(0);
    expect(monthlyAfter('free', { services: { sms: 100 } })).toBe(250);
    const { services, addons } = subscription;
    expect(monthlyAfter('free', { services: { ...services, sms: 100 }, addons })).toBe(250);
    expect(monthlyAfter('free', {}, 'free')).toBe(250 + 9900);
    expect(monthlyAfter('scale')).toBe(19900 + 250 + 9900);
  });
});

describe('a limit that would end with a scheduled downgrade to the free plan', () => {
  it('has a difference that is the one between its monthly prices', () => {
    const given = facts({ services: { email: 100, sms: 100 }, schedule: schedule({ plan: 'free' }) });
    const quote = quoted(limit('sms', 10), given);
    expect(quote.differenceCents).toBe(quote.monthlyCents! - quote.monthlyBeforeCents!);
  });

  it('isn’t raised: what is bought would end with the plan', () => {
    const given = facts({ services: { email: 100 }, schedule: schedule({ plan: 'free' }) });
    expect(quoteOf(limit('email', 2000), given)).toEqual({ reason: 'ruleFreePlanScheduled' });
    expect(quoteOf(addon('add', 'c'), given)).toEqual({ reason: 'ruleFreePlanScheduled' });
  });
});

describe('an add-on that ends with a scheduled downgrade to the free plan', () => {
  const given = facts({ addons: { custom_dns: ['a', 'b'] }, schedule: schedule({ plan: 'free' }) });

  it('needs no order to be removed', () => {
    expect(quoteOf(addon('remove', 'a'), given)).toEqual({ reason: 'ruleAlreadyScheduled' });
  });

  it('has a difference that is the one between its monthly prices', () => {
    const quote = quoted(addon('add', 'a'), given);
    expect(quote.differenceCents).toBe(quote.monthlyCents! - quote.monthlyBeforeCents!);
    expect(quote.change).toEqual({ addons: { custom_dns: ['b', 'a'] } });
  });
});

describe('a confirmed quote', () => {
  const quote = quoted(limit('email', 2000, 'p'));

  it('still holds when the price now is the same or lower', () => {
    expect(isConfirmed(quote, quote)).toBe(true);
    expect(isConfirmed({ ...quote, nowCents: 124 }, quote)).toBe(true);
    expect(isConfirmed({ ...quote, nowCents: 126 }, quote)).toBe(false);
  });

  it('no longer holds when a known price becomes unknown, or an unknown one known', () => {
    expect(isConfirmed({ ...quote, nowCents: null }, quote)).toBe(false);
    expect(isConfirmed(quote, { ...quote, nowCents: null })).toBe(false);
    expect(isConfirmed({ ...quote, nowCents: null }, { ...quote, nowCents: null })).toBe(true);
  });

  it('still holds when TagoIO lists the profiles of an add-on in another order', () => {
    const of = (ids: string[]) => ({ ...quote, change: { addons: { custom_dns: ids } } });
    expect(isConfirmed(of(['b', 'a']), of(['a', 'b']))).toBe(true);
    expect(isConfirmed(of(['a', 'c']), of(['a', 'b']))).toBe(false);
  });

  it('no longer holds when anything else differs: limit before, receiver, price a month, cycle', () => {
    const others: Partial<SubscriptionQuote>[] = [
      { fromLimit: 100 },
      { receiverLimit: 299 },
      { monthlyBeforeCents: 0 },
      { monthlyCents: null },
      { cycleEnd: '2027-01-01T00:00:00Z' },
      { change: { services: { email: 1000 } } },
      { receiverUnits: null },
      { isStepUp: false },
    ];
    for (const other of others) expect(isConfirmed({ ...quote, ...other }, quote)).toBe(false);
  });
});
