const indexes = new WeakMap<object, { size: number; rows: Map<unknown, unknown> }>();

/**
 * Returns the row with this value of a unique key that never changes, by an index: lists have thousands of rows. Lists
 * only grow, or are replaced.
 */
export function lookup<T extends object>(list: T[], key: keyof T, value: unknown): T | undefined {
  let index = indexes.get(list);
  if (index?.size !== list.length) {
    index = { size: list.length, rows: new Map(list.map((row) => [row[key], row])) };
    indexes.set(list, index);
  }
  return index.rows.get(value) as T | undefined;
}
