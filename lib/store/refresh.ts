import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import { getRows, listRows } from './rows.ts';
import type { RefreshRow } from './schema.ts';
import { write } from './transaction.ts';

export async function listRefreshRows(): Promise<RefreshRow[]> {
  return listRows('refresh');
}

/** Returns the existing rows of these targets. */
export async function listRefreshRowsOf(targets: string[]): Promise<RefreshRow[]> {
  return (await getRows('refresh', targets)).filter((row) => row !== undefined);
}

/** Returns rows by their target. */
export function byTarget(rows: readonly RefreshRow[]): ReadonlyMap<string, RefreshRow> {
  return new Map(rows.map((row) => [row.target, row]));
}

/** Changes one target's row; `change` returns undefined to remove it. See {@link updateRefreshRows}. */
export async function updateRefreshRow(
  target: string,
  change: (row: RefreshRow | undefined) => RefreshRow | undefined,
): Promise<RefreshRow | undefined> {
  return (await updateRefreshRows([target], change))[0];
}

/**
 * Changes the rows of several targets in one transaction. Rows of a removed connection or profile are removed, whatever
 * `change` returns: a refresh may end after its target is gone.
 */
export async function updateRefreshRows(
  targets: string[],
  change: (row: RefreshRow | undefined, target: string) => RefreshRow | undefined,
): Promise<(RefreshRow | undefined)[]> {
  return write(['connections', 'profiles', 'refresh'], async (transaction, recordChange) => {
    const store = transaction.objectStore('refresh');
    const isStored = (target: string) => {
      const [first = '', second = ''] = target.split('|');
      return first === 'account'
        ? transaction.objectStore('connections').getKey(second as ConnectionKey)
        : transaction.objectStore('profiles').getKey([first as ConnectionKey, second as ProfileKey]);
    };
    const [before, keys] = await Promise.all([
      Promise.all(targets.map((target) => store.get(target))),
      Promise.all(targets.map(isStored)),
    ]);
    const writes: Promise<unknown>[] = [];
    const after = targets.map((target, index) => {
      const row = keys[index] ? change(before[index], target) : undefined;
      if (row === before[index]) return row;
      writes.push(row ? store.put({ ...row, target }) : store.delete(target));
      recordChange('refresh', target);
      return row;
    });
    await Promise.all(writes);
    return after;
  });
}
