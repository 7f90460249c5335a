import { forecastHistoryStart, forecastsOf } from '../../lib/domain/forecast/compute-forecast.ts';
import type { Forecast } from '../../lib/domain/forecast/forecast.ts';
import { refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { periodEnd } from '../../lib/domain/usage/periods.ts';
import { now, usage } from '../../lib/state/app-state.ts';
import { watchHistory } from '../../lib/state/history.ts';

/** Returns the forecasts of one profile; none until its history is read. Reads signals. */
export function watchForecasts(profile: Profile): Forecast[] {
  const to = periodEnd('day', now.value);
  const from = forecastHistoryStart(to);
  const days = watchHistory({ profileKey: profile.profileKey, periodicity: 'day', from, to }).value;
  return days ? forecastsOf(usage.value.get(refId(profile)), days, now.value, profile.createdAt) : [];
}
