import type { ProfileKey } from '../domain/identity/keys.ts';
import { areServiceThresholds, isColour, isEmoji } from '../domain/settings/preference-rules.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { SyncedField, SyncedPreferences, SyncedRecord } from '../store/schema.ts';
import { isSame, newerField, timeOf } from './field.ts';

export type FieldName = keyof SyncedPreferences;

interface FieldRule {
  /** Its name on the wire: short, because all records share 100 kB. */
  wire: string;
  /** What holds while nobody set it; 0 on the wire. */
  unset: unknown;
  /** The same rule as for what a person types. */
  isValid: (value: unknown) => boolean;
}

/** The part of a profile's preferences that is synced. Everything else stays on this machine. */
const FIELDS: Record<FieldName, FieldRule> = {
  favourite: { wire: 'f', unset: false, isValid: (value) => value === true },
  colour: { wire: 'c', unset: null, isValid: isColour },
  emoji: { wire: 'e', unset: null, isValid: isEmoji },
  thresholds: { wire: 't', unset: {}, isValid: areServiceThresholds },
};
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** A record as it travels: `[at, value]` by the field's wire name, and whatever newer releases add. */
export type Wire = Record<string, unknown>;

/**
 * This machine's version: a change since the last agreement, else the agreement itself; field by field, so that a
 * favourite set here and a colour set elsewhere are both kept.
 */
export function ownRecord(
  row: ProfilePreferences,
  agreed: SyncedRecord | undefined,
  now: number,
): SyncedRecord {
  const fields: Record<string, SyncedField<unknown>> = {};
  for (const name of FIELD_NAMES) {
    const known = agreed?.fields[name];
    if (isSame(row[name], known ? known.value : FIELDS[name].unset)) {
      if (known) fields[name] = known;
      continue;
    }
    // A clock that was set back must not make a fresh change look older than what it replaces.
    fields[name] = { value: row[name], at: Math.max(Math.min(row.updatedAt, now), (known?.at ?? 0) + 1) };
  }
  return { profileKey: row.profileKey, fields };
}

/** Returns the newer of each field; the same on every machine, also when both are of the same moment. */
export function newerFields(own: SyncedRecord, remote: SyncedRecord | undefined): SyncedRecord {
  const fields: Record<string, unknown> = {};
  for (const name of FIELD_NAMES) {
    const best = newerField<unknown>(own.fields[name], remote?.fields[name]);
    if (best) fields[name] = best;
  }
  return { profileKey: own.profileKey, fields };
}

/** Returns the fields in which a row differs from what is agreed, with the agreed values. */
export function changesTo(row: ProfilePreferences, { fields }: SyncedRecord): Partial<SyncedPreferences> {
  const changed = FIELD_NAMES.filter((name) => {
    const field = fields[name];
    return field !== undefined && !isSame(row[name], field.value);
  });
  return Object.fromEntries(changed.map((name) => [name, fields[name]!.value]));
}

/** Returns when any of its fields was set last, epoch ms. */
export function newestAt({ fields }: SyncedRecord): number {
  return Math.max(0, ...FIELD_NAMES.map((name) => fields[name]?.at ?? 0));
}

export function toWire({ fields }: SyncedRecord): Wire {
  const wire: Wire = {};
  for (const name of FIELD_NAMES) {
    const field = fields[name];
    if (field) wire[FIELDS[name].wire] = [field.at, valueToWire(name, field.value)];
  }
  return wire;
}

/**
 * Reads a record: what is understood, and the entries that are not (a newer release's fields, values that no person
 * could have typed), to be kept as they are. Null: nothing of it is understood.
 */
export function fromWire(
  profileKey: ProfileKey,
  wire: unknown,
  now: number,
): { record: SyncedRecord; rest: Wire } | null {
  const entries = Array.isArray(wire) ? fromList(wire) : wire;
  if (typeof entries !== 'object' || entries === null) return null;
  const rest: Wire = { ...entries };
  const fields: Record<string, SyncedField<unknown>> = {};
  for (const name of FIELD_NAMES) {
    const field = fieldFromWire(name, rest[FIELDS[name].wire], now);
    if (!field) continue;
    fields[name] = field;
    delete rest[FIELDS[name].wire];
  }
  const isUnderstood = Array.isArray(wire) ? Object.keys(rest).length === 0 : Object.keys(fields).length > 0;
  return isUnderstood ? { record: { profileKey, fields }, rest } : null;
}

/** An older release wrote one time for all fields: `[at, favourite, colour, emoji, thresholds]`. */
function fromList([at, ...values]: unknown[]): Wire | null {
  if (values.length !== FIELD_NAMES.length) return null;
  return Object.fromEntries(FIELD_NAMES.map((name, index) => [FIELDS[name].wire, [at, values[index]]]));
}

function fieldFromWire(name: FieldName, wire: unknown, now: number): SyncedField<unknown> | null {
  if (!Array.isArray(wire) || wire.length !== 2) return null;
  const at = timeOf(wire[0], now);
  const value = valueFromWire(name, wire[1]);
  return at === null || value === undefined ? null : { value, at };
}

function valueToWire(name: FieldName, value: unknown): unknown {
  if (isSame(value, FIELDS[name].unset)) return 0;
  return name === 'favourite' ? 1 : value;
}

function valueFromWire(name: FieldName, wire: unknown): unknown {
  if (wire === 0) return FIELDS[name].unset;
  if (name === 'favourite') return wire === 1 ? true : undefined;
  return FIELDS[name].isValid(wire) ? wire : undefined;
}
