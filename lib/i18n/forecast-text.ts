import { daysAhead, type Forecast, isReportedFull, percentOfLimit } from '../domain/forecast/forecast.ts';
import { isMonthly } from '../domain/usage/service.ts';
import { dayText } from './day-text.ts';
import { numberText, percentText } from './service-text.ts';
import { plural, t } from './t.ts';

/** Returns when a service is expected to be full: `in about 4 days`, `within a day`. Both in epoch ms. */
export function fullInText(fullAt: number, now: number): string {
  const ahead = daysAhead(fullAt, now);
  return ahead === 0 ? t('forecastWithinDay') : plural('forecastInDays', ahead);
}

/** Returns when a service is expected to be full, for a narrow column: `4 days`, `<1 day`. */
export function fullInShortText(fullAt: number, now: number): string {
  const ahead = daysAhead(fullAt, now);
  const text = numberText(Math.max(1, ahead), { style: 'unit', unit: 'day', unitDisplay: 'short' });
  return ahead === 0 ? `<${text}` : text;
}

/** Returns when a service is expected to be full, for the badge, which has room for four characters: `4d`, `<1d`. */
export function fullInBadgeText(fullAt: number, now: number): string {
  const ahead = daysAhead(fullAt, now);
  return ahead === 0 ? '<1d' : `${Math.min(ahead, 999)}d`;
}

/**
 * Returns the range in which it is expected: `between 27 Nov and 2 Dec`, or from when on. Null when it isn't said to
 * fill.
 */
export function fullRangeText(forecast: Forecast): string | null {
  const { service, earliest, latest } = forecast;
  if (!isReportedFull(forecast) || earliest === null) return null;
  const from = dayText(earliest);
  if (latest !== null) {
    const to = dayText(latest);
    return from === to ? from : t('forecastBetween', from, to);
  }
  return t(isMonthly(service) ? 'forecastEarliest' : 'forecastEarliestStorage', from);
}

/** Returns what a forecast is based on, which is shown wherever the forecast is. */
export function basisText({ basis }: { basis: Forecast['basis'] | null }): string {
  return t(basis === 'history' ? 'forecastByHistory' : 'forecastByPace');
}

/** Returns what will be left of a monthly service at the reset, in percent of the limit. */
export function leftText(forecast: Forecast): string {
  const used = percentOfLimit(forecast, forecast.atMonthEnd.expected);
  return t('forecastLeft', percentText(Math.max(0, 100 - used)));
}
