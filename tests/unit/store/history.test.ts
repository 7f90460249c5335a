import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryRow, Periodicity } from '../../../lib/domain/usage/history.ts';
import {
  missingPeriods,
  periodEnd,
  periodStart,
  periodsBetween,
  periodsOfReadings,
} from '../../../lib/domain/usage/periods.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { addHistory, getHistory, missingRanges } from '../../../lib/store/history.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { connectionRow, freshDatabase, profileRow } from './rows.ts';

const connection = connectionRow(1);
const { profileKey } = profileRow(connection.key, 1);
const at = (text: string) => Date.parse(text);
const row = (time: string, input: number, periodicity: Periodicity = 'day'): HistoryRow => ({
  profileKey,
  periodicity,
  time,
  values: { input },
});

beforeEach(async () => {
  await freshDatabase();
  await putConnection(connection);
  await replaceProfiles(connection.key, [profileRow(connection.key, 1)]);
});

describe('history', () => {
  const now = at('2026-03-10T12:00:00Z');

  it('is read by profile, periodicity and time, the oldest first', async () => {
    await addHistory([
      row('2026-03-03', 3),
      row('2026-03-01T00:00:00Z', 1),
      row('2026-03-02T00:00:00.000Z', 2),
    ]);
    await addHistory([row('2026-03-02T05:00:00Z', 99, 'hour')]);
    const rows = await getHistory(profileKey, 'day', at('2026-03-01'), at('2026-03-03'));
    expect(rows.map(({ time, values }) => [time, values.input])).toEqual([
      ['2026-03-01T00:00:00.000Z', 1],
      ['2026-03-02T00:00:00.000Z', 2],
    ]);
  });

  it('has only the gaps as missing', async () => {
    const from = at('2026-03-01');
    const to = at('2026-03-08');
    expect(await missingRanges(profileKey, 'day', from, to, now)).toEqual([{ from, to }]);
    await addHistory([row('2026-03-02', 2), row('2026-03-03', 3), row('2026-03-06', 6)], undefined, now);
    expect(await missingRanges(profileKey, 'day', from, to, now)).toEqual([
      { from: at('2026-03-01'), to: at('2026-03-02') },
      { from: at('2026-03-04'), to: at('2026-03-06') },
      { from: at('2026-03-07'), to: at('2026-03-08') },
    ]);
  });

  it('counts days without a row as missing where one could not be read', async () => {
    const from = at('2026-03-01');
    const to = at('2026-03-04');
    const requested = { profileKey, periodicity: 'day' as const, from, to, isComplete: false };
    await addHistory([row('2026-03-02', 2)], requested, now);
    expect(await missingRanges(profileKey, 'day', from, to, now)).toEqual([
      { from, to: at('2026-03-02') },
      { from: at('2026-03-03'), to },
    ]);
  });

  it('does not count days without use as missing', async () => {
    const from = at('2026-03-01');
    const to = at('2026-03-08');
    await addHistory(
      [row('2026-03-02', 2)],
      { profileKey, periodicity: 'day', from, to, isComplete: true },
      now,
    );
    expect(await missingRanges(profileKey, 'day', from, to, now)).toEqual([]);
    const rows = await getHistory(profileKey, 'day', from, to);
    expect(rows.map(({ values }) => values)).toEqual([{}, { input: 2 }, {}, {}, {}, {}, {}]);
  });

  it('does not store rows outside what was requested', async () => {
    const from = at('2026-03-01T10:00:00Z');
    const to = at('2026-03-03');
    const rows = ['2026-02-28', '2026-03-01', '2026-03-02T23:59:59Z', '2026-03-03'].map((time) =>
      row(time, 1),
    );
    await addHistory(rows, { profileKey, periodicity: 'day', from, to, isComplete: true }, now);
    const stored = await getHistory(profileKey, 'day', at('2026-02-01'), now);
    expect(stored.map(({ time }) => time.slice(0, 10))).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('counts a day that was not over when it was read as missing, and never the future', async () => {
    const from = at('2026-03-09');
    const to = at('2026-03-20');
    await addHistory([], { profileKey, periodicity: 'day', from, to, isComplete: true }, now);
    expect(await missingRanges(profileKey, 'day', from, to, now)).toEqual([
      { from: at('2026-03-10'), to: at('2026-03-11') },
    ]);
    const later = at('2026-03-11T12:00:00Z');
    expect(await missingRanges(profileKey, 'day', from, to, later)).toEqual([
      { from: at('2026-03-10'), to: at('2026-03-12') },
    ]);
  });

  it('of an unknown profile is not stored', async () => {
    const unseen = { ...row('2026-03-02', 2), profileKey: profileRow(connection.key, 9).profileKey };
    await addHistory([unseen]);
    expect(await getHistory(unseen.profileKey, 'day', 0, now)).toEqual([]);
  });
});

describe('the period that a reading is of', () => {
  const periodsOf = (readAt: string, ...times: string[]) =>
    periodsOfReadings('day', times.map(at), at(readAt)).map((start) =>
      start === null ? null : new Date(start).toISOString().slice(0, 10),
    );

  it('is the one that it is in, also at its exact start', () => {
    expect(
      periodsOf('2026-09-03T12:00Z', '2026-09-01T00:00Z', '2026-09-02T23:59:59Z', '2026-09-03T12:00Z'),
    ).toEqual(['2026-09-01', '2026-09-02', '2026-09-03']);
  });

  it('is the one before if it was taken a moment after that ended, as in the sample of the platform’s SDK', () => {
    expect(
      periodsOf('2026-09-03T12:00Z', '2026-09-02T00:01:29.749Z', '2026-09-03T00:01:30Z', '2026-09-03T12:00Z'),
    ).toEqual(['2026-09-01', '2026-09-02', '2026-09-03']);
    // At the end of what was asked for: of no period of it.
    expect(periodsOf('2026-09-05T12:00Z', '2026-09-01T23:59:59Z', '2026-09-03T00:15Z')).toEqual([
      '2026-09-01',
      '2026-09-03',
    ]);
    expect(periodsOfReadings('month', [at('2026-10-01T00:01:29.749Z')], at('2026-10-02'))).toEqual([
      at('2026-09-01'),
    ]);
  });

  it('is the running one for the newest in the first minutes of a day', () => {
    expect(periodsOf('2026-09-02T00:10Z', '2026-09-01T23:59:59Z', '2026-09-02T00:09Z')).toEqual([
      '2026-09-01',
      '2026-09-02',
    ]);
    expect(periodsOf('2026-09-02T00:10Z', '2026-09-02T00:01:29Z', '2026-09-02T00:10Z')).toEqual([
      '2026-09-01',
      '2026-09-02',
    ]);
    // Nothing was used on the day before.
    expect(periodsOf('2026-09-02T00:10Z', '2026-09-02T00:10Z')).toEqual(['2026-09-02']);
  });

  it('is yesterday for the newest in the first minutes of a day if the others were taken a moment after their days', () => {
    expect(periodsOf('2026-10-01T00:10Z', '2026-09-30T00:01:29Z', '2026-10-01T00:01:29Z')).toEqual([
      '2026-09-29',
      '2026-09-30',
    ]);
  });

  it('is none for one at the end of what was requested, a moment after a period that has its reading', () => {
    expect(periodsOf('2026-09-05', '2026-09-01T23:59:59Z', '2026-09-02T00:14:59Z')).toEqual([
      '2026-09-01',
      null,
    ]);
  });
});

describe('periods', () => {
  const periodicity = fc.constantFrom<Periodicity>('hour', 'day', 'month');
  const time = fc.integer({ min: at('2020-01-01'), max: at('2030-01-01') });

  it('hold their own time and follow each other without a gap', () => {
    fc.assert(
      fc.property(periodicity, time, (p, t) => {
        expect(periodStart(p, t)).toBeLessThanOrEqual(t);
        expect(periodEnd(p, t)).toBeGreaterThan(t);
        expect(periodStart(p, periodEnd(p, t))).toBe(periodEnd(p, t));
        expect(periodEnd(p, periodStart(p, t))).toBe(periodEnd(p, t));
      }),
    );
  });

  it('are either final or missing, each exactly once', () => {
    const span = fc.record({ p: periodicity, from: time, count: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(
        span,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        ({ p, from, count }, had) => {
          let to = periodStart(p, from);
          for (let n = 0; n < count; n++) to = periodEnd(p, to);
          const starts = periodsBetween(p, from, to);
          const rows = starts
            .filter((_, n) => had[n])
            .map((start) => ({ time: new Date(start).toISOString(), fetchedAt: Number.MAX_SAFE_INTEGER }));
          const missing = missingPeriods(p, from, to, rows, Number.MAX_SAFE_INTEGER).flatMap((range) =>
            periodsBetween(p, range.from, range.to),
          );
          expect([...missing, ...rows.map((r) => at(r.time))].sort((a, b) => a - b)).toEqual(starts);
        },
      ),
    );
  });
});
