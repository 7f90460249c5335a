import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { historyOrder } from '../../../lib/refresh/history-order.ts';

/** Numbers from 0 to 1 that are the same in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Reads 60 profiles an hour, nine hours a day, and returns by profile when each was last read; null: never. */
function simulate(profiles: number, days: number, fails: (profile: number) => boolean): (number | null)[] {
  const random = seededRandom(7);
  const readAt = Array<number | null>(profiles).fill(null);
  for (let day = 0; day < days; day++)
    for (let hour = 0; hour < 9; hour++) {
      const now = day * DAY_MS + hour * HOUR_MS;
      const due = readAt.flatMap((last, profile) => {
        if (last !== null && now - last < DAY_MS) return [];
        const isLately = last !== null && now - last < 2 * DAY_MS;
        return [{ profile, isActive: profile === 0, readAt: isLately ? last : null }];
      });
      for (const { profile } of historyOrder(due, random).slice(0, 60))
        if (!fails(profile)) readAt[profile] = now;
    }
  return readAt;
}

describe('the order in which history is read', () => {
  it('leaves out no profile, with more of them than are read in a day', () => {
    for (const count of [600, 3000])
      expect(simulate(count, 60, () => false).filter((last) => last === null)).toEqual([]);
  });

  it('reads every day those that can be read, where hundreds fail each time', () => {
    const last = simulate(600, 10, (profile) => profile % 3 === 0);
    const read = last.filter((_, profile) => profile % 3 !== 0);
    expect(read.every((at) => at !== null && at >= 7 * DAY_MS)).toBe(true);
  });

  it('begins with the active profile', () => {
    const [first] = historyOrder([
      { isActive: false, readAt: 1 },
      { isActive: true, readAt: 5 },
      { isActive: false, readAt: null },
    ]);
    expect(first?.isActive).toBe(true);
  });
});
