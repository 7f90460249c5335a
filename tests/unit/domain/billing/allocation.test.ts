import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areMade,
  clampToPool,
  conflictsWith,
  distributeRest,
  isFull,
  type LimitChange,
  limitsOf,
  maxLimitFor,
  planUndo,
  poolState,
  type Share,
  shareByUsage,
  shareEvenly,
  withChanges,
} from '../../../../lib/domain/billing/allocation.ts';

const share = (limit: number, used: number | null, profileId = 'p'): Share => ({ profileId, limit, used });
const sumOf = (parts: number[]) => parts.reduce((sum, part) => sum + part, 0);

const amount = fc.integer({ min: 0, max: 50_000_000 });
const used = fc.oneof(amount, fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(null));
/** A pool with shares that do not exceed it. */
const pools = fc
  .tuple(
    fc.array(fc.record({ profileId: fc.uuid(), limit: amount, used }), { minLength: 1, maxLength: 20 }),
    amount,
  )
  .map(([shares, free]) => ({ shares, pool: sumOf(shares.map(({ limit }) => limit)) + free }));

describe('dividing a pool', () => {
  it('divides evenly', () => {
    expect(shareEvenly(10, [share(0, 0), share(9, 0), share(0, 0)])).toEqual([4, 3, 3]);
  });

  it('divides by use and gives everybody something', () => {
    const [busy, quiet, idle] = shareByUsage(1000, [share(0, 600), share(0, 150), share(0, 0)]);
    expect(busy).toBeGreaterThan(750);
    expect(quiet).toBeGreaterThan(150);
    expect(idle).toBeGreaterThan(0);
    expect(busy! + quiet! + idle!).toBe(1000);
  });

  it('keeps a share whose use is unknown', () => {
    expect(shareByUsage(1000, [share(300, null), share(0, 50), share(700, 50)])).toEqual([300, 350, 350]);
  });

  it('divides in proportion when more is used than there is', () => {
    expect(shareByUsage(100, [share(0, 300), share(0, 100)])).toEqual([75, 25]);
  });

  it('divides the rest in proportion to the shares, or evenly', () => {
    expect(distributeRest(100, [share(30, 0), share(10, 0)])).toEqual([75, 25]);
    expect(distributeRest(100, [share(0, 0), share(0, 0)])).toEqual([50, 50]);
    expect(distributeRest(100, [share(80, 0), share(40, 0)])).toEqual([80, 40]);
  });

  it('never gives more than there is, and only whole units', () => {
    fc.assert(
      fc.property(pools, ({ pool, shares }) => {
        for (const parts of [
          shareEvenly(pool, shares),
          shareByUsage(pool, shares),
          distributeRest(pool, shares),
        ]) {
          expect(parts).toHaveLength(shares.length);
          expect(parts.every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true);
          expect(sumOf(parts)).toBeLessThanOrEqual(pool);
        }
        // All of it is given where anybody may be given more.
        expect(sumOf(shareEvenly(pool, shares))).toBe(pool);
        expect(sumOf(distributeRest(pool, shares))).toBe(pool);
        if (shares.some((one) => one.used !== null)) expect(sumOf(shareByUsage(pool, shares))).toBe(pool);
      }),
    );
  });

  it('gives everybody what they use when that is possible', () => {
    fc.assert(
      fc.property(pools, ({ pool, shares }) => {
        const unknown = sumOf(shares.map((one) => (one.used === null ? one.limit : 0)));
        const needed = sumOf(shares.map((one) => Math.ceil(one.used ?? 0)));
        fc.pre(needed + unknown <= pool);
        const parts = shareByUsage(pool, shares);
        expect(shares.every((one, index) => one.used === null || parts[index]! >= one.used)).toBe(true);
      }),
    );
  });

  it('takes nothing away to divide the rest', () => {
    fc.assert(
      fc.property(pools, ({ pool, shares }) => {
        expect(distributeRest(pool, shares).every((part, index) => part >= shares[index]!.limit)).toBe(true);
      }),
    );
  });
});

describe('changing one share', () => {
  it('is limited to what the others leave', () => {
    expect(clampToPool(100, [20, 30], 0, 90)).toBe(70);
    expect(clampToPool(100, [20, 30], 0, 12.6)).toBe(13);
    expect(clampToPool(100, [20, 30], 0, -5)).toBe(0);
    expect(clampToPool(100, [20, 30], 0, Number.NaN)).toBe(0);
    expect(maxLimitFor(100, [20, 30], 1)).toBe(80);
  });

  it('can only reduce it when too much is allocated', () => {
    expect(clampToPool(100, [80, 60], 0, 95)).toBe(80);
    expect(clampToPool(100, [80, 60], 0, 40)).toBe(40);
  });

  it('keeps the sum within the pool', () => {
    const moves = fc.array(fc.tuple(fc.nat(), fc.double()), { maxLength: 30 });
    fc.assert(
      fc.property(pools, moves, ({ pool, shares }, requests) => {
        const limits = shares.map(({ limit }) => limit);
        for (const [who, request] of requests) {
          const index = who % limits.length;
          limits[index] = clampToPool(pool, limits, index, request);
          expect(sumOf(limits)).toBeLessThanOrEqual(pool);
          expect(poolState(pool, limits)).toEqual({
            allocated: sumOf(limits),
            free: pool - sumOf(limits),
            over: 0,
          });
        }
      }),
    );
  });

  it('reports an excess', () => {
    expect(poolState(100, [80, 60])).toEqual({ allocated: 140, free: 0, over: 40 });
  });

  it('warns of a limit that current use has reached, as that is when the platform blocks', () => {
    expect(isFull(99, 100)).toBe(true);
    expect(isFull(100, 100)).toBe(true);
    expect(isFull(101, 100)).toBe(false);
    expect(isFull(0, 0)).toBe(false);
    expect(isFull(0, null)).toBe(false);
  });
});

describe('a change of limits', () => {
  const at = (profileId: string, service: string, from: number, to: number): LimitChange => ({
    profileId,
    service,
    from,
    to,
  });
  const allocations = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.dictionary(fc.constantFrom('input', 'sms', 'email'), fc.nat(5)),
  );
  const edits = fc.uniqueArray(
    fc.record({
      profileId: fc.constantFrom('a', 'b', 'c'),
      service: fc.constantFrom('input', 'sms', 'email'),
      to: fc.nat(5),
    }),
    { selector: ({ profileId, service }) => profileId + service },
  );

  it('conflicts when the limit has changed or the profile was deleted, but not when it has the new value', () => {
    const current = { a: { sms: 2100, email: 5 }, b: {} };
    expect(
      conflictsWith(current, [
        at('a', 'sms', 1200, 1300),
        at('a', 'email', 3, 5),
        at('b', 'sms', 0, 7),
        at('c', 'sms', 0, 1),
        at('b', 'valueOf', 0, 7),
      ]),
    ).toEqual([
      { ...at('a', 'sms', 1200, 1300), current: 2100 },
      { ...at('c', 'sms', 0, 1), current: null },
    ]);
  });

  it('to 0 is made where the limit is missing, but not for a profile that is gone or can’t be read', () => {
    const made = (profileId: string) =>
      areMade({ a: {}, b: null }, [at(profileId, 'sms', 5, 0), at(profileId, 'valueOf', 5, 0)]);
    expect(['a', 'b', 'c'].map(made)).toEqual([true, false, false]);
  });

  it('is reverted by an undo', () => {
    fc.assert(
      fc.property(allocations, edits, (before, wanted) => {
        const saved = wanted.map((edit) => ({ ...edit, from: before[edit.profileId]?.[edit.service] ?? 0 }));
        const now = withChanges(before, limitsOf(saved));
        expect(areMade(now, saved)).toBe(true);
        const { changes, kept } = planUndo(saved, now);
        expect(kept).toBe(0);
        expect(conflictsWith({ a: {}, b: {}, c: {}, ...now }, changes)).toEqual([]);
        const undone = withChanges(now, limitsOf(changes));
        for (const { profileId, service, from } of saved)
          expect(undone[profileId]?.[service] ?? 0).toBe(from);
      }),
    );
  });

  it('is not reverted when somebody has changed it since', () => {
    const saved = [at('a', 'input', 5, 8), at('a', 'sms', 1, 2)];
    expect(planUndo(saved, { a: { input: 9, sms: 2 } })).toEqual({
      changes: [at('a', 'sms', 2, 1)],
      kept: 1,
    });
  });

  it('leaves out what a deleted profile had when it is undone', () => {
    const saved = [at('gone', 'input', 10, 0), at('b', 'input', 10, 20)];
    expect(planUndo(saved, { b: { input: 20 } })).toEqual({ changes: [at('b', 'input', 20, 10)], kept: 1 });
  });

  it('says that a limit is kept that was raised from 0 and can’t be undone', () => {
    const saved = [at('a', 'input', 0, 100)];
    expect(planUndo(saved, {})).toEqual({ changes: [], kept: 1 });
    expect(planUndo(saved, { a: null })).toEqual({ changes: [], kept: 1 });
    expect(planUndo(saved, { a: {} })).toEqual({ changes: [], kept: 0 });
  });
});
