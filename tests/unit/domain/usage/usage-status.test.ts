import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardState } from '../../../../components/popup/card-state.ts';
import type { Failure } from '../../../../lib/domain/failure.ts';
import { forecastsOf } from '../../../../lib/domain/forecast/compute-forecast.ts';
import { refId } from '../../../../lib/domain/identity/keys.ts';
import { orderProfiles } from '../../../../lib/domain/profiles/profile-order.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/domain/time.ts';
import { countAtRisk } from '../../../../lib/domain/usage/at-risk.ts';
import { levelRank } from '../../../../lib/domain/usage/level.ts';
import { matrixCell, rowLevel } from '../../../../lib/domain/usage/matrix.ts';
import type { Usage } from '../../../../lib/domain/usage/usage.ts';
import { freshnessOf, staleFrom, usageStatus } from '../../../../lib/domain/usage/usage-status.ts';
import { badgeFor } from '../../../../lib/toolbar/badge.ts';
import { titleFor } from '../../../../lib/toolbar/title.ts';
import { makeConnection, makeProfile } from '../make.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const amount = fc.oneof(fc.nat(1_000_000_000), fc.double({ min: 0, max: 1e9, noNaN: true }));

describe('the status of a usage record', () => {
  const usage = {
    fetchedAt: NOW,
    services: {
      sms: { used: 0, limit: 0 },
      input: { used: 940, limit: 1000 },
      holograms: { used: 12, limit: 12 },
      email: { used: 8.3, limit: 10 },
      output: { used: 0, limit: 10 },
      analysis: { used: 0, limit: 5 },
    },
  };

  it('lists services by level, in the platform’s order among equals, and those without allocation last', () => {
    expect(usageStatus(usage, NOW).services.map(({ service, level }) => [service, level])).toEqual([
      ['holograms', 'blocked'],
      ['input', 'high'],
      ['email', 'warning'],
      ['output', 'ok'],
      ['analysis', 'ok'],
      ['sms', null],
    ]);
  });

  it('names the worst allocated service', () => {
    expect(usageStatus(usage, NOW).worst).toMatchObject({
      service: 'holograms',
      level: 'blocked',
      percent: 100,
      used: 12,
      limit: 12,
    });
  });

  it('has no worst service where nothing is allocated or known', () => {
    expect(usageStatus({ services: { sms: { used: 3, limit: 0 } }, fetchedAt: NOW }, NOW).worst).toBeNull();
    expect(usageStatus(undefined, NOW).worst).toBeNull();
    expect(usageStatus({ services: {}, fetchedAt: null }, NOW)).toMatchObject({
      fetchedAt: null,
      services: [],
    });
  });

  it('lists every service, the worst level first', () => {
    const services = fc.dictionary(fc.string(), fc.record({ used: amount, limit: fc.nat(1000) }));
    fc.assert(
      fc.property(services, (all) => {
        const ranked = usageStatus({ services: all, fetchedAt: NOW }, NOW).services;
        expect(ranked.map(({ service }) => service).sort()).toEqual(Object.keys(all).sort());
        const ranks = ranked.map(({ level }) => levelRank(level));
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      }),
    );
  });
});

describe('at 00:10 UTC on the first, offline', () => {
  const FIRST = Date.UTC(2026, 11, 1, 0, 10);
  const connection = makeConnection('ana');
  const [full, calm] = [
    makeProfile(connection, '1', 'Full last month'),
    makeProfile(connection, '2', 'Calm'),
  ];
  const usage: Usage = {
    connectionKey: full.connectionKey,
    profileKey: full.profileKey,
    services: {
      input: { used: 94, limit: 100 },
      analysis: { used: 60, limit: 60 },
      data_records: { used: 10, limit: 100 },
    },
    resources: {},
    fetchedAt: FIRST - 20 * MINUTE_MS,
    failure: { failure: { code: 'offline' }, at: FIRST - MINUTE_MS },
  };
  const all = new Map([[refId(full), usage]]);
  const status = usageStatus(usage, FIRST);

  it('every view agrees that last month’s numbers are old', () => {
    // Card, list and order of the popup.
    const card = cardState({
      obstacle: 'offline',
      connection,
      usage,
      now: FIRST,
      reading: false,
      refreshMinutes: 5,
      forecasts: [],
    });
    expect(card).toMatchObject({ banner: { kind: 'offline' }, numbers: 'old', alert: null });
    expect(
      card.services.filter(({ lastMonth }) => lastMonth).map(({ level, percent }) => [level, percent]),
    ).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(
      orderProfiles([calm, full], {
        active: null,
        recents: [],
        preferences: new Map(),
        usage: all,
        now: FIRST,
      })[0],
    ).toBe(calm);
    // Navigation, overview and the popup's status line.
    expect(countAtRisk([full, calm], all, FIRST)).toEqual({ blocked: 0, near: 0 });
    // Matrix and profile page.
    const row = { name: 'Full', plan: null, usage, status };
    expect(rowLevel('services', row)).toBe('ok');
    expect(matrixCell('services', row, 'input')).toMatchObject({
      level: null,
      percent: null,
      lastMonth: true,
    });
    // Forecasts, and with them alerts.
    expect(forecastsOf(usage, [], FIRST, null)).toEqual([]);
    // Icon and tooltip.
    const input = {
      now: FIRST,
      connected: true,
      locked: false,
      connection,
      profile: full,
      usage,
      preferences: { refreshMinutes: 5, badge: { value: 'worst' as const, service: null, ring: false } },
      atRisk: { count: 0, level: null, staleAt: null },
      forecasts: [],
      emoji: null,
      connectionName: 'ana@example.com',
      host: 'api.us-e1.tago.io',
      lacksPassphrase: false,
      othersAtRisk: 0,
      console: null,
    };
    expect(badgeFor(input)).toMatchObject({ state: 'offline', text: '10?', level: 'ok' });
    expect(titleFor(input, badgeFor(input))).not.toMatch(/94|analysis/i);
  });

  it('eleven minutes earlier they were still the current month’s', () => {
    const before = usageStatus(usage, FIRST - 11 * MINUTE_MS);
    expect(before.worst).toMatchObject({ service: 'analysis', level: 'blocked' });
    expect(before.lastMonth).toBe(false);
  });
});

describe('freshness', () => {
  const at = (fetchedAt: number | null, code?: Failure['code']) =>
    freshnessOf({ fetchedAt, failure: code ? { failure: { code }, at: NOW } : null }, NOW, 5);

  it.each([
    ['read just now', at(NOW), 'fresh'],
    ['read a day ago', at(NOW - DAY_MS), 'stale'],
    ['read tomorrow, by a clock that was ahead', at(NOW + DAY_MS), 'stale'],
    ['never read', at(null), 'unread'],
    ['never read and refused', at(null, 'server'), 'failed'],
    ['the network is gone', at(NOW - MINUTE_MS, 'timeout'), 'offline'],
    ['the platform denies it: the profile needs a token of its own', at(NOW - HOUR_MS, 'denied'), 'denied'],
    ['one failure shortly after a reading', at(NOW - MINUTE_MS, 'server'), 'fresh'],
  ] as const)('%s', (_, state, expected) => expect(state).toBe(expected));

  it('ends with the month, however often it is read', () => {
    const read = Date.UTC(2026, 10, 30, 23, 59);
    expect(staleFrom(read, 60)).toBe(Date.UTC(2026, 11, 1));
  });
});
