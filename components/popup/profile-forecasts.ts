import { forecastHistoryOfDay, forecastsOf } from '../../lib/domain/forecast/compute-forecast.ts';
import type { Forecast } from '../../lib/domain/forecast/forecast.ts';
import { refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { now, usage } from '../../lib/state/app-state.ts';
import { historySignal } from '../../lib/state/history.ts';

/** Returns the forecasts of one profile; none until its history is read. Reads signals. */
export function forecastsOfProfile(profile: Profile): Forecast[] {
  const range = forecastHistoryOfDay(now.value);
  const days = historySignal({ profileKey: profile.profileKey, periodicity: 'day', ...range }).value;
  return days ? forecastsOf(usage.value.get(refId(profile)), days, now.value, profile.createdAt) : [];
}
