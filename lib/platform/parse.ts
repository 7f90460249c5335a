import * as z from 'zod/mini';
import { malformed } from './errors.ts';

/** Returns what the platform answered, as `schema` knows it; `malformed` when it is something else. */
export function parseOne<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw malformed();
  return parsed.data;
}

/** A list, row by row: a malformed row costs that row. `malformed` when it is no list at all. */
export function parseList<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema>[] {
  if (!Array.isArray(value)) throw malformed();
  const rows = value.map((row) => z.safeParse(schema, row));
  const good = rows.flatMap((row) => (row.success ? [row.data] : []));
  // Not one row understood: that is another shape, not a list with bad rows. Better fail than empty a store.
  if (good.length === 0 && value.length > 0) throw malformed();
  return good;
}

/**
 * An id of the platform's. It becomes part of paths, keys and samples for a shell, so it is letters, digits, `_` and
 * `-` and nothing else; and none of the words that stand for something else where a profile's id does.
 */
export const platformId = z.string().check(z.regex(/^(?!(?:current|switch)$)[\w-]{1,128}$/));

/** A field that may be missing or of another type: null then, and the row survives. */
export const lenient = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullish(schema), null);

/** Epoch ms of a time of the platform's (ISO 8601); null for 'never', null and what is no time. */
export function timeOf(value: unknown): number | null {
  if (typeof value !== 'string' || value === '') return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** The finite numbers of a record, whatever else is in it. */
export function numbersIn(value: unknown): Record<string, number> {
  return only(value, (item): item is number => typeof item === 'number' && Number.isFinite(item));
}

/** Returns the plain values of a record (add-ons: booleans, numbers, texts). */
export function plainIn(value: unknown): Record<string, boolean | number | string> {
  return only(value, (item): item is boolean | number | string =>
    ['boolean', 'number', 'string'].includes(typeof item),
  );
}

function only<T>(value: unknown, keep: (item: unknown) => item is T): Record<string, T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    // A key such as `valueOf` would be found in every other record, too.
    Object.entries(value).filter(
      (entry): entry is [string, T] => !(entry[0] in Object.prototype) && keep(entry[1]),
    ),
  );
}
