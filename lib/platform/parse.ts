import * as z from 'zod/mini';
import { isPlatformId } from '../domain/identity/key-rule.ts';
import { isObject } from '../domain/json.ts';
import { cutText } from '../domain/text/cut-text.ts';
import { isBlank } from '../domain/text/fold.ts';
import { parseTime } from '../domain/time.ts';
import { countersIn, isAmount } from '../domain/usage/amount.ts';
import { malformed } from './errors.ts';

/** Parses a value; throws `malformed` when it doesn't match the schema. */
export function parseOne<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw malformed();
  return parsed.data;
}

/**
 * Parses a list row by row, leaving out malformed rows. Throws `malformed` when it isn't a list, or none of its rows
 * can be read: then the format has changed, and an empty list would empty the store.
 */
export function parseList<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema>[] {
  const { rows, length } = parsePage(schema, value);
  if (rows.length === 0 && length > 0) throw malformed();
  return rows;
}

/** The rows of one page of a list that can be read, and how many it has in all. */
export interface Page<Row> {
  rows: Row[];
  length: number;
}

/**
 * Parses a page, on which every row may be malformed where others of the list aren't. Throws `malformed` when it isn't
 * a list.
 */
export function parsePage<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): Page<z.output<Schema>> {
  if (!Array.isArray(value)) throw malformed();
  return { rows: readableRows(schema, value), length: value.length };
}

/** Returns the rows of a list that match the schema; none when it isn't a list. */
export function readableRows<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): z.output<Schema>[] {
  if (!Array.isArray(value)) return [];
  const rows = value.map((row) => z.safeParse(schema, row));
  return rows.flatMap((row) => (row.success ? [row.data] : []));
}

/** An id from the platform. */
export const platformId = z.string().check(z.refine(isPlatformId));

/** A number without a fraction, at least 0. */
export const wholeNumber = z.number().check(z.int(), z.nonnegative());

/** A field that may be missing (undefined) or of another type (null); the row is kept. */
export const lenient = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullish(schema), null);

/**
 * A field that is absent, null, false or '' where there is nothing. Anything else means that there is something, also
 * where nothing of it can be read: then it is an object without fields.
 */
export const ifAny = <Shape extends z.core.$ZodShape>(fields: Shape) =>
  z.catch(z.nullish(z.object(fields)), ({ value }) => (value ? ({} as never) : null));

/** A field that is null only where the platform says so: undefined where it's missing or of another type. */
export const stated = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullish(schema), undefined);

/** Longer than any name that can be given. */
const MAX_NAME_LENGTH = 500;

/** A name, cut where it is too long; '' where nothing of it can be seen. */
export const nameText = z.string().check(
  z.overwrite((text) => {
    const name = cutText(text, MAX_NAME_LENGTH);
    return isBlank(name) ? '' : name;
  }),
);

/** A text that {@link parseTime} reads. */
export const timeText = z.string().check(z.refine((text) => !Number.isNaN(parseTime(text))));

/** Returns a time from the platform as epoch ms; null for 'never', null and what {@link parseTime} doesn't read. */
export function timeOf(value: unknown): number | null {
  const at = parseTime(value);
  return Number.isNaN(at) ? null : at;
}

/** Returns the amounts of a record, or its limits, and leaves out other values. */
export function numbersIn(value: unknown, isReadable = isAmount): Record<string, number> {
  return pickEntries(value, isReadable);
}

/** Returns the booleans, amounts and texts of a record, and leaves out other values. */
export function plainIn(value: unknown): Record<string, boolean | number | string> {
  return pickEntries(
    value,
    (item): item is boolean | number | string =>
      typeof item === 'boolean' || typeof item === 'string' || isAmount(item),
  );
}

function pickEntries<T>(value: unknown, keep: (item: unknown) => item is T): Record<string, T> {
  return isObject(value) ? countersIn(value, keep) : {};
}
