import { h } from 'preact';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { MatrixRow } from '../../../components/options/matrix/rows.ts';
import { chartData } from '../../../components/options/usage/chart-data.ts';
import { ServiceForecast } from '../../../components/options/usage/service-forecast.tsx';
import { type CardFacts, cardState } from '../../../components/popup/card-state.ts';
import { alertText } from '../../../lib/alerts/alert-text.ts';
import { NO_ALERTS, nextAlerts } from '../../../lib/domain/alerts/alerts.ts';
import { forecastsOf, stepsOf } from '../../../lib/domain/forecast/compute-forecast.ts';
import { type Forecast, firstFull, isAlertFull } from '../../../lib/domain/forecast/forecast.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { usageStatus } from '../../../lib/domain/usage/usage-status.ts';
import { basisText, fullInShortText, fullInText } from '../../../lib/i18n/forecast-text.ts';
import { badgeFor } from '../../../lib/toolbar/badge.ts';
import { type TitleInput, titleFor } from '../../../lib/toolbar/title.ts';
import { textOf } from '../components/text-of.ts';

// A page reads its address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => {});
// Measures on a canvas, which Node.js does not have.
vi.mock('../../../components/ui/head-width.ts', () => ({ headTextWidth: () => 60, textWidth: () => 30 }));
let forecastColumns: typeof import('../../../components/options/matrix/forecast-columns.tsx').forecastColumns;
let FirstFull: typeof import('../../../components/options/matrix/forecast-columns.tsx').FirstFull;
beforeAll(async () => {
  ({ FirstFull, forecastColumns } = await import('../../../components/options/matrix/forecast-columns.tsx'));
});

const NOVEMBER = Date.UTC(2026, 10, 1);
const AT = NOVEMBER + 10.4 * DAY_MS;

interface Case {
  name: string;
  service: string;
  perDay: number;
  used: number;
  limit: number;
  /** Days of history; 0: none. */
  days: number;
  /** Ms from the reading of usage until it is shown. */
  later: number;
}

const CASES: Case[] = [
  { name: 'days ahead', service: 'input', perDay: 100, used: 1040, limit: 1450, days: 60, later: 0 },
  { name: 'half a day ahead', service: 'output', perDay: 100, used: 1040, limit: 1060, days: 60, later: 0 },
  { name: 'a day and a half ahead', service: 'email', perDay: 10, used: 104, limit: 119, days: 60, later: 0 },
  {
    name: 'hours after the reading',
    service: 'input',
    perDay: 100,
    used: 1040,
    limit: 1450,
    days: 60,
    later: 9 * HOUR_MS,
  },
  {
    name: 'without history',
    service: 'dashboard_output',
    perDay: 100,
    used: 1040,
    limit: 1450,
    days: 0,
    later: 0,
  },
  { name: 'of storage', service: 'data_records', perDay: 50, used: 9000, limit: 9200, days: 60, later: 0 },
];

describe('a forecast', () => {
  it.each(CASES)('$name is the same day, with the same text and basis, everywhere', (one) => {
    const { usage, rows, now } = sceneOf(one);
    const forecasts = forecastsOf(usage, rows, now, null);
    const forecast = firstFull(forecasts)!;
    const when = fullInText(forecast.fullAt, now);
    const basis = basisText(forecast);
    expect(when).toMatch(/^(within a day|in about \d+ days?)$/);

    const title: TitleInput = {
      now,
      connected: true,
      locked: false,
      connection: { state: 'ok' },
      profile: { name: 'Acme', access: 'ok', ownCredential: 'none' },
      usage: { ...usage, failure: null },
      preferences: { refreshMinutes: 5000, badge: { value: 'forecast', service: null, ring: false } },
      atRisk: { count: 0, level: null, staleAt: null },
      forecasts,
      emoji: null,
      connectionName: '',
      host: '',
      lacksPassphrase: false,
      othersAtRisk: 0,
      console: null,
    };
    const badge = badgeFor(title);
    expect(titleFor(title, badge)).toContain(`full ${when}, ${basis}`);
    // The badge and the narrow column have room for the number of days only.
    const days = /\d+/.exec(when)?.[0];
    expect(badge.text).toBe(days ? `${days}d` : '<1d');
    expect(fullInShortText(forecast.fullAt, now)).toMatch(days ? new RegExp(`^${days}\\s`) : /^<1\s/);

    const card = cardState({
      obstacle: null,
      connection: { state: 'ok' },
      usage: { ...usage, failure: null },
      now,
      refreshMinutes: 5000,
      forecasts,
    } as unknown as CardFacts);
    expect(card.alert?.forecast).toEqual(forecast);

    const profileRow = { id: 'acme', profile: {}, status: usageStatus(usage, now), worst: null };
    const row = { profileRow } as unknown as MatrixRow;
    const byProfile = new Map([['acme', forecasts]]);
    const [column] = forecastColumns([one.service], byProfile, now);
    const first = h(FirstFull, { row: row.profileRow, forecasts: byProfile, now });
    expect(textOf(first)).toContain(when);
    expect(textOf(first, 'title')).toContain(basis);
    expect(textOf(column!.cell(row))).toBe(fullInShortText(forecast.fullAt, now));
    expect(textOf(column!.cell(row), 'title')).toContain(`full ${when}`);
    expect(textOf(column!.cell(row), 'title')).toContain(basis);

    const sentence = textOf(
      h(ServiceForecast, { profileRow: row.profileRow, service: one.service, forecast, now }),
    );
    expect(sentence).toContain(`full ${when}`);
    expect(sentence).toContain(basis);

    const drawn = chartData({
      periods: [],
      choice: { mode: 'total', service: one.service },
      limit: one.limit,
      range: { from: NOVEMBER, to: now },
      forecast,
      now,
    } as unknown as Parameters<typeof chartData>[0]);
    expect(drawn.columns.at(-1)!.filter((value) => value !== null)).toEqual(
      stepsOf(forecast).map(({ expected }) => expected),
    );

    if (!isAlertFull(forecast)) return;
    const { alerts } = nextAlerts(
      NO_ALERTS,
      {
        readAt: usage.fetchedAt,
        services: usage.services,
        preferences: { muted: false, thresholds: {}, proposals: {} },
        forecasts,
        tokens: [],
      },
      {
        enabled: true,
        thresholds: [99],
        forecast: true,
        reopened: false,
        tokenExpiry: false,
        quiet: { from: 0, to: 0 },
      },
      now,
    );
    const alert = alerts.find(({ at }) => at === forecast.fullAt)!;
    const text = alertText(alert, 'Acme', usage.services[one.service], now);
    expect(`${text.title} ${text.message}`).toContain(`ull ${when}`);
    expect(text.message).toContain(basis);
  });

  it('is probable enough for an alert in at least three of these cases', () => {
    const probable = CASES.filter((one) => {
      const { usage, rows, now } = sceneOf(one);
      return isAlertFull(firstFull(forecastsOf(usage, rows, now, null)) as Forecast);
    });
    expect(probable.length).toBeGreaterThanOrEqual(3);
  });

  it('is none anymore days after the one that it names, when nothing was read since', () => {
    const { usage, rows, now } = sceneOf({ ...CASES[0]!, later: 10 * DAY_MS });
    expect(forecastsOf(usage, rows, now, null)).toEqual([]);
    expect(firstFull(forecastsOf(usage, rows, now - 6 * DAY_MS, null))).not.toBeNull();
  });

  it('has no rate of what was never used', () => {
    const { usage, rows, now } = sceneOf({ ...CASES[0]!, service: 'sms', perDay: 0, used: 0, limit: 60 });
    const [forecast] = forecastsOf(usage, rows, now, null);
    const profileRow = { id: 'acme', status: usageStatus(usage, now), worst: null } as never;
    const sentence = textOf(h(ServiceForecast, { profileRow, service: 'sms', forecast, now }));
    expect(forecast?.rate.perDay).toBeGreaterThan(0);
    expect(sentence).toContain('0 of 60 · based on');
  });

  it('is missing in a new month, where the sentence says that its amount is last month’s', () => {
    const { usage } = sceneOf(CASES[0]!);
    const december = Date.UTC(2026, 11, 1, 1);
    const profileRow = { id: 'acme', status: usageStatus(usage, december), worst: null } as never;
    const sentence = textOf(
      h(ServiceForecast, { profileRow, service: 'input', forecast: undefined, now: december }),
    );
    expect(sentence).toBe('Data input · Last month: 1,040 of 1,450 · no forecast yet');
  });

  it('of storage that is full after more than a month is no warning anywhere', () => {
    const { usage, rows, now } = sceneOf({ ...CASES.at(-1)!, limit: 13_000 });
    const forecasts = forecastsOf(usage, rows, now, null);
    expect(forecasts[0]?.fullAt).not.toBeNull();
    expect(firstFull(forecasts)).toBeNull();
    const profileRow = { id: 'acme', status: usageStatus(usage, now), worst: null } as never;
    const sentence = textOf(
      h(ServiceForecast, { profileRow, service: 'data_records', forecast: forecasts[0], now }),
    );
    expect(sentence).toContain('won’t be full within a month');
    expect(sentence).not.toMatch(/full in about|as early as|between/);
  });
});

function sceneOf({ service, perDay, used, limit, days, later }: Case) {
  const storage = service === 'data_records';
  const start = Math.floor(AT / DAY_MS) * DAY_MS - days * DAY_MS;
  let total = storage ? used - days * perDay : 0;
  const rows = Array.from({ length: days }, (_, index) => {
    const time = start + index * DAY_MS;
    if (!storage && new Date(time).getUTCDate() === 1) total = 0;
    total += perDay;
    return { time: new Date(time).toISOString(), values: { [service]: total }, fetchedAt: AT };
  });
  const services = { [service]: { used, limit } };
  return { usage: { services, fetchedAt: AT }, rows, now: AT + later };
}
