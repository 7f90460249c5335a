import type { ProfileKey } from '../domain/identity/keys.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../domain/settings/profile-preferences.ts';
import type { Synced, SyncedRecord } from '../store/schema.ts';
import { believableTime, withKnowableTime } from './field.ts';
import { joinOrderResets, withOrderReset } from './order-reset.ts';
import { localRecord, newerFields } from './record.ts';

interface MergedRecords extends Pick<Synced, 'records' | 'orderReset'> {
  /** This browser's preferences of each profile, with what is agreed of them. */
  changes: [ProfilePreferences, SyncedRecord][];
}

/**
 * Merges this browser's preferences of profiles (`rows`), what was last agreed, and what other browsers wrote: the
 * newer of each field wins.
 */
export function mergeRecords({
  rows,
  agreed,
  remote,
  now,
}: {
  rows: readonly ProfilePreferences[];
  agreed: Pick<Synced, 'records' | 'orderReset'>;
  remote: { records: ReadonlyMap<ProfileKey, SyncedRecord>; orderReset: number };
  /** Epoch ms. */
  now: number;
}): MergedRecords {
  const local = new Map(rows.map((row) => [row.profileKey, row]));
  const known = new Map(agreed.records.map((record) => [record.profileKey, record]));
  const { at: agreedReset } = withKnowableTime({ value: null, at: agreed.orderReset }, now);
  const reset = Math.max(agreedReset, remote.orderReset);
  const changes: MergedRecords['changes'] = [];
  for (const profileKey of new Set([...local.keys(), ...known.keys(), ...remote.records.keys()])) {
    const row = local.get(profileKey) ?? defaultProfilePreferences(profileKey);
    // A position that was given since replaces the reset, which is still in `storage.sync`.
    const replacedReset = row.position === null ? agreedReset : (believableTime(agreed.orderReset, now) ?? 0);
    const before = withOrderReset(known.get(profileKey) ?? { profileKey, fields: {} }, replacedReset);
    const best = newerFields(localRecord(row, before, now), remote.records.get(profileKey));
    changes.push([row, withOrderReset(best, reset)]);
  }
  const joined = joinOrderResets(
    changes.map(([, best]) => best),
    reset,
  );
  return { records: joined.records, orderReset: joined.at, changes };
}
