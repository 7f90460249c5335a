import { forecastHistoryStart, forecastsOf } from '../domain/forecast/compute-forecast.ts';
import type { Forecast } from '../domain/forecast/forecast.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { getHistory } from './history.ts';

/** Returns forecasts of a profile's services from stored statistics, the first to be full first. */
export async function getForecasts(
  { profileKey, createdAt }: Pick<Profile, 'profileKey' | 'createdAt'>,
  usage: Usage | undefined,
  now: number,
): Promise<Forecast[]> {
  const days = await getHistory(profileKey, 'day', forecastHistoryStart(now), now);
  return forecastsOf(usage, days, now, createdAt);
}
