import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comfortableLimit,
  freeStep,
  isFreeEnough,
  type LimitFacts,
  limitFactsOf,
  nextStep,
  tierSteps,
} from '../../../../lib/domain/billing/proposals.ts';
import { levelRank } from '../../../../lib/domain/usage/level.ts';
import { levelOf } from '../../../../lib/domain/usage/service-level.ts';

const tiers = [
  { amount: 3000, price: 0 },
  { amount: 6000, price: 3000 },
  { amount: 12_000, price: 5500 },
];
const unknown = { used: null, limit: 0 };
const full: LimitFacts = { service: 'analysis', used: 500, limit: 500, pool: 3000, free: 1500, tiers };

describe('the next step', () => {
  it('is as much of the unallocated pool as needed, rounded up to two digits', () => {
    expect(nextStep(full)).toEqual({ kind: 'free-pool', free: 1500, add: 170 });
    expect(nextStep({ ...full, expected: 900 })).toEqual({ kind: 'free-pool', free: 1500, add: 700 });
  });

  it('is the next tier when the unallocated pool is too small', () => {
    expect(nextStep({ ...full, free: 0 })).toEqual({
      kind: 'tier',
      tier: 6000,
      add: 3000,
      limit: 3500,
      cents: 3000,
      moreCents: 3000,
    });
    // 50 % over the limit: the rest of the pool would leave it full.
    expect(nextStep({ ...full, used: 750, free: 100 })).toMatchObject({ kind: 'tier', tier: 6000 });
  });

  it('skips a tier that would leave it as full as it is', () => {
    expect(nextStep({ ...full, used: 4000, free: 0 })).toMatchObject({ kind: 'tier', tier: 12_000 });
    expect(nextStep({ ...full, used: 99_000, free: 0 })).toMatchObject({ kind: 'tier', tier: 12_000 });
  });

  it('is the rest of the pool when nothing is on sale, and none when nothing is left', () => {
    expect(nextStep({ ...full, used: 750, free: 100, tiers: [] })).toEqual({
      kind: 'free-pool',
      free: 100,
      add: 100,
    });
    expect(nextStep({ ...full, free: 0, tiers: [] })).toBeNull();
    expect(nextStep({ ...full, free: 0, pool: 12_000 })).toBeNull();
  });

  it('costs its whole price more where the account has none of the service', () => {
    expect(tierSteps({ ...full, pool: 0, free: 0 }).map(({ moreCents }) => moreCents)).toEqual([
      0, 3000, 5500,
    ]);
  });

  it('has no price difference when the current price is unknown', () => {
    expect(tierSteps({ ...full, pool: 5000 })).toMatchObject([
      { tier: 6000, add: 1000, moreCents: null },
      { tier: 12_000, add: 7000, moreCents: null },
    ]);
  });

  it('suggests a first share to a profile without one', () => {
    expect(nextStep({ ...full, used: 0, limit: 0 })).toEqual({ kind: 'free-pool', free: 1500, add: 300 });
  });

  it('brings a service below its level, or is the largest there is', () => {
    const amounts = fc.integer({ min: 0, max: 20_000 });
    const facts = fc.record({
      service: fc.constant('analysis'),
      used: amounts,
      limit: fc.integer({ min: 1, max: 20_000 }),
      free: amounts,
      pool: fc.constantFrom(3000, 6000, 12_000),
      tiers: fc.constant(tiers),
    });
    fc.assert(
      fc.property(facts, (now) => {
        const step = nextStep(now);
        if (!step) return;
        const limit = step.kind === 'tier' ? step.limit : now.limit + step.add;
        expect(limit).toBeGreaterThan(now.limit);
        if (step.kind === 'free-pool') expect(step.add).toBeLessThanOrEqual(now.free!);
        const before = levelRank(levelOf(now));
        const after = levelRank(levelOf({ used: now.used, limit }));
        if (step.kind === 'free-pool' && before > 0 && tierSteps(now).length > 0)
          expect(after).toBeLessThan(before);
        if (step.kind === 'tier' && step.tier !== 12_000 && before > 0) expect(after).toBeLessThan(before);
      }),
    );
  });

  it('is nothing of the pool, and the next tier, while the limit is enough', () => {
    const healthy = { ...full, used: 100 };
    expect(freeStep(healthy)).toEqual({ kind: 'free-pool', free: 1500, add: 0 });
    expect(nextStep(healthy)).toMatchObject({ kind: 'tier', tier: 6000 });
    expect(nextStep({ ...healthy, tiers: [] })).toBeNull();
  });

  it('never suggests more than is free, nor a tenth more than is missing', () => {
    const amounts = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(amounts, amounts, amounts, (used, limit, free) => {
        const { add } = freeStep({ ...full, used, limit, free })!;
        const missing = Math.max(0, comfortableLimit(used) - limit);
        expect(add).toBeLessThanOrEqual(free);
        expect(add).toBeGreaterThanOrEqual(Math.min(free, missing));
        expect(add).toBeLessThanOrEqual(Math.max(missing * 1.1, missing));
      }),
    );
  });

  it('isn’t suggested from a usage that isn’t known, and a first share still is', () => {
    const unread: LimitFacts = { ...full, used: null, expected: null };
    expect(freeStep(unread)).toEqual({ kind: 'free-pool', free: 1500, add: 0 });
    expect(freeStep({ ...unread, limit: 0 })).toMatchObject({ add: 300 });
    expect(isFreeEnough(unread)).toBe(true);
    expect(isFreeEnough({ ...unread, free: 0 })).toBe(false);
  });

  it('is not to buy while what is unallocated is enough', () => {
    expect(isFreeEnough(full)).toBe(true);
    expect(isFreeEnough({ ...full, free: 100 })).toBe(false);
    expect(isFreeEnough({ ...full, expected: 1600 })).toBe(false);
    expect(isFreeEnough({ ...full, used: 100, free: 0 })).toBe(false);
  });

  it('leaves room', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (used) => {
        expect(levelOf({ used, limit: comfortableLimit(used) + 1 })).toBe('ok');
        expect(Number.isInteger(comfortableLimit(used))).toBe(true);
      }),
    );
    expect(freeStep({ ...full, free: 0 })).toBeNull();
  });
});

describe('the facts of a service', () => {
  const billing = {
    subscription: { plan: 'scale', services: { analysis: 3000, data_records: 100 } },
    allocation: { a: { analysis: 500, data_records: 60 }, b: { analysis: 1000 } },
    prices: { plans: {}, addons: {}, tiers: { analysis: tiers } },
  };
  const middle = Date.UTC(2026, 10, 16);

  it('are the account’s pool, what is free of it, and the month at its current pace', () => {
    expect(limitFactsOf('analysis', 'a', { used: 400, limit: 450 }, billing, middle)).toEqual({
      service: 'analysis',
      used: 400,
      limit: 500,
      expected: 800,
      pool: 3000,
      free: 1500,
      tiers,
    });
  });

  it('have the profile’s own limit of a service that is named like a property of every object', () => {
    expect(limitFactsOf('valueOf', 'a', { used: 1, limit: 5 }, billing, middle)).toMatchObject({ limit: 5 });
  });

  it('have no use, and expect none, while this month’s isn’t known', () => {
    expect(limitFactsOf('analysis', 'a', unknown, billing, middle)).toMatchObject({
      used: null,
      expected: null,
      limit: 500,
    });
  });

  it('expect nothing of a young month, nor of what is counted at any time', () => {
    const young = Date.UTC(2026, 10, 2);
    expect(limitFactsOf('analysis', 'a', { used: 400, limit: 500 }, billing, young)?.expected).toBeNull();
    expect(limitFactsOf('data_records', 'a', { used: 50, limit: 60 }, billing, middle)).toMatchObject({
      expected: null,
      free: 40,
      tiers: [],
    });
  });

  it('leave it open what is free while a profile’s limits can’t be read', () => {
    const unread = { ...billing, allocation: { ...billing.allocation, b: null } };
    for (const profile of ['a', 'b']) {
      const facts = limitFactsOf('analysis', profile, { used: 400, limit: 500 }, unread, middle)!;
      expect(facts).toMatchObject({ pool: 3000, limit: 500, free: null });
      expect([freeStep(facts), isFreeEnough(facts)]).toEqual([null, false]);
    }
  });

  it('have no tiers on the free plan, where nothing can be added', () => {
    const free = { ...billing, subscription: { ...billing.subscription, plan: 'free' } };
    expect(limitFactsOf('analysis', 'a', unknown, free, middle)?.tiers).toEqual([]);
  });

  it('are none while the account’s limits are not known', () => {
    expect(limitFactsOf('analysis', 'a', unknown, { ...billing, allocation: null }, middle)).toBeNull();
    expect(limitFactsOf('analysis', 'a', unknown, { ...billing, subscription: null }, middle)).toBeNull();
    expect(limitFactsOf('sms', 'c', { used: 0, limit: 0 }, billing, middle)).toMatchObject({
      used: 0,
      limit: 0,
      pool: 0,
    });
  });
});
