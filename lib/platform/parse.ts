import * as z from 'zod/mini';
import { isPlatformId } from '../domain/identity/key-rule.ts';
import { malformed } from './errors.ts';

/** Parses a value; throws `malformed` when it doesn't match the schema. */
export function parseOne<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw malformed();
  return parsed.data;
}

/** Parses a list row by row, leaving out malformed rows. Throws `malformed` when it isn't a list. */
export function parseList<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema>[] {
  if (!Array.isArray(value)) throw malformed();
  const rows = value.map((row) => z.safeParse(schema, row));
  const good = rows.flatMap((row) => (row.success ? [row.data] : []));
  // If no row matches, the format has changed: fail rather than empty the store.
  if (good.length === 0 && value.length > 0) throw malformed();
  return good;
}

/** An id from the platform. */
export const platformId = z.string().check(z.refine(isPlatformId));

/** A field that may be missing or of another type; it is null then, and the row is kept. */
export const lenient = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullish(schema), null);

/** Returns a time from the platform (ISO 8601) as epoch ms; null for 'never', null and invalid times. */
export function timeOf(value: unknown): number | null {
  if (typeof value !== 'string' || value === '') return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** Returns the finite numbers of a record, and leaves out other values. */
export function numbersIn(value: unknown): Record<string, number> {
  return only(value, (item): item is number => typeof item === 'number' && Number.isFinite(item));
}

/** Returns the booleans, numbers and texts of a record, and leaves out other values. */
export function plainIn(value: unknown): Record<string, boolean | number | string> {
  return only(value, (item): item is boolean | number | string =>
    ['boolean', 'number', 'string'].includes(typeof item),
  );
}

function only<T>(value: unknown, keep: (item: unknown) => item is T): Record<string, T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    // Keys such as `valueOf` exist on every object's prototype.
    Object.entries(value).filter(
      (entry): entry is [string, T] => !(entry[0] in Object.prototype) && keep(entry[1]),
    ),
  );
}
