import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budgeted, planDelivery } from '../../../../lib/domain/alerts/notification-budget.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../lib/domain/time.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const row = (id: string, change: Partial<Budgeted> = {}): Budgeted => ({
  id,
  createdAt: NOW,
  shownAt: null,
  inSummary: false,
  acknowledged: false,
  ...change,
});

describe('planDelivery', () => {
  it('shows up to three notifications one by one, and more at once in one summary', () => {
    expect(
      planDelivery(
        ['a', 'b', 'c'].map((id) => row(id)),
        NOW,
      ).single,
    ).toEqual(['a', 'b', 'c']);
    expect(
      planDelivery(
        ['a', 'b', 'c', 'd'].map((id) => row(id)),
        NOW,
      ),
    ).toEqual({
      single: [],
      summary: ['a', 'b', 'c', 'd'],
      nextAt: null,
    });
  });

  it('shows at most four in any hour, and all alerts in the end, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 1, maxLength: 60 }), (minutes) => {
        let rows: Budgeted[] = [];
        const notifiedAt: number[] = [];
        const shown = new Set<string>();
        for (let minute = 0; minute <= 480; minute++) {
          const now = NOW + minute * MINUTE_MS;
          minutes.forEach((at, index) => {
            if (at === minute) rows.push(row(String(index), { createdAt: now }));
          });
          const { single, summary } = planDelivery(rows, now);
          for (const _ of single) notifiedAt.push(now);
          if (summary) notifiedAt.push(now);
          for (const id of [...single, ...(summary ?? [])]) shown.add(id);
          rows = rows.map((one) =>
            single.includes(one.id)
              ? { ...one, shownAt: now }
              : summary?.includes(one.id)
                ? { ...one, shownAt: now, inSummary: true }
                : one,
          );
        }
        expect(shown.size).toBe(minutes.length);
        for (const at of notifiedAt) {
          expect(
            notifiedAt.filter((other) => other >= at && other < at + HOUR_MS).length,
          ).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('repeats in a second summary what was not looked at in the first, and nothing else', () => {
    const first = (acknowledged: boolean) =>
      ['a', 'b'].map((id) => row(id, { shownAt: NOW - 2 * HOUR_MS, inSummary: true, acknowledged }));
    const waiting = ['c', 'd', 'e', 'f'].map((id) => row(id));
    expect(planDelivery([...waiting, ...first(false)], NOW).summary).toEqual(['c', 'd', 'e', 'f', 'a', 'b']);
    expect(planDelivery([...waiting, ...first(true)], NOW).summary).toEqual(['c', 'd', 'e', 'f']);
  });

  it('does not wait for time stamps from a clock that was ahead', () => {
    const ahead = ['a', 'b', 'c'].map((id) => row(id, { shownAt: NOW + 24 * HOUR_MS }));
    expect(planDelivery([...ahead, row('d')], NOW).single).toEqual(['d']);
  });
});
