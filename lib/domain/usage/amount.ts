/** Returns true for an amount as the platform counts it: at least 0, and not too large to be exact. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

/** Returns true for a limit: 0 (nothing allocated), or an amount of at least one unit. */
export function isLimit(value: unknown): value is number {
  return value === 0 || (isAmount(value) && value >= 1);
}

/** Returns false for a key that no page can link to (''), or that exists on every object's prototype (`valueOf`). */
function isCounterKey(key: string): boolean {
  return key !== '' && !(key in Object.prototype);
}

/** Returns the counters of a record that have an amount, and leaves out other values. */
export function amountsIn(values: Record<string, unknown>): Record<string, number> {
  return countersIn(values, isAmount);
}

/** Returns the counters of a record that `keep` takes, and leaves out other values. */
export function countersIn<T>(
  values: Record<string, unknown>,
  keep: (value: unknown) => value is T,
): Record<string, T> {
  const isKept = (entry: [string, unknown]): entry is [string, T] => isCounterKey(entry[0]) && keep(entry[1]);
  return Object.fromEntries(Object.entries(values).filter(isKept));
}
