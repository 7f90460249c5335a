import type { AuditLogFilter } from '@tago-io/sdk/lib/modules/Resources/profile.types';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { hasCorrections, REAL_DAYS } from '../sandbox/real-days.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { MONTHLY, SERVICES } from '../sandbox/state.ts';
import { seedOf } from '../sandbox/usage-model.ts';
import { birdStrikes, type RealSeries, rain, shares } from '../simulations/real-series.ts';
import { clientOf, raw } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile(
  (started) => {
    sandbox = started;
  },
  { clock: { start: '2026-11-23T12:34:56Z', frozen: true } },
);

const profiles = () => clientOf(sandbox, accountOf(sandbox, 'plain').token).profiles;
const named = (name: string) =>
  accountOf(sandbox, 'plain').profiles.find((profile) => profile.name === name)!.id;
type Query = Parameters<ReturnType<typeof profiles>['usageStatisticList']>[1];
const rowsOf = (query?: Query, name = 'Acme Farms') => profiles().usageStatisticList(named(name), query);

describe('usage', () => {
  test('grows with time, stops at the limit, and starts over with the month', async () => {
    const used = async () => (await profiles().summary(named('Acme Farms'))).limit_used;
    const at = async (time: string) => {
      sandbox.clock.set(time);
      return used();
    };
    const seeded = await at('2026-11-23T12:34:56Z');
    const later = await at('2026-11-24T12:00:00Z');
    expect(later.input).toBeGreaterThan(seeded.input);
    expect(later.data_records).toBeGreaterThanOrEqual(seeded.data_records);
    expect((await at('2026-11-30T23:00:00Z')).input).toBe(350_000);
    const nextMonth = await at('2026-12-01T01:00:00Z');
    expect(nextMonth.input).toBeLessThan(5_000);
    expect(nextMonth.data_records).toBeGreaterThanOrEqual(later.data_records);
    expect((await at('2026-11-23T12:34:56Z')).input).toBe(329_000);
  });

  test('can be set, with its growth an hour', async () => {
    const place = (body: object) =>
      raw(sandbox, '/__sandbox/usage', {
        method: 'POST',
        body: { profile: named('Demo'), service: 'sms', ...body },
      });
    const demo = sandbox.state.profiles.find(({ name }) => name === 'Demo')!;
    demo.allocation.sms = 100;
    const before = sandbox.clock.now();
    onTestFinished(async () => {
      sandbox.clock.set(before);
      demo.allocation.sms = 0;
      await place({ used: 0, rate: 0 });
    });
    await place({ share: 0.95, rate: 1000 });
    expect((await profiles().summary(demo.id)).limit_used.sms).toBe(95);
    sandbox.clock.advance(60 * 60_000);
    expect((await profiles().summary(demo.id)).limit_used.sms).toBe(100);
  });
});

describe('seeded usage', () => {
  const SOURCES: Record<keyof typeof REAL_DAYS, { series: () => RealSeries; unit: number }> = {
    counts: { series: () => birdStrikes('all')[0]!, unit: 1 },
    few: { series: () => birdStrikes('Origin State').find(({ name }) => name === 'Texas')!, unit: 1 },
    bursts: { series: () => rain().find(({ name }) => name === 'Seattle')!, unit: 10 },
    workdays: { series: () => shares()[0]!, unit: 150 },
  };
  test.each(Object.keys(SOURCES) as (keyof typeof REAL_DAYS)[])('%s equals its real series', (kind) => {
    const { series, unit } = SOURCES[kind];
    const { start, days } = series();
    const { from, digits } = REAL_DAYS[kind];
    const first = (from - start) / 86_400_000;
    const real = days.slice(first, first + digits.length);
    expect([...digits].map((digit) => Number.parseInt(digit, 36))).toEqual(
      real.map((count) => Math.min(35, Math.round(count / unit))),
    );
  });

  test('has bursts, quiet weeks, small counts and downward corrections', async () => {
    const big = await startSandbox({
      limits: { scale: 'off' },
      profiles: 24,
      clock: { start: '2026-11-23T12:00:00Z' },
    });
    const found = { bursts: 0, quietWeeks: 0, smallCounts: 0, corrections: 0 };
    const { token, profiles: owned } = accountOf(big, 'plain');
    for (const { id } of owned) {
      const rows = await clientOf(big, token).profiles.usageStatisticList(id, {
        start_date: '2026-10-01',
        end_date: '2026-11-22',
        periodicity: 'day',
      } as Query);
      for (const service of MONTHLY) {
        const totals = rows.map((row) => ({
          day: row.time.getUTCDate(),
          total: (row as never)[service] as number | undefined,
        }));
        const used = totals.map(
          ({ day, total }, index) => (total ?? 0) - (day === 1 ? 0 : (totals[index - 1]?.total ?? 0)),
        );
        const known = totals.flatMap(({ total }) => total ?? []);
        if (known.length === 0) continue;
        const mean = used.reduce((sum, amount) => sum + Math.max(0, amount), 0) / used.length;
        if (used.some((amount) => amount > 4 * mean)) found.bursts += 1;
        if (known.length < 45) found.quietWeeks += 1;
        if (Math.max(...known) < 100) found.smallCounts += 1;
        if (
          totals.some(
            ({ day, total }, index) =>
              day > 2 && total !== undefined && total < (totals[index - 1]?.total ?? 0),
          )
        )
          found.corrections += 1;
      }
    }
    await big.close();
    expect(Object.entries(found).filter(([, count]) => count === 0)).toEqual([]);
  });
});

describe('Profiles.usageStatisticList', () => {
  test('has the summary’s numbers in its last row', async () => {
    const { limit_used } = await profiles().summary(named('Acme Farms'));
    for (const periodicity of ['hour', 'day', 'month'] as const) {
      const rows = await rowsOf({ start_date: '2026-11-01', end_date: '2026-11-30', periodicity });
      const last = rows.at(-1)!;
      expect(last.time).toEqual(new Date('2026-11-23T12:34:56Z'));
      expect(last.input).toBe(limit_used.input);
    }
  });

  test('by day has one row a day, with the time of its end', async () => {
    const rows = await rowsOf({ start_date: '2026-11-03', end_date: '2026-11-05', periodicity: 'day' });
    expect(rows.map(({ time }) => time.toISOString())).toEqual([
      '2026-11-03T23:59:59.000Z',
      '2026-11-04T23:59:59.000Z',
      '2026-11-05T23:59:59.000Z',
    ]);
  });

  test('by day may have the time of a moment after its end, as the SDK’s own sample', async () => {
    const days = { start_date: '2026-11-21', end_date: '2026-11-23', periodicity: 'day' } as const;
    const atEnd = await rowsOf(days);
    sandbox.statisticsStamp = 'after';
    onTestFinished(() => {
      sandbox.statisticsStamp = 'end';
    });
    const after = await rowsOf(days);
    expect(after.map(({ time }) => time.toISOString())).toEqual([
      '2026-11-22T00:01:29.749Z',
      '2026-11-23T00:01:29.749Z',
      '2026-11-23T12:34:56.000Z',
    ]);
    expect(after.map(({ input }) => input)).toEqual(atEnd.map(({ input }) => input));
  });

  test('by day follows another time zone and its clock changes', async () => {
    const rows = await rowsOf({
      start_date: '2026-10-31',
      end_date: '2026-11-02',
      periodicity: 'day',
      timezone: 'America/New_York',
    });
    expect(rows.map(({ time }) => time.toISOString())).toEqual([
      '2026-11-01T03:59:59.000Z',
      '2026-11-02T04:59:59.000Z',
      '2026-11-03T04:59:59.000Z',
    ]);
  });

  test('of one day is by the hour, by default of today', async () => {
    expect(await rowsOf({ date: '2026-11-10' })).toHaveLength(24);
    const today = await rowsOf();
    expect(today[0]?.time.toISOString()).toBe('2026-11-23T00:59:59.000Z');
    expect(today).toHaveLength(13);
  });

  test('has no service without use in a period, and no rows of a profile without use', async () => {
    const rows = await rowsOf({ start_date: '2026-11-01', end_date: '2026-11-23', periodicity: 'hour' });
    expect(rows.some((row) => !('email' in row))).toBe(true);
    expect(rows.some((row) => 'email' in row)).toBe(true);
    expect(rows.every((row) => !('sms' in row))).toBe(true);
    expect(
      await rowsOf({ start_date: '2026-01-01', end_date: '2026-11-23', periodicity: 'day' }, 'Demo'),
    ).toEqual([]);
  });

  test('is cumulative within a month, whatever the range', async () => {
    const northwind = sandbox.state.profiles.find(({ name }) => name === 'Northwind Cold Chain')!;
    const at = fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2026, 10, 20) });
    const days = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(at, days, fc.constantFrom('hour', 'day'), async (from, length, periodicity) => {
        const range = {
          start_date: new Date(from),
          end_date: new Date(from + length * 86_400_000),
          periodicity,
        };
        const rows = await rowsOf(range as Query, 'Northwind Cold Chain');
        const last: Record<string, number> = {};
        let month = -1;
        for (const row of rows) {
          if (row.time.getUTCMonth() !== month) for (const service of MONTHLY) last[service] = 0;
          month = row.time.getUTCMonth();
          for (const service of SERVICES) {
            const value = row[service];
            if (value === undefined) continue;
            // Lower only where the platform corrected its count.
            if (!hasCorrections(seedOf(northwind, service)))
              expect(value).toBeGreaterThan(last[service] ?? -1);
            last[service] = value;
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('refuses an invalid date, time zone or period', async () => {
    await expect(rowsOf({ date: 'yesterday' })).rejects.toBe('Invalid date');
    await expect(rowsOf({ date: '2026-11-10', timezone: 'Mars/Olympus' })).rejects.toBe('Invalid timezone');
    await expect(
      rowsOf({ start_date: '2026-11-01', end_date: '2026-11-02', periodicity: 'week' } as unknown as Query),
    ).rejects.toBe('Invalid periodicity');
  });
});

describe('Profiles.auditLog', () => {
  const acme = () => named('Acme Farms');

  test('is "Running" first, then complete with its events', async () => {
    await profiles().edit(acme(), { logo_url: null } as object);
    const first = await profiles().auditLog(acme());
    expect(first).toMatchObject({ status: 'Running', events: [] });
    const done = await profiles().auditLogQuery(acme(), first.queryId);
    expect(done.status).toBe('Complete');
    expect(done.events?.[0]).toMatchObject({
      resourceName: 'profile',
      message: 'Profile edited',
      who: accountOf(sandbox, 'plain').id,
    });
    expect(done.events?.[0]?.date).toBeInstanceOf(Date);
    expect(done.events!.length).toBeGreaterThan(3);
    expect(done.statistics?.recordsMatched).toBe(done.events!.length);
  });

  test('is filtered by resource, text and number of events', async () => {
    const eventsOf = async (filter: object) => {
      const { queryId } = await profiles().auditLog(acme(), filter);
      return (await profiles().auditLogQuery(acme(), queryId)).events ?? [];
    };
    const devices = await eventsOf({ resourceName: 'device' });
    expect(new Set(devices.map((event) => event.resourceName))).toEqual(new Set(['device']));
    expect(await eventsOf({ resourceID: devices[0]!.resourceID })).not.toEqual([]);
    expect(await eventsOf({ limit: 2 })).toHaveLength(2);
    expect(await eventsOf({ find: 'no such words' })).toEqual([]);
    expect((await eventsOf({ find: '*' })).length).toBeGreaterThan(2);
  });

  test('refuses a kind of resource that the log does not have', async () => {
    const filter = { resourceName: 'access_management' } as unknown as AuditLogFilter;
    await expect(profiles().auditLog(acme(), filter)).rejects.toBe('Invalid resourceName');
  });

  test('has at most seven days, and filters only on a paid plan', async () => {
    const from = new Date(sandbox.clock.now() - 8 * 86_400_000);
    await expect(profiles().auditLog(acme(), { start_date: from })).rejects.toMatch(/7 days/);
    const free = accountOf(sandbox, 'invitable');
    const log = clientOf(sandbox, free.token).profiles;
    await expect(log.auditLog(free.profiles[0]!.id, { find: 'x' })).rejects.toMatch(/Upgrade your plan/);
    await expect(log.auditLog(free.profiles[0]!.id)).resolves.toHaveProperty('queryId');
  });

  test.each(['Failed', 'Timeout', 'Unknown'] as const)('can end with %s', async (outcome) => {
    const place = (body: object) => raw(sandbox, '/__sandbox/audit', { method: 'POST', body });
    onTestFinished(async () => {
      await place({ outcome: 'Complete', polls: 1 });
    });
    await place({ outcome, polls: 2 });
    const { queryId } = await profiles().auditLog(acme());
    expect((await profiles().auditLogQuery(acme(), queryId)).status).toBe('Running');
    expect(await profiles().auditLogQuery(acme(), queryId)).toMatchObject({ status: outcome, events: [] });
  });
});
