import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  levelOf,
  levelRank,
  percentOf,
  servicesWorstFirst,
  worstLevel,
  worstService,
} from '../../../../lib/domain/usage/level.ts';

const amount = fc.oneof(fc.nat(1_000_000_000), fc.double({ min: 0, max: 1e9, noNaN: true }));
const allocated = fc.record({ used: amount, limit: fc.integer({ min: 1, max: 1_000_000_000 }) });

describe('percentOf and levelOf', () => {
  it.each([
    [0, 100, 0, 'ok'],
    [79.999, 100, 79, 'ok'],
    [80, 100, 80, 'warning'],
    [89.99, 100, 89, 'warning'],
    [90, 100, 90, 'high'],
    [349_999, 350_000, 99, 'high'],
    [350_000, 350_000, 100, 'blocked'],
    [365_000, 350_000, 104, 'blocked'],
    [109.56, 132, 83, 'warning'],
    [0.29, 1, 29, 'ok'],
    [-3, 10, 0, 'ok'],
  ])('%d of %d is %d %% and %s', (used, limit, percent, level) => {
    expect(percentOf({ used, limit })).toBe(percent);
    expect(levelOf({ used, limit })).toBe(level);
  });

  it('says nothing where nothing is allocated', () => {
    expect(percentOf({ used: 5, limit: 0 })).toBeNull();
    expect(levelOf({ used: 5, limit: 0 })).toBeNull();
    expect(levelOf({ used: 0, limit: -1 })).toBeNull();
  });

  it('is blocked and 100 % exactly when it is full', () => {
    fc.assert(
      fc.property(allocated, (usage) => {
        const full = usage.used >= usage.limit;
        expect(percentOf(usage)! >= 100).toBe(full);
        expect(levelOf(usage) === 'blocked').toBe(full);
      }),
    );
  });

  it('never falls while use grows', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 1e9 }), (a, b, limit) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(percentOf({ used: more, limit })!).toBeGreaterThanOrEqual(percentOf({ used: less, limit })!);
      }),
    );
  });
});

describe('servicesWorstFirst', () => {
  const usage = {
    services: {
      sms: { used: 0, limit: 0 },
      input: { used: 940, limit: 1000 },
      holograms: { used: 12, limit: 12 },
      email: { used: 8.3, limit: 10 },
      output: { used: 0, limit: 10 },
      analysis: { used: 0, limit: 5 },
    },
  };

  it('puts trouble first, keeps the platform’s order among equals, and what is not allocated last', () => {
    expect(servicesWorstFirst(usage).map(({ service, level }) => [service, level])).toEqual([
      ['holograms', 'blocked'],
      ['input', 'high'],
      ['email', 'warning'],
      ['output', 'ok'],
      ['analysis', 'ok'],
      ['sms', null],
    ]);
  });

  it('names the worst allocated service', () => {
    expect(worstService(usage)).toEqual({
      service: 'holograms',
      level: 'blocked',
      percent: 100,
      used: 12,
      limit: 12,
    });
    expect(worstLevel(usage)).toBe('blocked');
  });

  it('has no worst service where nothing is allocated or known', () => {
    expect(worstService({ services: { sms: { used: 3, limit: 0 } } })).toBeNull();
    expect(worstService(undefined)).toBeNull();
    expect(worstLevel({ services: {} })).toBeNull();
  });

  it('loses no service, and its first is no better than any other', () => {
    const services = fc.dictionary(fc.string(), fc.record({ used: amount, limit: fc.nat(1000) }));
    fc.assert(
      fc.property(services, (all) => {
        const ranked = servicesWorstFirst({ services: all });
        expect(ranked.map(({ service }) => service).sort()).toEqual(Object.keys(all).sort());
        const ranks = ranked.map(({ level }) => levelRank(level));
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      }),
    );
  });
});
