import { daysUntilFull, FORECAST_DAYS, type Forecast, forecastsOf } from '../domain/forecast/forecast.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import type { Usage } from '../domain/identity/profile.ts';
import { DAY_MS } from '../domain/time.ts';
import { historyBetween } from './history.ts';

/** Forecasts of a profile's services from what is stored, the one that is full first at the front. */
export async function readForecasts(profileKey: ProfileKey, usage: Usage, now: number): Promise<Forecast[]> {
  return forecastsOf(usage, await days(profileKey, now), now);
}

/** Days until a profile's first service is full; null: none within its outlook. */
export async function readDaysUntilFull(
  profileKey: ProfileKey,
  usage: Usage | undefined,
  now: number,
): Promise<number | null> {
  return daysUntilFull(usage, await days(profileKey, now), now);
}

function days(profileKey: ProfileKey, now: number) {
  return historyBetween(profileKey, 'day', now - FORECAST_DAYS * DAY_MS, now);
}
