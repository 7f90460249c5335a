import type { Purpose } from '../async/limiter.ts';
import { callAsProfile } from '../calls/call.ts';
import { originOf, type ProfileRef } from '../domain/identity/keys.ts';
import { DAY_MS } from '../domain/time.ts';
import type { Periodicity } from '../domain/usage/history.ts';
import type { Api } from '../platform/request.ts';
import { serverNow } from '../platform/server-clock.ts';
import { fetchStatistics } from '../platform/usage.ts';
import { addHistory, missingRanges } from '../store/history.ts';

/** Range of one request: about a month of hours, a year of days. */
const REQUEST_SPAN_MS: Record<Periodicity, number> = {
  hour: 31 * DAY_MS,
  day: 366 * DAY_MS,
  month: 10 * 366 * DAY_MS,
};

/** Missing ranges this close together are fetched in one request, which costs more than a few extra rows. */
const MERGE_GAP_MS: Record<Periodicity, number> = { hour: 2 * DAY_MS, day: 31 * DAY_MS, month: 366 * DAY_MS };

/**
 * Fetches the part of a profile's statistics between two times (epoch ms) that the store doesn't have yet. Each range
 * is stored as it arrives, so a failure only affects the rest. Throws what {@link callAsProfile} throws.
 */
export async function fetchHistory(
  ref: ProfileRef,
  { periodicity, from, to }: { periodicity: Periodicity; from: number; to: number },
  purpose: Purpose,
): Promise<void> {
  const { profileKey } = ref;
  const origin = originOf(profileKey);
  const missing = await missingRanges(profileKey, periodicity, from, to, serverNow(origin));
  for (const range of requestRanges(missing, periodicity)) {
    const read = (api: Api, id: string) => fetchStatistics(api, id, { periodicity, ...range });
    const { rows, isComplete } = await callAsProfile(ref, read, { purpose: () => purpose });
    await addHistory(
      rows.map((row) => ({ ...row, profileKey, periodicity })),
      { ...range, profileKey, periodicity, isComplete },
      // After the response, which has the server's date: periods in its future must not be stored as empty. By this
      // computer's clock if that is behind: a mark in its future isn't believed, and everything would be read again.
      Math.min(serverNow(origin), Date.now()),
    );
  }
}

interface TimeRange {
  from: number;
  to: number;
}

/** Returns the ranges to request: close ones joined, long ones split. */
export function requestRanges(missing: readonly TimeRange[], periodicity: Periodicity): TimeRange[] {
  const joined: TimeRange[] = [];
  for (const range of missing) {
    const last = joined.at(-1);
    if (last && range.from - last.to <= MERGE_GAP_MS[periodicity]) last.to = range.to;
    else joined.push({ ...range });
  }
  return joined.flatMap(({ from, to }) => splitRange(from, to, REQUEST_SPAN_MS[periodicity]));
}

function splitRange(from: number, to: number, length: number): TimeRange[] {
  const pieces: TimeRange[] = [];
  for (let start = from; start < to; start += length)
    pieces.push({ from: start, to: Math.min(to, start + length) });
  return pieces;
}
