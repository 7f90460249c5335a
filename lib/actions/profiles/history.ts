import { singleFlight } from '../../async/single-flight.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import type { Periodicity } from '../../domain/usage/history.ts';
import { fetchHistory } from '../../refresh/history.ts';
import { profileOf } from '../lookup.ts';

/** Fetches the part of a profile's statistics between two times (epoch ms) that the store doesn't have yet. */
export function readHistory(
  request: ProfileRef & { periodicity: Periodicity; from: number; to: number },
): Promise<null> {
  const { periodicity, from, to } = request;
  const ref = refOf(request);
  return singleFlight(['readHistory', ref, periodicity, from, to], async () => {
    await profileOf(ref);
    await fetchHistory(ref, { periodicity, from, to }, 'person');
    return null;
  });
}
