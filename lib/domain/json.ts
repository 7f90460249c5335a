/** Returns true if two JSON values are equal, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** Returns true if two values are the same where the order of a list has no meaning. */
export function isSameInAnyOrder(a: unknown, b: unknown): boolean {
  return canonical(a, sorted) === canonical(b, sorted);
}

const sorted = (list: readonly unknown[]) => [...list].sort();

/**
 * Returns JSON with sorted keys, since browsers don't preserve the order of keys. `ordered`: puts each list in order.
 */
export function canonical(value: unknown, ordered = (list: readonly unknown[]) => list): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (Array.isArray(part)) return ordered(part);
    return isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  });
}

/** Returns true for an object without any other fields than these. */
export function hasOnly<Name extends string>(
  names: readonly Name[],
  value: unknown,
): value is Partial<Record<Name, unknown>> {
  return isObject(value) && Object.keys(value).every((name) => (names as readonly string[]).includes(name));
}

/** Returns true for an object that is no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
