import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readHistory } from '../../../../lib/actions/profiles/history.ts';
import { FORECAST_DAYS } from '../../../../lib/domain/forecast/compute-forecast.ts';
import { indexRows, seriesOf } from '../../../../lib/domain/usage/statistics.ts';
import { requestRanges } from '../../../../lib/refresh/history.ts';
import { syncHistory } from '../../../../lib/refresh/sync-history.ts';
import { getHistory } from '../../../../lib/store/history.ts';
import { usedAt } from '../../../sandbox/usage-model.ts';
import { failureOf } from '../connected-account.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

withConnectedAccount('token');

const asked = () => sandbox.requests.count({ route: '/profile/:id/statistics' });
const read = (periodicity: 'hour' | 'day' | 'month', from: number, to: number) =>
  readHistory({ ...ines.ref('Acme Farms'), periodicity, from, to });

describe.each([
  ['at the end', 'end'],
  ['after the end', 'after'],
] as const)('history whose rows are stamped %s of their period', (_, stamp) => {
  beforeEach(() => {
    sandbox.statisticsStamp = stamp;
  });

  it('is fetched once; later only what is missing is fetched', async () => {
    const to = Date.now();
    await read('day', to - 20 * DAY, to);
    expect(asked()).toBe(1);
    const { profileKey } = ines.ref('Acme Farms');
    const rows = await getHistory(profileKey, 'day', to - 20 * DAY, to);
    expect(rows.length).toBeGreaterThanOrEqual(19);
    expect(rows.some(({ values }) => (values.input ?? 0) > 0)).toBe(true);

    await read('day', to - 20 * DAY, to - 5 * DAY);
    expect(asked()).toBe(1);
    await read('day', to - 120 * DAY, to - 10 * DAY);
    expect(asked()).toBe(2);
    const [, second] = sandbox.requests.list({ route: '/profile/:id/statistics' });
    const end = Date.parse(new URLSearchParams(second!.search).get('end_date')!);
    expect(end).toBeLessThan(to - FORECAST_DAYS * DAY);
  });

  it('of the newest days is fetched with what forecasts need, which isn’t read for them anymore then', async () => {
    const to = Date.now();
    const { profileKey } = ines.ref('Acme Farms');
    await read('day', to - DAY, to);
    expect(asked()).toBe(1);
    const rows = await getHistory(profileKey, 'day', to - FORECAST_DAYS * DAY, to);
    expect(rows.length).toBeGreaterThanOrEqual(FORECAST_DAYS);
    sandbox.requests.clear();
    await syncHistory();
    const others = sandbox.requests.list({ route: '/profile/:id/statistics' });
    expect(others.map(({ profileId }) => profileId)).not.toContain(ines.id('Acme Farms'));
  });

  it('has whole days also where one request ends and the next begins', async () => {
    const profile = sandbox.state.profiles.find(({ id }) => id === ines.id('Acme Farms'))!;
    // Some in every second, also in the first of a day, and never so much that the limit is reached.
    profile.rates.input = 20_000;
    profile.allocation.input = 1_000_000_000;
    const to = Date.now();
    const border = Math.floor(to / DAY) * DAY - 100 * DAY;
    await read('day', border - 10 * DAY, border);
    await read('day', border, to);
    const { profileKey } = ines.ref('Acme Farms');
    const [last, first] = await getHistory(profileKey, 'day', border - DAY, border + DAY);
    expect(last?.values.input).toBe(usedAt(profile, 'input', border - 1000));
    expect(first?.values.input).toBe(usedAt(profile, 'input', border + DAY - 1000));
  });

  it('asks again for a day whose number can’t be read, which isn’t one without use', async () => {
    const to = Date.now();
    const today = Math.floor(to / DAY) * DAY;
    const rows = [
      { time: new Date(today - 2 * DAY - 1000), input: 5 },
      { time: new Date(today - DAY - 1000), input: '43463', output: 7 },
      { time: new Date(today - 1000), input: 9 },
    ];
    const body = JSON.stringify({ status: true, result: rows });
    const unreadable = sandbox.faults.add({ path: '/profile/:id/statistics', kind: 'raw', body, times: 1 });
    await read('day', today - 3 * DAY, today);
    expect(unreadable.hits).toBe(1);
    const { profileKey } = ines.ref('Acme Farms');
    const stored = () => getHistory(profileKey, 'day', today - 3 * DAY, today);
    const pointsOf = async (service: string) =>
      seriesOf(indexRows(await stored()), service, { periodicity: 'day', from: today - 3 * DAY, to: today });
    expect((await pointsOf('input')).map(({ total }) => total)).toEqual([5, null, 9]);
    expect((await pointsOf('output'))[1]?.total).toBe(7);
    await read('day', today - 3 * DAY, today);
    expect((await stored()).flatMap(({ unreadable }) => unreadable ?? [])).toEqual([]);
    expect((await stored()).map(({ time }) => Date.parse(time))).toEqual(
      [3, 2, 1].map((days) => today - days * DAY),
    );
  });

  it('by hour is fetched a month at a time, and a failure keeps what was fetched before it', async () => {
    const to = Date.now();
    sandbox.faults.add({ kind: 'server-error', path: '/profile/:id/statistics', skip: 1, times: 1 });
    expect(await failureOf(read('hour', to - 60 * DAY, to))).toMatchObject({ code: 'server' });
    const { profileKey } = ines.ref('Acme Farms');
    const kept = await getHistory(profileKey, 'hour', to - 60 * DAY, to);
    expect(kept.length).toBeGreaterThan(700);
    await read('hour', to - 60 * DAY, to);
    expect(asked()).toBe(3);
  });
});

describe('the fetched intervals', () => {
  const holes = fc
    .uniqueArray(fc.integer({ min: 0, max: 4000 }), { maxLength: 30 })
    .map((hours) =>
      hours.sort((a, b) => a - b).map((hour) => ({ from: hour * HOUR, to: (hour + 1) * HOUR })),
    );

  it('cover every gap once, in order and within the size limit', () => {
    fc.assert(
      fc.property(
        holes,
        fc.constantFrom('hour' as const, 'day' as const, 'month' as const),
        (missing, periodicity) => {
          const asked = requestRanges(missing, periodicity);
          for (const hole of missing) {
            expect(
              asked.some(({ from, to }) => from <= hole.from && hole.to <= to) || covered(asked, hole),
            ).toBe(true);
          }
          asked.forEach((interval, index) => {
            expect(interval.from).toBeLessThan(interval.to);
            if (index > 0) expect(interval.from).toBeGreaterThanOrEqual(asked[index - 1]!.to);
            if (periodicity === 'hour') expect(interval.to - interval.from).toBeLessThanOrEqual(31 * DAY);
          });
          expect(asked.length).toBeLessThanOrEqual(Math.max(missing.length, 1) + 6);
        },
      ),
    );
  });

  function covered(asked: { from: number; to: number }[], hole: { from: number; to: number }): boolean {
    const inside = asked.filter(({ from, to }) => from < hole.to && to > hole.from);
    return (
      inside.reduce((sum, { from, to }) => sum + Math.min(to, hole.to) - Math.max(from, hole.from), 0) ===
      hole.to - hole.from
    );
  }
});
