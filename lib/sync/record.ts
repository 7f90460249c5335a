import type { ProfileKey } from '../domain/identity/keys.ts';
import { PROFILE_PREFERENCE_RULES } from '../domain/settings/preference-rules.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../domain/settings/profile-preferences.ts';
import type { SyncedRecord } from '../store/schema.ts';
import { FieldSet, type Wire } from './field-set.ts';

/** The names in `storage.sync` of a profile's preferences; all of them are synced. */
const WIRE_NAMES: Record<Exclude<keyof ProfilePreferences, 'profileKey' | 'updatedAt'>, string> = {
  favourite: 'f',
  position: 'o',
  tag: 'g',
  colour: 'c',
  emoji: 'e',
  thresholds: 't',
  muted: 'm',
  readToken: 'r',
  writeToken: 'w',
  markUp: 'u',
  proposals: 'p',
};

const UNSET = defaultProfilePreferences('' as ProfileKey);
const FIELDS = new FieldSet(
  Object.fromEntries(
    Object.entries(WIRE_NAMES).map(([name, wire]) => {
      const field = name as keyof typeof WIRE_NAMES;
      return [name, { wire, unset: UNSET[field], isValid: PROFILE_PREFERENCE_RULES[field] }];
    }),
  ),
);

/** Returns this browser's version of a profile's record; see {@link FieldSet.local}. */
export function localRecord(
  row: ProfilePreferences,
  agreed: SyncedRecord | undefined,
  now: number,
): SyncedRecord {
  const { profileKey, updatedAt } = row;
  return { profileKey, fields: FIELDS.local({ ...row }, updatedAt, agreed?.fields, now) };
}

/** Returns the newer of each field. */
export function newerFields(
  { profileKey, fields }: SyncedRecord,
  remote: SyncedRecord | undefined,
): SyncedRecord {
  return { profileKey, fields: FIELDS.newer(fields, remote?.fields) };
}

/** Returns the fields in which a row differs from what is agreed, with the agreed values. */
export function changesTo(row: ProfilePreferences, { fields }: SyncedRecord): Partial<ProfilePreferences> {
  return FIELDS.changes({ ...row }, fields);
}

/** Returns when any of its fields was last set, epoch ms. */
export function newestAt({ fields }: SyncedRecord): number {
  return FIELDS.newestAt(fields);
}

export function toWire({ fields }: SyncedRecord): Wire {
  return FIELDS.toWire(fields);
}

/**
 * Returns a record and the rest, see {@link FieldSet.fromWire}; null: nothing of it counts. A position from before
 * `orderReset` (epoch ms) is left where it is: an earlier release, which doesn't know the reset, would write it again.
 */
export function fromWire(
  profileKey: ProfileKey,
  wire: unknown,
  now: number,
  orderReset = 0,
): { record: SyncedRecord; rest: Wire } | null {
  const { fields, rest } = FIELDS.fromWire(wire, now);
  if (fields.position && fields.position.at <= orderReset) {
    delete fields.position;
    rest[WIRE_NAMES.position] = (wire as Wire)[WIRE_NAMES.position];
  }
  return Object.keys(fields).length > 0 ? { record: { profileKey, fields }, rest } : null;
}
