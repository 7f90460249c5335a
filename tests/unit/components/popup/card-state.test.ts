import { describe, expect, it } from 'vitest';
import { type CardFacts, cardState } from '../../../../components/popup/card-state.ts';
import type { Failure } from '../../../../lib/domain/failure.ts';
import type { Forecast } from '../../../../lib/domain/forecast/forecast.ts';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import type { Usage } from '../../../../lib/domain/usage/usage.ts';
import { forecastOf } from '../../domain/make-forecast.ts';

const NOW = Date.UTC(2026, 10, 24, 14);
const MINUTE = 60_000;

function facts(change: Partial<CardFacts> = {}): CardFacts {
  return {
    obstacle: null,
    connection: { state: 'ok' },
    usage: usageOf({}),
    now: NOW,
    reading: false,
    refreshMinutes: 5,
    forecasts: [],
    ...change,
  };
}

function usageOf(change: Partial<Usage>): Usage {
  return {
    services: { input: { used: 329, limit: 350 }, data_records: { used: 60, limit: 100 } },
    fetchedAt: NOW - 2 * MINUTE,
    failure: null,
    ...change,
  } as Usage;
}

const failed = (code: Failure['code'], at = NOW) => ({ failure: { code }, at });

describe('the card’s banner', () => {
  const cases: [string, Partial<CardFacts>, string | null][] = [
    ['all is well', {}, null],
    ['an outage while the numbers are young', { usage: usageOf({ failure: failed('server') }) }, 'failure'],
    ['a refusal while they are young', { usage: usageOf({ failure: failed('refused') }) }, 'failure'],
    ['a full disk while they are young', { usage: usageOf({ failure: failed('storage-full') }) }, 'failure'],
    ['held back for a moment', { usage: usageOf({ failure: failed('rate-limited') }) }, null],
    ['an obstacle', { obstacle: 'needs-sign-in' }, 'needs-sign-in'],
    [
      'an obstacle, which is why the platform can’t be read',
      { obstacle: 'offline', usage: usageOf({ failure: failed('timeout') }) },
      'offline',
    ],
    ['the platform does not answer', { usage: usageOf({ failure: failed('timeout') }) }, 'failure'],
    [
      'it does not answer since a clock that was ahead was set back',
      { usage: usageOf({ fetchedAt: NOW + 90 * MINUTE, failure: failed('timeout') }) },
      'failure',
    ],
    ['exactly three intervals old', { usage: usageOf({ fetchedAt: NOW - 15 * MINUTE }) }, null],
    ['older than three intervals', { usage: usageOf({ fetchedAt: NOW - 15 * MINUTE - 1 }) }, 'stale'],
    [
      'older than three intervals, and being read',
      { reading: true, usage: usageOf({ fetchedAt: NOW - 15 * MINUTE - 1 }) },
      null,
    ],
    [
      'old and being read, after a failure',
      { reading: true, usage: usageOf({ fetchedAt: NOW - 16 * MINUTE, failure: failed('server') }) },
      'failure',
    ],
    [
      'old, and it is known why',
      { usage: usageOf({ fetchedAt: NOW - 16 * MINUTE, failure: failed('server') }) },
      'failure',
    ],
    ['account blocked', { connection: { state: 'blocked' } }, 'account-blocked'],
    [
      'denied at the first reading',
      { usage: usageOf({ fetchedAt: null, failure: failed('denied') }) },
      'denied',
    ],
    ['never read, failed', { usage: usageOf({ fetchedAt: null, failure: failed('malformed') }) }, 'failure'],
  ];
  it.each(cases)('%s', (_, change, kind) => {
    expect(cardState(facts(change)).banner?.kind ?? null).toBe(kind);
  });
});

describe('numbers', () => {
  it('are old when they cannot be refreshed, and stay on the card', () => {
    const card = cardState(facts({ obstacle: 'needs-sign-in' }));
    expect(card.numbers).toBe('old');
    expect(card.services).toHaveLength(2);
    expect(card.alert?.service.service).toBe('input');
  });

  it('are marked as old while they are read again', () => {
    const old = { usage: usageOf({ fetchedAt: NOW - 16 * MINUTE }) };
    expect(cardState(facts({ ...old, reading: true })).numbers).toBe('old');
    expect(cardState(facts({ reading: true })).numbers).toBe('fresh');
  });

  it('of a blocked account are fresh while they come, and said to be old when they are', () => {
    const blocked: Partial<CardFacts> = { connection: { state: 'blocked' } };
    expect(cardState(facts(blocked))).toMatchObject({
      banner: { kind: 'account-blocked', stale: false },
      numbers: 'fresh',
    });
    const old = usageOf({ fetchedAt: NOW - 16 * MINUTE, failure: failed('server') });
    expect(cardState(facts({ ...blocked, usage: old }))).toMatchObject({
      banner: { kind: 'account-blocked', stale: true },
      numbers: 'old',
    });
  });

  it('are fresh during an outage until they are old', () => {
    const failure = failed('timeout');
    expect(cardState(facts({ usage: usageOf({ failure }) }))).toMatchObject({
      banner: { kind: 'failure', stale: false },
      numbers: 'fresh',
    });
    expect(cardState(facts({ usage: usageOf({ fetchedAt: NOW - 16 * MINUTE, failure }) }))).toMatchObject({
      banner: { kind: 'failure', stale: true },
      numbers: 'old',
    });
  });

  it('are loading while nothing was read and nothing failed', () => {
    expect(cardState(facts({ usage: undefined })).numbers).toBe('loading');
    expect(cardState(facts({ usage: usageOf({ fetchedAt: null }) })).numbers).toBe('loading');
  });

  it('are not awaited while the account’s refreshes are paused, which the card says', () => {
    const pause = { at: NOW - MINUTE, until: NOW + MINUTE, pauses: 1 };
    const paused: Partial<CardFacts> = { connection: { state: 'ok', pause } };
    expect(cardState(facts({ ...paused, usage: undefined }))).toMatchObject({
      numbers: 'none',
      banner: { kind: 'failure', failure: { code: 'rate-limited', retryAfterMs: MINUTE } },
    });
    expect(cardState(facts(paused))).toMatchObject({ numbers: 'fresh', banner: null });
    expect(cardState(facts({ ...paused, usage: undefined, now: pause.until })).numbers).toBe('loading');
  });

  it('are not loading when they cannot be read', () => {
    expect(cardState(facts({ usage: undefined, obstacle: 'offline' })).numbers).toBe('none');
  });
});

describe('what is allocated', () => {
  it('is unknown where numbers couldn’t be read, unless a service is known to be allocated', () => {
    const isUnknown = (services: Usage['services'], unreadable?: string[]) =>
      cardState(facts({ usage: usageOf({ services, ...(unreadable && { unreadable }) }) })).isUnknown;
    expect(isUnknown({}, ['input'])).toBe(true);
    expect(isUnknown({ sms: { used: 0, limit: 0 } }, ['input'])).toBe(true);
    expect(isUnknown({ sms: { used: 1, limit: 10 } }, ['input'])).toBe(false);
    expect(isUnknown({ sms: { used: 0, limit: 0 } })).toBe(false);
    expect(cardState(facts({ usage: undefined })).isUnknown).toBe(false);
  });
});

describe('the card’s alert', () => {
  it('is about the worst service and counts the other full ones', () => {
    const services = {
      input: { used: 100, limit: 100 },
      email: { used: 12, limit: 10 },
      sms: { used: 60, limit: 60 },
      output: { used: 95, limit: 100 },
    };
    const { alert } = cardState(facts({ usage: usageOf({ services }) }));
    expect(alert).toMatchObject({ service: { service: 'email', percent: 120 }, moreFull: 2 });
  });

  it('is absent when all is healthy or nothing is allocated', () => {
    const services = { input: { used: 79, limit: 100 }, sms: { used: 3, limit: 0 } };
    expect(cardState(facts({ usage: usageOf({ services }) })).alert).toBeNull();
  });

  it('ignores last month’s full services', () => {
    const services = { input: { used: 100, limit: 100 }, file_storage: { used: 85, limit: 100 } };
    const usage = usageOf({ services, fetchedAt: Date.UTC(2026, 9, 31, 23) });
    expect(cardState(facts({ usage })).alert?.service.service).toBe('file_storage');
  });
});

describe('a forecast is shown with the current usage', () => {
  const soon = (service: string, days: number, change: Partial<Forecast> = {}): Forecast =>
    forecastOf({ at: NOW, service, fullAt: NOW + days * DAY_MS, ...change });
  const alert = (forecasts: Forecast[], services: Usage['services'] = usageOf({}).services) =>
    cardState(facts({ forecasts, usage: usageOf({ services }) })).alert;

  it('a service near its limit is shown with the day on which it is full', () => {
    expect(alert([soon('input', 2)])).toMatchObject({
      service: { service: 'input' },
      level: 'high',
      forecast: { fullAt: NOW + 2 * DAY_MS },
    });
  });

  it('is about a service far from its limit that will be full before the reset', () => {
    const calm = { input: { used: 200, limit: 350 }, output: { used: 1, limit: 100 } };
    expect(alert([], calm)).toBeNull();
    expect(alert([soon('input', 6)], calm)).toMatchObject({ level: 'high', service: { service: 'input' } });
    expect(alert([soon('input', 20, { until: NOW + 30 * DAY_MS })], calm)).toMatchObject({
      level: 'warning',
    });
  });

  it('prefers a full service to one that will be full', () => {
    const full = { input: { used: 200, limit: 350 }, output: { used: 100, limit: 100 } };
    expect(alert([soon('input', 2)], full)).toMatchObject({
      service: { service: 'output' },
      level: 'blocked',
      forecast: null,
    });
  });

  it('is about the service that is more urgent now; of equally urgent ones, the one whose day is known', () => {
    const late = soon('input', 20, { until: NOW + 30 * DAY_MS });
    const beside = (used: number) => ({
      data_records: { used, limit: 100 },
      input: { used: 140, limit: 350 },
    });
    expect(alert([late], beside(95))).toMatchObject({
      service: { service: 'data_records' },
      level: 'high',
      forecast: null,
    });
    // It keeps its own day, also if that is a later one.
    expect(alert([late, soon('data_records', 25)], beside(95))).toMatchObject({
      service: { service: 'data_records' },
      level: 'high',
      forecast: { fullAt: NOW + 25 * DAY_MS },
    });
    expect(alert([late], beside(85))).toMatchObject({ service: { service: 'input' }, level: 'warning' });
    expect(alert([soon('input', 5)], beside(95))).toMatchObject({
      service: { service: 'input' },
      level: 'high',
    });
  });

  it('follows the same rule whatever the forecast’s basis', () => {
    const calm = { input: { used: 200, limit: 350 } };
    for (const basis of ['pace', 'history'] as const)
      expect(alert([soon('input', 3, { basis })], calm)).toMatchObject({ forecast: { basis } });
  });
});
