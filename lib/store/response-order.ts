import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';
import type { ChangeTimes, SettingsReader, SettingsWriter } from './schema.ts';
import { settingRow } from './setting-row.ts';

const UNKNOWN: ChangeTimes = { listedAt: 0, changes: {} };

/**
 * Returns when a connection's stored profiles were listed and changed. All functions here run in the caller's
 * transaction.
 */
export async function readChangeTimes(settings: SettingsReader, key: ConnectionKey): Promise<ChangeTimes> {
  return (await readAll(settings))[key] ?? UNKNOWN;
}

/** Returns true if a list requested later than `requestedAt` has already been stored. */
export function isSuperseded({ listedAt }: ChangeTimes, requestedAt: number): boolean {
  return isLater(listedAt, requestedAt);
}

/** Returns true if a person changed the profile (added, renamed, removed it, …) after `requestedAt`. */
export function isChangedSince(
  { changes }: ChangeTimes,
  profileKey: ProfileKey,
  requestedAt: number,
): boolean {
  return isLater(changes[profileKey] ?? 0, requestedAt);
}

/** Records that a person just changed a profile on the platform, which responses requested before don't include. */
export async function recordPersonChange(
  settings: SettingsWriter,
  { connectionKey, profileKey }: ProfileRef,
): Promise<void> {
  const all = await readAll(settings);
  const { listedAt, changes } = all[connectionKey] ?? UNKNOWN;
  const next = { listedAt, changes: { ...changes, [profileKey]: Date.now() } };
  await putAll(settings, { ...all, [connectionKey]: next });
}

/** Records that a list was stored. It includes all earlier changes, and older lists are ignored from then on. */
export async function recordList(
  settings: SettingsWriter,
  key: ConnectionKey,
  requestedAt: number,
): Promise<void> {
  const all = await readAll(settings);
  const unlisted = Object.entries(all[key]?.changes ?? {}).filter(([, at]) => isLater(at, requestedAt));
  await putAll(settings, { ...all, [key]: { listedAt: requestedAt, changes: Object.fromEntries(unlisted) } });
}

/** Removes what is stored about the responses of a connection. */
export async function removeChangeTimes(settings: SettingsWriter, key: ConnectionKey): Promise<void> {
  const { [key]: dropped, ...others } = await readAll(settings);
  if (!dropped) return;
  if (Object.keys(others).length > 0) await putAll(settings, others);
  else await settings.delete('freshness');
}

/** Returns true if `at` is later. A time in the future is ignored: the clock was set back since. */
function isLater(at: number, requestedAt: number): boolean {
  return at > requestedAt && at <= Date.now();
}

async function readAll(settings: SettingsReader): Promise<Record<ConnectionKey, ChangeTimes>> {
  return (await settingRow(settings, 'freshness'))?.byConnection ?? {};
}

/** Publishes no change event, since no page shows it. */
async function putAll(
  settings: SettingsWriter,
  byConnection: Record<ConnectionKey, ChangeTimes>,
): Promise<void> {
  await settings.put({ key: 'freshness', byConnection });
}
