import { isSame } from '../domain/json.ts';
import type { SyncedField } from '../store/schema.ts';
import { believableTime, newerField, withKnowableTime } from './field.ts';

export interface FieldRule {
  /** Its name in `storage.sync`: short, because everything synced shares 100 kB. */
  wire: string;
  /** Its value while nobody has set it; written as 0, so that no other value may be 0. */
  unset: unknown;
  /** The same rule as for what a person types. */
  isValid: (value: unknown) => boolean;
}

export type Fields = Record<string, SyncedField<unknown>>;
type Values = Readonly<Record<string, unknown>>;

/** Fields as `storage.sync` holds them: `[at, value]` by the field's wire name, and whatever newer releases add. */
export type Wire = Record<string, unknown>;

/** The fields of one kind of item (a profile, a connection, the settings), each merged separately. */
export class FieldSet {
  private readonly rules: Readonly<Record<string, FieldRule>>;
  private readonly names: readonly string[];

  constructor(rules: Readonly<Record<string, FieldRule>>) {
    this.rules = rules;
    this.names = Object.keys(rules);
  }

  /**
   * Returns this browser's version: a change (made at `updatedAt`) since the last agreement, else the agreement itself;
   * field by field, so that a favourite set here and a colour set elsewhere are both kept.
   */
  local(values: Values, updatedAt: number, agreed: Fields = {}, now: number): Fields {
    const fields: Fields = {};
    for (const name of this.names) {
      const before = agreed[name];
      const known = before && withKnowableTime(before, now);
      if (isSame(values[name], known ? known.value : this.rules[name]!.unset)) {
        if (known) fields[name] = known;
        continue;
      }
      // A clock that was set back must not make a new change look older than what it replaces, which is still in
      // `storage.sync`.
      const replacedAt = believableTime(before?.at ?? 0, now) ?? 0;
      fields[name] = { value: values[name], at: Math.max(Math.min(updatedAt, now), replacedAt + 1) };
    }
    return fields;
  }

  /** Returns the newer of each field; every browser returns the same, even for equal times. */
  newer(local: Fields, remote: Fields = {}): Fields {
    const fields: Fields = {};
    for (const name of this.names) {
      const best = newerField<unknown>(local[name], remote[name]);
      if (best) fields[name] = best;
    }
    return fields;
  }

  /** Returns the agreed values of the fields in which `values` differ from what is agreed. */
  changes(values: Values, fields: Fields): Record<string, unknown> {
    return Object.fromEntries(
      this.names.flatMap((name) => {
        const field = fields[name];
        return field === undefined || isSame(values[name], field.value) ? [] : [[name, field.value]];
      }),
    );
  }

  /** Returns when any of the fields was last set, epoch ms; 0: never. */
  newestAt(fields: Fields): number {
    return Math.max(0, ...this.names.map((name) => fields[name]?.at ?? 0));
  }

  toWire(fields: Fields): Wire {
    const wire: Wire = {};
    for (const name of this.names) {
      const field = fields[name];
      const { wire: key, unset } = this.rules[name]!;
      if (!field) continue;
      wire[key] = [field.at, isSame(field.value, unset) ? 0 : field.value === true ? 1 : field.value];
    }
    return wire;
  }

  /**
   * Returns the fields that are understood, and the entries that aren't (a newer release's fields, values that nobody
   * could have typed), to be kept as they are.
   */
  fromWire(wire: unknown, now: number): { fields: Fields; rest: Wire } {
    const rest: Wire = typeof wire === 'object' && wire !== null ? { ...wire } : {};
    const fields: Fields = {};
    for (const name of this.names) {
      const field = this.fieldFromWire(name, rest[this.rules[name]!.wire], now);
      if (!field) continue;
      fields[name] = field;
      delete rest[this.rules[name]!.wire];
    }
    return { fields, rest };
  }

  private fieldFromWire(name: string, wire: unknown, now: number): SyncedField<unknown> | null {
    if (!Array.isArray(wire) || wire.length !== 2) return null;
    const at = believableTime(wire[0], now);
    const value = this.valueFromWire(name, wire[1]);
    return at === null || value === undefined ? null : { value, at };
  }

  private valueFromWire(name: string, wire: unknown): unknown {
    const { unset, isValid } = this.rules[name]!;
    if (wire === 0) return unset;
    if (isValid(wire)) return wire;
    return wire === 1 && isValid(true) ? true : undefined;
  }
}

/**
 * Returns the entries of `wire`, without those that another release wrote later in a way that isn't understood here.
 */
export function writable(wire: Wire, kept: Wire = {}): Wire {
  const timeIn = (entry: unknown) =>
    Array.isArray(entry) && typeof entry[0] === 'number' ? entry[0] : Infinity;
  return Object.fromEntries(
    Object.entries(wire).filter(([name, entry]) => !(name in kept) || timeIn(entry) > timeIn(kept[name])),
  );
}

/** Returns the changes to fields that are in `stored` still as they were `before`. */
export function untouchedChanges<T extends object>(changes: Partial<T>, stored: T, before: T): Partial<T> {
  const isUntouched = (name: string) => isSame(stored[name as keyof T], before[name as keyof T]);
  return Object.fromEntries(Object.entries(changes).filter(([name]) => isUntouched(name))) as Partial<T>;
}
