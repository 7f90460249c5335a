import { originOf, type ProfileKey, platformIdOf } from '../domain/identity/keys.ts';
import type { SyncedRecord } from '../store/schema.ts';
import { fromWire, toWire, type Wire } from './record.ts';

/** `storage.sync`: 8,192 bytes an item, 102,400 in all, keys and JSON together. Some room is left. */
const ITEM_BYTES = 7_900;
const TOTAL_BYTES = 98_000;

/** A record always lies in the same chunk, so that one change writes one item. */
const CHUNKS = 32;
const PREFIX = 'profiles1.';

/** By API origin, then profile id. */
export type Chunk = Record<string, Record<string, Wire>>;

/** What `storage.sync` should hold: the newest records that fit, by item name. The same on every machine. */
export function pack(records: Iterable<SyncedRecord>): Record<string, Chunk> {
  const items = new Map<string, { chunk: Chunk; bytes: number }>();
  let total = 0;
  for (const record of [...records].sort(newestFirst)) {
    const name = itemOf(record.profileKey);
    const item = items.get(name) ?? { chunk: {}, bytes: name.length + 2 };
    const origin = originOf(record.profileKey);
    const wire = toWire(record);
    const bytes =
      sizeOf(platformIdOf(record.profileKey), wire) + (item.chunk[origin] ? 0 : sizeOf(origin, {}));
    const opening = items.has(name) ? 0 : item.bytes;
    if (item.bytes + bytes > ITEM_BYTES || total + opening + bytes > TOTAL_BYTES) continue;
    item.chunk[origin] = { ...item.chunk[origin], [platformIdOf(record.profileKey)]: wire };
    item.bytes += bytes;
    total += opening + bytes;
    items.set(name, item);
  }
  return Object.fromEntries([...items].map(([name, { chunk }]) => [name, chunk]));
}

/** The records in what `storage.sync` holds; what is not ours, or not understood, is passed over. */
export function unpack(stored: Record<string, unknown>): SyncedRecord[] {
  const records: SyncedRecord[] = [];
  for (const [name, chunk] of Object.entries(stored)) {
    if (!name.startsWith(PREFIX) || !isObject(chunk)) continue;
    for (const [origin, profiles] of Object.entries(chunk)) {
      if (!isObject(profiles)) continue;
      for (const [id, wire] of Object.entries(profiles)) {
        const record = fromWire(`${origin}#${id}` as ProfileKey, wire);
        if (record) records.push(record);
      }
    }
  }
  return records;
}

/** The items to write and the names to remove, so that `storage.sync` holds `wanted`. */
export function difference(
  stored: Record<string, unknown>,
  wanted: Record<string, Chunk>,
): { write: Record<string, Chunk>; remove: string[] } {
  const write = Object.fromEntries(
    Object.entries(wanted).filter(([name, chunk]) => canonical(stored[name]) !== canonical(chunk)),
  );
  const remove = Object.keys(stored).filter((name) => name.startsWith(PREFIX) && !(name in wanted));
  return { write, remove };
}

function newestFirst(a: SyncedRecord, b: SyncedRecord): number {
  return b.updatedAt - a.updatedAt || (a.profileKey < b.profileKey ? -1 : 1);
}

function itemOf(key: ProfileKey): string {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `${PREFIX}${hash % CHUNKS}`;
}

/** Bytes of `"name":value,` in JSON. */
function sizeOf(name: string, value: unknown): number {
  return new TextEncoder().encode(JSON.stringify({ [name]: value })).length;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON with sorted keys: browsers give objects back in an order of their own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
