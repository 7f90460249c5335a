import type { ProfileKey } from '../domain/identity/keys.ts';
import type { HistoryRow, Periodicity } from '../domain/usage/history.ts';
import { missingPeriods, periodEnd, periodStart, periodsBetween } from '../domain/usage/periods.ts';
import { readIsSeen } from './is-seen.ts';
import type { StoredHistoryRow } from './schema.ts';
import { read, write } from './transaction.ts';

/** An interval, epoch ms, `to` not included. */
interface TimeRange {
  from: number;
  to: number;
}

/** What rows of statistics were requested. */
interface HistoryRequest extends TimeRange {
  profileKey: ProfileKey;
  periodicity: Periodicity;
  /** The rows are all that there are. */
  isComplete: boolean;
}

/**
 * Stores statistics rows. `requested`: the range they cover; if they are all that there are, its periods without a row
 * are stored as empty ("nothing was used"), so that they aren't requested again. Rows outside it, which may be of a
 * part of their period, are not stored, nor are those of a profile that no connection has. Times are normalized to the
 * start of their period, ISO 8601 in UTC.
 */
export async function addHistory(
  rows: HistoryRow[],
  requested?: HistoryRequest,
  at: number = Date.now(),
): Promise<void> {
  const toStore = rowsToStore(rows, requested, at);
  await write(['connections', 'profiles', 'history'], async (transaction, recordChange) => {
    const seen = new Map<ProfileKey, boolean>();
    const store = transaction.objectStore('history');
    const puts: Promise<unknown>[] = [];
    for (const row of toStore) {
      const { profileKey, periodicity } = row;
      if (!seen.has(profileKey)) seen.set(profileKey, await readIsSeen(transaction, profileKey));
      if (!seen.get(profileKey)) continue;
      puts.push(store.put(row));
      recordChange('history', [profileKey, periodicity]);
    }
    await Promise.all(puts);
  });
}

/** Returns one row for each period, the given one or an empty one; see {@link addHistory}. */
function rowsToStore(
  rows: readonly HistoryRow[],
  requested: HistoryRequest | undefined,
  at: number,
): StoredHistoryRow[] {
  const byPeriod = new Map<string, StoredHistoryRow>();
  const set = (row: StoredHistoryRow) =>
    byPeriod.set(`${row.profileKey} ${row.periodicity} ${row.time}`, row);
  if (requested?.isComplete) {
    const { profileKey, periodicity } = requested;
    for (const start of periodsBetween(periodicity, requested.from, Math.min(requested.to, at))) {
      const time = new Date(start).toISOString();
      set({ profileKey, periodicity, time, values: {}, fetchedAt: at });
    }
  }
  for (const row of rows) {
    const start = periodStart(row.periodicity, Date.parse(row.time));
    if (requested && (start < periodStart(row.periodicity, requested.from) || start >= requested.to))
      continue;
    set({ ...row, time: new Date(start).toISOString(), fetchedAt: at });
  }
  return [...byPeriod.values()];
}

/** Returns the rows whose period starts between two times (epoch ms, `to` excluded), oldest first. */
export async function getHistory(
  profileKey: ProfileKey,
  periodicity: Periodicity,
  from: number,
  to: number,
): Promise<StoredHistoryRow[]> {
  return read(['history'], (transaction) =>
    transaction.objectStore('history').getAll(rangeBetween(profileKey, periodicity, from, to)),
  );
}

/** Returns the same of several profiles, in one transaction; profiles without a row are not in the map. */
export async function getHistoryOfMany(
  profileKeys: readonly ProfileKey[],
  periodicity: Periodicity,
  from: number,
  to: number,
): Promise<Map<ProfileKey, StoredHistoryRow[]>> {
  const found = await read(['history'], (transaction) => {
    const store = transaction.objectStore('history');
    return Promise.all(
      profileKeys.map(
        async (key) => [key, await store.getAll(rangeBetween(key, periodicity, from, to))] as const,
      ),
    );
  });
  return new Map(found.filter(([, rows]) => rows.length > 0));
}

/**
 * Returns the intervals between two times (epoch ms) for which nothing final is stored: periods never requested, and
 * those that were read before they were over. Ends with the current period; whole periods, UTC.
 */
export async function missingRanges(
  profileKey: ProfileKey,
  periodicity: Periodicity,
  from: number,
  to: number,
  now: number = Date.now(),
): Promise<TimeRange[]> {
  const start = periodStart(periodicity, from);
  const end = Math.min(to, periodEnd(periodicity, now));
  if (start >= end) return [];
  const rows = await getHistory(profileKey, periodicity, start, end);
  return missingPeriods(periodicity, start, end, rows, now);
}

function rangeBetween(
  profileKey: ProfileKey,
  periodicity: Periodicity,
  from: number,
  to: number,
): IDBKeyRange {
  return IDBKeyRange.bound(
    [profileKey, periodicity, new Date(from).toISOString()],
    [profileKey, periodicity, new Date(to).toISOString()],
    false,
    true,
  );
}
