import { type Forecast, firstFull } from '../../../lib/domain/forecast/forecast.ts';
import { lastingCauseOf } from '../../../lib/domain/usage/stale-usage.ts';
import type { ProfileRow } from './profile-rows.ts';

/**
 * Returns the service of a profile that is full first, and when; null if none will be. Nothing is expected of a profile
 * that can't be read until somebody acts: its numbers may be of any age.
 */
export function expectedFull(
  { id, profile, connection }: Pick<ProfileRow, 'id' | 'profile' | 'connection'>,
  forecasts: ReadonlyMap<string, Forecast[]> | null,
): ReturnType<typeof firstFull> {
  return lastingCauseOf(profile, connection) ? null : firstFull(forecasts?.get(id) ?? []);
}
