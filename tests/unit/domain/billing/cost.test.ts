import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceTable } from '../../../../lib/domain/billing/billing.ts';
import { costOf, isAllocated, orderedServices } from '../../../../lib/domain/billing/cost.ts';
import { servicePartCents } from '../../../../lib/domain/billing/cost-parts.ts';
import { monthlyCentsOf } from '../../../../lib/domain/billing/monthly-price.ts';

const prices: PriceTable = {
  plans: { free: 0, starter: 4900, scale: 19900 },
  addons: { custom_dns: 9900, mobile: 9900 },
  tiers: {
    input: [
      { amount: 1_000_000, price: 0 },
      { amount: 3_000_000, price: 2000 },
      { amount: 10_000_000, price: 5500 },
    ],
    analysis: [
      { amount: 3000, price: 0 },
      { amount: 6000, price: 3000 },
    ],
  },
};
const held = {
  plan: 'scale',
  services: { analysis: 6000, input: 3_000_000 },
  addons: { custom_dns: ['a'] },
};

describe('what an account costs', () => {
  it('isn’t known for a plan, a service or an add-on that is named like a property of every object', () => {
    const services = { ...held.services, constructor: 5 };
    const subscription = { plan: 'constructor', services, addons: { valueOf: ['a'] } };
    const cost = costOf({ subscription, allocation: { a: {} }, prices }, ['a']);
    expect(cost.plan.cents).toBeNull();
    expect(cost.services.at(-1)).toMatchObject({ service: 'constructor', cents: null, allocated: 0 });
    expect(cost.addons.find(({ name }) => name === 'valueOf')).toMatchObject({ centsEach: null, cents: 0 });
    expect(cost.totalCents).toBe(5000);
    expect(monthlyCentsOf(subscription, prices)).toBe(5000);
  });

  it.each(['constructor', '__proto__', 'toString'])('is an amount for a profile whose id is %s', (id) => {
    const allocation = JSON.parse(`{"${id}": {"input": 0}, "a": {"input": 5}}`);
    const cost = costOf({ subscription: held, allocation, prices }, ['a']);
    const [, other] = cost.profiles;
    expect(other).toMatchObject({ profileId: id, services: {}, cents: 0 });
    expect(cost.services.map((service) => servicePartCents(service, id))).toEqual([0, 0]);
    expect(cost.totalCents).toBe(monthlyCentsOf(held, prices));
  });

  it('is nothing for an add-on on sale that no profile has, also if every object has a property of its name', () => {
    const onSale = { ...prices, addons: { constructor: 9900 } };
    const cost = costOf({ subscription: { ...held, addons: {} }, allocation: {}, prices: onSale }, ['a']);
    expect(cost.addons).toEqual([{ name: 'constructor', centsEach: 9900, profileIds: new Set(), cents: 0 }]);
  });

  it('is allocated to the profiles with a limit, even a free one, or with an add-on', () => {
    const { profiles } = costOf(
      {
        subscription: { ...held, services: { input: 1_000_000 }, addons: { custom_dns: ['addon'] } },
        allocation: { free: { input: 1000 }, zero: { input: 0 } },
        prices,
      },
      ['free', 'zero', 'none', 'addon'],
    );
    expect(profiles.filter(isAllocated).map(({ profileId }) => profileId)).toEqual(['free', 'addon']);
  });

  it('is divided among its profiles by their share of each limit', () => {
    const allocation = { a: { input: 1_500_000, analysis: 2000 }, b: { input: 750_000, analysis: 0 } };
    const cost = costOf({ subscription: held, allocation, prices }, ['b', 'a']);
    expect(cost.profiles).toEqual([
      { profileId: 'b', services: { input: 500 }, addons: {}, cents: 500, areLimitsUnreadable: false },
      {
        profileId: 'a',
        services: { input: 1000, analysis: 1000 },
        addons: { custom_dns: 9900 },
        cents: 11900,
        areLimitsUnreadable: false,
      },
    ]);
    expect(cost.services).toEqual([
      {
        service: 'input',
        limit: 3_000_000,
        cents: 2000,
        allocated: 2_250_000,
        unallocated: 750_000,
        shares: { b: 500, a: 1000 },
        unallocatedCents: 500,
      },
      {
        service: 'analysis',
        limit: 6000,
        cents: 3000,
        allocated: 2000,
        unallocated: 4000,
        shares: { a: 1000 },
        unallocatedCents: 2000,
      },
    ]);
    expect(cost).toMatchObject({
      plan: { name: 'scale', cents: 19900 },
      profilesCents: 12400,
      unallocatedCents: 2500,
      totalCents: 34800,
      complete: true,
    });
  });

  it('counts a profile that two accounts see once: in the account that allocates limits to it', () => {
    const owner = costOf(
      { subscription: held, allocation: { a: { input: 1_500_000 }, s: { input: 750_000 } }, prices },
      ['a', 's'],
    );
    const other = { subscription: { ...held, addons: {} }, allocation: { b: { input: 3_000_000 } }, prices };
    // Even if it were listed among the other account's profiles, it would cost that one nothing.
    for (const ids of [['b'], ['b', 's']]) {
      const cost = costOf(other, ids);
      expect(cost.profiles.find(({ profileId }) => profileId === 's')?.cents ?? 0).toBe(0);
      expect(cost.totalCents).toBe(19900 + 2000 + 3000);
      expect(owner.totalCents + cost.totalCents).toBe(19900 + 2000 + 3000 + 9900 + 24900);
    }
    expect(owner.profiles.find(({ profileId }) => profileId === 's')?.cents).toBe(500);
  });

  it('is unknown for a plan, service or add-on without a published price', () => {
    const contract = {
      plan: 'gold',
      services: { input: 7_777_777, rockets: 3 },
      addons: { helicopter: ['a'] },
    };
    const cost = costOf({ subscription: contract, allocation: { a: { input: 5 } }, prices }, ['a']);
    expect(cost).toMatchObject({ totalCents: 0, complete: false, plan: { name: 'gold', cents: null } });
    expect(cost.services.map(({ service, cents }) => [service, cents])).toEqual([
      ['input', null],
      ['rockets', null],
    ]);
    expect(cost.addons.find(({ name }) => name === 'helicopter')).toMatchObject({
      centsEach: null,
      cents: 0,
    });
  });

  it('is nothing for a limit of 0, which is no unpublished price', () => {
    const services = { ...held.services, sms: 0 };
    const cost = costOf({ subscription: { ...held, services }, allocation: {}, prices }, ['a']);
    expect(cost).toMatchObject({
      complete: true,
      totalCents: costOf({ subscription: held, allocation: {}, prices }, ['a']).totalCents,
    });
    expect(cost.services.find(({ service }) => service === 'sms')).toMatchObject({ cents: 0 });
  });

  it('counts a service that no profile has as unallocated', () => {
    const cost = costOf({ subscription: held, allocation: {}, prices }, ['a']);
    expect(cost).toMatchObject({ unallocatedCents: 5000, profilesCents: 9900 });
  });

  it('has a row for an unlisted profile with an allocation or add-on', () => {
    const cost = costOf({ subscription: held, allocation: { gone: { input: 300_000 } }, prices }, []);
    expect(cost.profiles.map(({ profileId, cents }) => [profileId, cents])).toEqual([
      ['gone', 200],
      ['a', 9900],
    ]);
  });

  it('stays within the price when too much is allocated', () => {
    const allocation = { a: { input: 3_000_000 }, b: { input: 3_000_000 } };
    const cost = costOf({ subscription: held, allocation, prices }, ['a', 'b']);
    expect(cost.services[0]).toMatchObject({
      shares: { a: 1000, b: 1000 },
      unallocated: 0,
      unallocatedCents: 0,
    });
  });

  it('adds up to the subscription’s price in rows and columns', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    const amounts = fc.record({
      input: fc.integer({ min: 0, max: 10_000_000 }),
      analysis: fc.integer({ min: 0, max: 6000 }),
    });
    const allocations = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), amounts);
    const holdings = fc.record({
      plan: fc.constantFrom('free', 'starter', 'scale'),
      services: fc.record({
        input: fc.constantFrom(1_000_000, 3_000_000, 10_000_000),
        analysis: fc.constantFrom(3000, 6000),
      }),
      addons: fc.record({ custom_dns: ids, mobile: ids }),
    });
    fc.assert(
      fc.property(holdings, allocations, ids, (subscription, allocation, ownedIds) => {
        const cost = costOf({ subscription, allocation, prices }, ownedIds);
        const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
        expect(cost.totalCents).toBe(monthlyCentsOf(subscription, prices));
        for (const { cents, shares, unallocatedCents } of cost.services) {
          expect(sum(Object.values(shares)) + unallocatedCents).toBe(cents);
        }
        for (const { cents, services, addons } of cost.profiles) {
          expect(sum([...Object.values(services), ...Object.values(addons)])).toBe(cents);
        }
        expect(sum(cost.profiles.map(({ cents }) => cents))).toBe(cost.profilesCents);
        expect(cost.profilesCents + cost.unallocatedCents + cost.plan.cents!).toBe(cost.totalCents);
        expect(
          Object.values(cost).every((value) => typeof value !== 'number' || Number.isInteger(value)),
        ).toBe(true);
      }),
    );
  });
});

describe('the order of services', () => {
  it('is the platform’s; new ones follow', () => {
    expect(orderedServices(['zeta', 'run_users', 'alpha', 'input'])).toEqual([
      'input',
      'run_users',
      'alpha',
      'zeta',
    ]);
  });
});
