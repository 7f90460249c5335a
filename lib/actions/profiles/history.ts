import { singleFlight } from '../../async/single-flight.ts';
import { forecastHistoryStart } from '../../domain/forecast/compute-forecast.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import type { Periodicity } from '../../domain/usage/history.ts';
import { fetchHistory } from '../../refresh/history.ts';
import { newestDaysFrom } from '../../refresh/sync-history.ts';
import { profileOf } from '../lookup.ts';

/**
 * Fetches the part of a profile's statistics between two times (epoch ms) that the store doesn't have yet; with its
 * newest days also those that forecasts need: the history counts as read then, and isn't read for them.
 */
export function readHistory(
  request: ProfileRef & { periodicity: Periodicity; from: number; to: number },
): Promise<null> {
  const { periodicity, to } = request;
  const now = Date.now();
  const isNewest = periodicity === 'day' && to > newestDaysFrom(now);
  const from = isNewest ? Math.min(request.from, forecastHistoryStart(now)) : request.from;
  const ref = refOf(request);
  return singleFlight(['readHistory', ref, periodicity, from, to], async () => {
    await profileOf(ref);
    await fetchHistory(ref, { periodicity, from, to }, 'person');
    return null;
  });
}
