import fc from 'fast-check';

/** Stands for a number in the text that JavaScript reads as Infinity. */
const ENDLESS = 'the number 1e999';

/** Times that aren't any, that Date.parse takes for some, or that are out of any range. */
const ODD_TIMES = [
  ...['NaN', '0', '12', '-1', 'in 5', 'Never 1', '2026-02-30', '1970-01-01', '9999-12-31T23:59:59Z'],
  ...['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0001-01-01T00:00:00Z'],
];

/** A change at one place of a JSON value; `at` picks a key at each level. */
export const mutation = fc.record({
  at: fc.array(fc.nat(40), { maxLength: 5 }),
  how: fc.constantFrom('replace', 'remove', 'wrap', 'repeat', 'rename', 'stringify', 'negate'),
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, '', 'never', -1, 1e308, 1e-9, ENDLESS, [], {}),
    fc.constantFrom(...ODD_TIMES),
    fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
    fc.string({ unit: 'binary', maxLength: 20 }),
  ),
});
export type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** Changes a JSON value at one place, and returns it. */
export function mutate(root: unknown, { at, how, value }: Mutation): unknown {
  const holder = { root } as Record<string, unknown>;
  let parent: Record<string, unknown> = holder;
  let key = 'root';
  for (const step of at) {
    const next = parent[key];
    if (typeof next !== 'object' || next === null) break;
    const keys = Object.keys(next);
    if (keys.length === 0) break;
    parent = next as Record<string, unknown>;
    key = keys[step % keys.length]!;
  }
  const before = parent[key];
  if (how === 'replace') parent[key] = value;
  else if (how === 'wrap') parent[key] = [before];
  else if (how === 'stringify') parent[key] = JSON.stringify(before);
  else if (how === 'negate' && typeof before === 'number') parent[key] = -before;
  else if (how === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  } else if (how === 'repeat' && Array.isArray(parent)) parent.push(before);
  else if (how === 'rename') {
    delete parent[key];
    Object.defineProperty(parent, '__proto__', {
      value: before,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return holder.root;
}

/** Returns a mutated value as a response's text. */
export function textOf(value: unknown): string {
  return (JSON.stringify(value) ?? '').replaceAll(JSON.stringify(ENDLESS), '1e999');
}
