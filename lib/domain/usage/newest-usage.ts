import type { ProfileKey } from '../identity/keys.ts';
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

/** By row, the newest one and the copy of it: the same each time, so that what is computed of it is kept. */
const copies = new WeakMap<object, readonly [latest: object, copy: object]>();

function copyFor<Row extends Pick<Usage, 'connectionKey'>>(row: Row, latest: Row): Row {
  const [before, kept] = copies.get(row) ?? [];
  if (before === latest) return kept as Row;
  const copy = { ...latest, connectionKey: row.connectionKey };
  copies.set(row, [latest, copy]);
  return copy;
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
      return [id, latest === row ? row : copyFor(row, latest)];
    }),
  );
}
