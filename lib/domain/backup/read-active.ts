import { distinctBy } from '../distinct-by.ts';
import { type ProfileRef, refId, refOf } from '../identity/keys.ts';
import { isObject } from '../json.ts';
import { type ActiveProfile, MAX_RECENTS } from '../settings/settings.ts';
import type { BackupConnection } from './backup.ts';

/**
 * Returns the active profile and the recent ones of a file, which may lack them. Adds to `invalid` if any of them isn't
 * one that the accounts see.
 */
export function readActive(
  value: unknown,
  connections: readonly BackupConnection[],
  invalid: string[],
): ActiveProfile {
  if (value === undefined) return { active: null, recents: [] };
  const { active, recents } = isObject(value) ? value : {};
  const isIn = (ref: unknown): ref is ProfileRef =>
    isObject(ref) &&
    connections.some(
      ({ key, profiles }) =>
        key === ref.connectionKey && profiles.some(({ profileKey }) => profileKey === ref.profileKey),
    );
  const list = Array.isArray(recents) ? (recents as unknown[]) : [null];
  const read = {
    active: isIn(active) ? refOf(active) : null,
    recents: distinctBy(list.filter(isIn).map(refOf), refId).slice(0, MAX_RECENTS),
  };
  if ((active !== null && read.active === null) || read.recents.length < list.length) invalid.push('active');
  return read;
}
