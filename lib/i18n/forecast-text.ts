import { daysAhead, type Forecast } from '../domain/forecast/forecast.ts';
import { DAY_MS } from '../domain/time.ts';
import { startsAnew } from '../domain/usage/statistics.ts';
import { percentText } from './service-text.ts';
import { language, plural, t } from './t.ts';

const HALF_DAY = DAY_MS / 2;
let days: Intl.DateTimeFormat | undefined;

/** When a service is expected to be full: `in about 4 days`, `today`. Both in epoch ms. */
export function fullInText(fullAt: number, now: number): string {
  if (fullAt - now < HALF_DAY) return t('forecastToday');
  return plural('forecastInDays', daysAhead(fullAt, now));
}

/** The range in which it is expected: `between 27 Nov and 2 Dec`, or from when on. Null when it is not expected. */
export function fullRangeText({ service, fullAt, earliest, latest }: Forecast): string | null {
  if (fullAt === null || earliest === null) return null;
  const from = dayText(earliest);
  if (latest !== null) {
    const to = dayText(latest);
    return from === to ? from : t('forecastBetween', from, to);
  }
  return t(startsAnew(service) ? 'forecastEarliest' : 'forecastEarliestStorage', from);
}

/** What will be left of a monthly service at the reset, in percent of the limit. */
export function leftText({ atCycleEnd, limit }: Forecast): string {
  return t('forecastLeft', percentText(Math.max(0, Math.round(100 - (atCycleEnd.expected / limit) * 100))));
}

/** A UTC day, as cycles are counted: `27 Nov`. */
export function dayText(at: number): string {
  days ??= new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return days.format(at);
}
