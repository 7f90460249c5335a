import { isObject } from '../domain/json.ts';
import type { SyncedRecord } from '../store/schema.ts';
import { believableTime } from './field.ts';

/*
 * When a person removes their own order, the position of every profile is unset, and stays synced as such: with 1,700
 * profiles nothing else would fit. One time stands for all of them: what was set until then isn't anymore.
 */

export const ORDER_RESET_ITEM = 'order1';

/** Returns the time in an item of `storage.sync`, epoch ms; 0: none. */
export function orderResetIn(item: unknown, now: number): number {
  return isObject(item) ? (believableTime(item.at, now) ?? 0) : 0;
}

/** Returns what the item should hold; undefined: it isn't written. What isn't understood of it stays. */
export function orderResetItem(stored: unknown, at: number): object | undefined {
  if (stored !== undefined && !isObject(stored)) return undefined;
  return at > 0 ? { ...stored, at } : stored;
}

/** Returns a record in which a position that was set until then is unset. */
export function withOrderReset(record: SyncedRecord, at: number): SyncedRecord {
  const { position } = record.fields;
  if (at === 0 || (position && position.at > at)) return record;
  return { ...record, fields: { ...record.fields, position: { value: null, at } } };
}

/**
 * Returns one time for as many unset positions as possible, at least `at`, and the records without them: all that were
 * unset before any that is set.
 */
export function joinOrderResets(
  records: readonly SyncedRecord[],
  at: number,
): { records: SyncedRecord[]; at: number } {
  const positions = records.flatMap(({ fields: { position } }) => position ?? []);
  const firstSet = Math.min(...positions.filter(({ value }) => value !== null).map((one) => one.at));
  const unset = positions.filter((one) => one.value === null && one.at < firstSet).map((one) => one.at);
  const joined = Math.max(at, ...unset);
  const others = records.map(({ fields: { position, ...fields }, ...record }) => ({
    ...record,
    fields: position && position.at > joined ? { ...fields, position } : fields,
  }));
  return { records: others.filter(({ fields }) => Object.keys(fields).length > 0), at: joined };
}
