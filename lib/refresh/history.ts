import type { Purpose } from '../async/limiter.ts';
import { callAsProfile } from '../calls/call.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import { DAY_MS } from '../domain/time.ts';
import type { Periodicity } from '../domain/usage/history.ts';
import type { Api } from '../platform/request.ts';
import { serverNow } from '../platform/server-clock.ts';
import { fetchStatistics } from '../platform/usage.ts';
import { addHistory, missingRanges } from '../store/history.ts';

/** How much is asked for in one request: about a month of hours, a year of days. */
const REQUEST_SPAN_MS: Record<Periodicity, number> = {
  hour: 31 * DAY_MS,
  day: 366 * DAY_MS,
  month: 10 * 366 * DAY_MS,
};

/** Holes this near to each other are asked for together: a request costs more than some rows. */
const MERGE_GAP_MS: Record<Periodicity, number> = { hour: 2 * DAY_MS, day: 31 * DAY_MS, month: 366 * DAY_MS };

/**
 * Fetches what is missing of a profile's statistics between two times (epoch ms) into the store. Each interval
 * is stored as it comes, so that a failure costs only what is left. Throws what {@link callAsProfile} throws.
 */
export async function fetchHistory(
  ref: ProfileRef,
  { periodicity, from, to }: { periodicity: Periodicity; from: number; to: number },
  purpose: Purpose,
): Promise<void> {
  const { profileKey } = ref;
  const missing = await missingRanges(profileKey, periodicity, from, to, serverNow());
  for (const range of intervals(missing, periodicity)) {
    const read = (api: Api, id: string) => fetchStatistics(api, id, { periodicity, ...range });
    const rows = await callAsProfile(ref, read, { purpose });
    await addHistory(
      rows.map((row) => ({ ...row, profileKey, periodicity })),
      { ...range, profileKey, periodicity },
      // After the answer, which has the server's date: what it cannot know yet is not stored as empty.
      serverNow(),
    );
  }
}

interface Interval {
  from: number;
  to: number;
}

/** Returns the requests that fill the holes: near ones joined, long ones cut. */
export function intervals(missing: readonly Interval[], periodicity: Periodicity): Interval[] {
  const joined: Interval[] = [];
  for (const hole of missing) {
    const last = joined.at(-1);
    if (last && hole.from - last.to <= MERGE_GAP_MS[periodicity]) last.to = hole.to;
    else joined.push({ ...hole });
  }
  return joined.flatMap(({ from, to }) => cut(from, to, REQUEST_SPAN_MS[periodicity]));
}

function cut(from: number, to: number, length: number): Interval[] {
  const pieces: Interval[] = [];
  for (let start = from; start < to; start += length)
    pieces.push({ from: start, to: Math.min(to, start + length) });
  return pieces;
}
