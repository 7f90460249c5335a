import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Freshness, SettingKey, SettingRow } from './schema.ts';

type SettingsStore = {
  get(key: SettingKey): Promise<SettingRow | undefined>;
  put(row: SettingRow): Promise<unknown>;
  delete(key: SettingKey): Promise<void>;
};

const UNKNOWN: Freshness = { listedAt: 0, changes: {} };

/** How new what is stored of a connection's profiles is. Like all of this file inside a transaction of the caller's. */
export async function readFreshness(settings: SettingsStore, key: ConnectionKey): Promise<Freshness> {
  return (await readAll(settings))[key] ?? UNKNOWN;
}

/** Returns true when a list asked for later than this one has been taken over already. */
export function isOverdue({ listedAt }: Freshness, askedAt: number): boolean {
  return isLater(listedAt, askedAt);
}

/** Returns true when a person changed the profile — added, renamed, removed it, … — after this answer was asked for. */
export function isChangedSince({ changes }: Freshness, profileKey: ProfileKey, askedAt: number): boolean {
  return isLater(changes[profileKey] ?? 0, askedAt);
}

/** Notes that a person just changed a profile on the platform: no answer asked for before knows of it. */
export async function noteChange(
  settings: SettingsStore,
  { connectionKey, profileKey }: ProfileRef,
): Promise<void> {
  const all = await readAll(settings);
  const { listedAt, changes } = all[connectionKey] ?? UNKNOWN;
  const noted = { listedAt, changes: { ...changes, [profileKey]: Date.now() } };
  await putAll(settings, { ...all, [connectionKey]: noted });
}

/** Notes that a list was taken over. It knows all changes before it, and older lists are not taken over any more. */
export async function noteList(settings: SettingsStore, key: ConnectionKey, askedAt: number): Promise<void> {
  const all = await readAll(settings);
  const unlisted = Object.entries(all[key]?.changes ?? {}).filter(([, at]) => isLater(at, askedAt));
  await putAll(settings, { ...all, [key]: { listedAt: askedAt, changes: Object.fromEntries(unlisted) } });
}

/** Forgets it all, with the connection. */
export async function dropFreshness(settings: SettingsStore, key: ConnectionKey): Promise<void> {
  const { [key]: dropped, ...others } = await readAll(settings);
  if (!dropped) return;
  if (Object.keys(others).length > 0) await putAll(settings, others);
  else await settings.delete('freshness');
}

/** A moment still to come is from before the clock was set back: it must not keep answers out until then. */
function isLater(at: number, askedAt: number): boolean {
  return at > askedAt && at <= Date.now();
}

async function readAll(settings: SettingsStore): Promise<Record<ConnectionKey, Freshness>> {
  const row = await settings.get('freshness');
  return row?.key === 'freshness' ? row.byConnection : {};
}

/** Nobody shows it, so no change event is published. */
async function putAll(
  settings: SettingsStore,
  byConnection: Record<ConnectionKey, Freshness>,
): Promise<void> {
  await settings.put({ key: 'freshness', byConnection });
}
