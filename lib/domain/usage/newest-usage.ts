import type { ConnectionKey, ProfileKey } from '../identity/keys.ts';
import { msSince } from '../time.ts';
import type { Usage } from './usage.ts';

/**
 * Returns one row per profile: the one that was read last, where several connections see the same profile. `now`: epoch
 * ms.
 */
export function newestPerProfile<Row extends Pick<Usage, 'profileKey' | 'fetchedAt'>>(
  rows: Iterable<Row>,
  now: number,
): Row[] {
  const age = ({ fetchedAt }: Row) => msSince(fetchedAt ?? 0, now);
  const newest = new Map<ProfileKey, Row>();
  for (const row of rows) {
    const other = newest.get(row.profileKey);
    if (!other || age(row) < age(other)) newest.set(row.profileKey, row);
  }
  return [...newest.values()];
}

/** Rows as another connection's, by the row they are made of: the same each time, as what is computed of it is kept. */
const copies = new WeakMap<object, Map<ConnectionKey, object>>();

function copyFor<Row extends Pick<Usage, 'connectionKey'>>(row: Row, connectionKey: ConnectionKey): Row {
  const byConnection = copies.get(row) ?? new Map<ConnectionKey, object>();
  copies.set(row, byConnection);
  const copy = byConnection.get(connectionKey) ?? { ...row, connectionKey };
  byConnection.set(connectionKey, copy);
  return copy as Row;
}

/**
 * Returns each row with what is newest of its profile: usage is the profile's, whichever account read it. Returns the
 * same map where every profile has one row. `rows`: by refId; `now`: epoch ms.
 */
export function newestForEach<Row extends Pick<Usage, 'connectionKey' | 'profileKey' | 'fetchedAt'>>(
  rows: ReadonlyMap<string, Row>,
  now: number,
): ReadonlyMap<string, Row> {
  const newest = new Map(newestPerProfile(rows.values(), now).map((row) => [row.profileKey, row]));
  if (newest.size === rows.size) return rows;
  return new Map(
    [...rows].map(([id, row]) => {
      const latest = newest.get(row.profileKey) ?? row;
      return [id, latest === row ? row : copyFor(latest, row.connectionKey)];
    }),
  );
}
