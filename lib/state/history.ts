import type { ReadonlySignal } from '@preact/signals';
import type { ProfileKey } from '../domain/identity/keys.ts';
import type { HistoryRow, Periodicity } from '../domain/usage/history.ts';
import { getHistory } from '../store/history.ts';
import { lazySignal } from './lazy-signal.ts';

interface HistoryQuery {
  profileKey: ProfileKey;
  periodicity: Periodicity;
  /** Epoch ms; `to` is not included. */
  from: number;
  to: number;
}

const MAX_SIGNALS = 20;
const byQuery = new Map<string, ReadonlySignal<HistoryRow[] | null>>();

/** Returns a profile's stored statistics rows between two times, the oldest first; null until read. */
export function historySignal(query: HistoryQuery): ReadonlySignal<HistoryRow[] | null> {
  const id = JSON.stringify([query.profileKey, query.periodicity, query.from, query.to]);
  const known = byQuery.get(id);
  if (known) return known;
  const rows = lazySignal<HistoryRow[]>((show) => ({
    store: 'history',
    read: async (keys) => {
      if (keys && !keys.some((key) => concerns(key, query))) return () => {};
      const found = await getHistory(query.profileKey, query.periodicity, query.from, query.to);
      return () => show(found);
    },
  }));
  byQuery.set(id, rows);
  // Each render of a chart uses the same query, so only the latest signals are kept.
  for (const old of [...byQuery.keys()].slice(0, -MAX_SIGNALS)) byQuery.delete(old);
  return rows;
}

/** Returns true if a change event's key, `[profileKey, periodicity?]`, is about the query. */
function concerns(key: IDBValidKey, query: HistoryQuery): boolean {
  if (!Array.isArray(key)) return true;
  const [profileKey, periodicity] = key;
  return profileKey === query.profileKey && (periodicity === undefined || periodicity === query.periodicity);
}
