import type { Periodicity } from '../domain/history.ts';
import type { ProfileRef } from '../domain/keys.ts';
import { fetchStatistics } from '../platform/usage.ts';
import { reachProfile } from '../reach/reach.ts';
import { addHistory, missingRanges } from '../store/history.ts';
import { singleFlight } from './mutation.ts';
import { profileOf, refOf } from './subject.ts';

const DAY_MS = 24 * 3_600_000;

/** How much is asked for in one request: about a month of hours, a year of days. */
const STRETCH_MS: Record<Periodicity, number> = {
  hour: 31 * DAY_MS,
  day: 366 * DAY_MS,
  month: 10 * 366 * DAY_MS,
};

/** Holes this near to each other are asked for together: a request costs more than some rows. */
const NEAR_MS: Record<Periodicity, number> = { hour: 2 * DAY_MS, day: 31 * DAY_MS, month: 366 * DAY_MS };

/**
 * Fetches what is missing of a profile's statistics between two times (epoch ms) into the store. Each stretch
 * is stored as it comes, so that a failure costs only what is left.
 */
export function readHistory(
  data: ProfileRef & { periodicity: Periodicity; from: number; to: number },
): Promise<null> {
  const { periodicity, from, to } = data;
  return singleFlight(['readHistory', refOf(data), periodicity, from, to], async () => {
    const { profileKey } = await profileOf(data);
    const missing = await missingRanges(profileKey, periodicity, from, to);
    for (const range of stretches(missing, periodicity)) {
      const rows = await reachProfile(data, (api, id) => fetchStatistics(api, id, { periodicity, ...range }));
      await addHistory(
        rows.map((row) => ({ ...row, profileKey, periodicity })),
        { ...range, profileKey, periodicity },
      );
    }
    return null;
  });
}

interface Stretch {
  from: number;
  to: number;
}

/** The requests that fill the holes: near ones joined, long ones cut. */
export function stretches(missing: readonly Stretch[], periodicity: Periodicity): Stretch[] {
  const joined: Stretch[] = [];
  for (const hole of missing) {
    const last = joined.at(-1);
    if (last && hole.from - last.to <= NEAR_MS[periodicity]) last.to = hole.to;
    else joined.push({ ...hole });
  }
  return joined.flatMap(({ from, to }) => cut(from, to, STRETCH_MS[periodicity]));
}

function cut(from: number, to: number, length: number): Stretch[] {
  const pieces: Stretch[] = [];
  for (let start = from; start < to; start += length)
    pieces.push({ from: start, to: Math.min(to, start + length) });
  return pieces;
}
