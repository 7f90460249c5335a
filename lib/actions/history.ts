import type { Periodicity } from '../domain/history.ts';
import type { ProfileRef } from '../domain/keys.ts';
import { fetchHistory } from '../refresh/history.ts';
import { singleFlight } from './mutation.ts';
import { profileOf, refOf } from './subject.ts';

/** Fetches what is missing of a profile's statistics between two times (epoch ms) into the store. */
export function readHistory(
  data: ProfileRef & { periodicity: Periodicity; from: number; to: number },
): Promise<null> {
  const { periodicity, from, to } = data;
  const ref = refOf(data);
  return singleFlight(['readHistory', ref, periodicity, from, to], async () => {
    await profileOf(ref);
    await fetchHistory(ref, { periodicity, from, to }, 'person');
    return null;
  });
}
