import { isKey } from '../domain/identity/key-rule.ts';
import { originOf, type ProfileKey, platformIdOf } from '../domain/identity/keys.ts';
import { canonical, isObject } from '../domain/json.ts';
import type { SyncedRecord } from '../store/schema.ts';
import { type Wire, writable } from './field-set.ts';
import { ORDER_RESET_ITEM, orderResetIn } from './order-reset.ts';
import { fromWire, newestAt, toWire } from './record.ts';

/** `storage.sync`: 8,192 bytes an item, 102,400 in all, keys and JSON together. Some room is left. */
export const ITEM_BYTES = 7_900;
export const TOTAL_BYTES = 98_000;

/** A record is always in the same chunk, so that one change writes one item. */
const CHUNKS = 32;
const PREFIX = 'profiles1.';

/** By API origin, then profile id. */
export type Chunk = Record<string, Record<string, Wire>>;

/** The profiles' part of `storage.sync`. */
interface Unpacked {
  records: Map<ProfileKey, SyncedRecord>;
  /** Positions set until then (epoch ms) are unset; 0: never. */
  orderReset: number;
  /** What is not understood, by item name, in its place: another release wrote it, and it is written back as it is. */
  kept: Map<string, Chunk>;
  /** The item that holds each record. */
  itemNames: Map<ProfileKey, string>;
}

/** Returns the profiles' part of `storage.sync`. `now`: epoch ms. */
export function unpack(stored: Record<string, unknown>, now: number): Unpacked {
  const orderReset = orderResetIn(stored[ORDER_RESET_ITEM], now);
  const unpacked: Unpacked = { records: new Map(), orderReset, kept: new Map(), itemNames: new Map() };
  for (const [name, chunk] of Object.entries(stored)) {
    if (!name.startsWith(PREFIX) || !isObject(chunk)) continue;
    // Built from entries: a name such as `__proto__` is a name like any other.
    const kept = Object.entries(chunk).flatMap(([origin, profiles]): [string, unknown][] => {
      if (!isObject(profiles) || isEmpty(profiles)) return [[origin, profiles]];
      const rest = unpackProfiles(unpacked, name, origin, profiles, now);
      return isEmpty(rest) ? [] : [[origin, rest]];
    });
    if (kept.length > 0 || isEmpty(chunk)) unpacked.kept.set(name, Object.fromEntries(kept) as Chunk);
  }
  return unpacked;
}

/** Adds the records of one API to `unpacked`, and returns what is not understood of them. */
function unpackProfiles(
  { records, orderReset, itemNames }: Unpacked,
  name: string,
  origin: string,
  profiles: Record<string, unknown>,
  now: number,
): Record<string, unknown> {
  const kept = Object.entries(profiles).flatMap(([id, wire]): [string, unknown][] => {
    const profileKey = keyOf(origin, id);
    const read = profileKey && !records.has(profileKey) ? fromWire(profileKey, wire, now, orderReset) : null;
    if (!profileKey || !read) return [[id, wire]];
    records.set(profileKey, read.record);
    itemNames.set(profileKey, name);
    return isEmpty(read.rest) ? [] : [[id, read.rest]];
  });
  return Object.fromEntries(kept);
}

/**
 * Returns what `storage.sync` should hold, by item name: what is kept from other releases, then the newest records
 * that fit beside `otherBytes` of other items. Every browser returns the same. `leftOut`: records that didn't fit.
 */
export function pack(
  records: Iterable<SyncedRecord>,
  { kept, itemNames }: Pick<Unpacked, 'kept' | 'itemNames'> = { kept: new Map(), itemNames: new Map() },
  otherBytes = 0,
): { items: Record<string, Chunk>; leftOut: number } {
  const items = new Map<string, { chunk: Chunk; bytes: number }>();
  let total = otherBytes;
  let leftOut = 0;
  for (const [name, chunk] of kept) {
    const bytes = sizeOf(name, chunk);
    items.set(name, { chunk: structuredClone(chunk), bytes });
    total += bytes;
  }
  for (const record of [...records].sort(newestFirst)) {
    const name = itemNames.get(record.profileKey) ?? itemOf(record.profileKey);
    const item = items.get(name) ?? { chunk: {}, bytes: name.length + 4 };
    const origin = originOf(record.profileKey);
    const id = platformIdOf(record.profileKey);
    const profiles = item.chunk[origin];
    const known = profiles?.[id];
    // Another release wrote it in another form, which stays as it is.
    if (![profiles, known].every((part: unknown) => part === undefined || isObject(part))) continue;
    const wire = writable(toWire(record), known);
    const bytes = sizeOf(id, wire) + (profiles ? 0 : sizeOf(origin, {}));
    const opening = items.has(name) ? 0 : item.bytes;
    if (item.bytes + bytes > ITEM_BYTES || total + opening + bytes > TOTAL_BYTES) {
      leftOut++;
      continue;
    }
    item.chunk[origin] = { ...profiles, [id]: { ...known, ...wire } };
    item.bytes += bytes;
    total += opening + bytes;
    items.set(name, item);
  }
  return { items: Object.fromEntries([...items].map(([name, { chunk }]) => [name, chunk])), leftOut };
}

/** Returns the items to write and the names to remove, so that `storage.sync` holds `wanted`. */
export function difference(
  stored: Record<string, unknown>,
  wanted: Record<string, object>,
): { write: Record<string, object>; remove: string[] } {
  const write = Object.fromEntries(
    Object.entries(wanted).filter(([name, chunk]) => canonical(stored[name]) !== canonical(chunk)),
  );
  // What isn't a chunk was written by somebody else.
  const remove = Object.keys(stored).filter(
    (name) => name.startsWith(PREFIX) && isObject(stored[name]) && !(name in wanted),
  );
  return { write, remove };
}

/** Returns the bytes of what isn't ours to write: items of another release, by names that aren't in `written`. */
export function bytesOfOthers(stored: Record<string, unknown>, written: Record<string, object>): number {
  return Object.entries(stored)
    .filter(([name, item]) => !(name in written) && !(name.startsWith(PREFIX) && isObject(item)))
    .reduce((sum, [name, item]) => sum + sizeOf(name, item), 0);
}

function newestFirst(a: SyncedRecord, b: SyncedRecord): number {
  return newestAt(b) - newestAt(a) || (a.profileKey < b.profileKey ? -1 : 1);
}

/** Returns the key of a profile; null if origin or id can't be those of one. */
function keyOf(origin: string, id: string): ProfileKey | null {
  const key = `${origin}#${id}`;
  return isKey(key) ? key : null;
}

function itemOf(key: ProfileKey): string {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `${PREFIX}${hash % CHUNKS}`;
}

/**
 * Returns the bytes of `"name":value,` as the browser counts them. Measured in Chromium 156: an integer of 32 bits or
 * more takes up to 5 characters more than in `JSON.stringify` (a time is `1.795751234567e+12`), and so does a `<`.
 */
export function sizeOf(name: string, value: unknown): number {
  const json = JSON.stringify({ [name]: value });
  const longer = json.match(/(?<=[[:,])\d{10,}|[<\u2028\u2029]/g)?.length ?? 0;
  return new TextEncoder().encode(json).length + 5 * longer;
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
