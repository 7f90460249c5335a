import { isObject } from '../json.ts';
import { MAX_BACKUP_TEXT_LENGTH } from './backup.ts';

/**
 * Returns the rows of a list as `read` returns them, without the invalid ones (null). For each of those, and for
 * anything but a list, `name` is added to `invalid`.
 */
export function readRows<Row>(
  list: unknown,
  name: string,
  read: (row: Record<string, unknown>) => Row | null,
  invalid: string[],
): Row[] {
  const rows = Array.isArray(list)
    ? (list as unknown[]).map((one) => (isObject(one) ? read(one) : null))
    : [null];
  const valid = rows.filter((row) => row !== null);
  for (let n = valid.length; n < rows.length; n++) invalid.push(name);
  return valid;
}

/** Returns true for a time (epoch ms) that can be shown as a date. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

/** Returns true for a text of a length that a backup may hold. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_BACKUP_TEXT_LENGTH;
}
