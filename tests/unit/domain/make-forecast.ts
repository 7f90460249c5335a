import type { Forecast } from '../../../lib/domain/forecast/forecast.ts';
import { monthOf } from '../../../lib/domain/usage/month.ts';

/** Returns a forecast of data input, half used at `at`. */
export function forecastOf(change: Partial<Forecast> & { at: number }): Forecast {
  return {
    service: 'input',
    used: 50,
    limit: 100,
    until: monthOf(change.at).end,
    earliest: change.at,
    fullAt: null,
    latest: null,
    atMonthEnd: { low: 50, expected: 90, high: 130 },
    rate: { perDay: 4, variance: 4, days: 14, scale: 4, mayShrink: false },
    chance: 0.6,
    basis: 'history',
    ...change,
  };
}
