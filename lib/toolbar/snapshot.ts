import { profileColour } from '../domain/colour.ts';
import type { DocsMirror } from '../domain/docs-mirror.ts';
import type { ProfileRef } from '../domain/keys.ts';
import { worstLevel } from '../domain/level.ts';
import { getConnection, listConnections } from '../store/connections.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import { getProfile } from '../store/profiles.ts';
import { getActive, getPreferences } from '../store/settings.ts';
import { getUsage } from '../store/usage.ts';
import { vaultState } from '../vault/passphrase.ts';
import type { TitleInput } from './title.ts';
import { readTrouble } from './trouble.ts';

/** What the toolbar shows, read from the store in one go. */
export interface Snapshot {
  active: ProfileRef | null;
  input: TitleInput;
  mirror: DocsMirror | null;
}

/** The active profile's rows and what stands around them; no more of the store than that. */
export async function readSnapshot(): Promise<Snapshot> {
  const [{ active }, preferences, { locked }, connections] = await Promise.all([
    getActive(),
    getPreferences(),
    vaultState(),
    listConnections(),
  ]);
  const [connection, profile, usage, own] = active
    ? await Promise.all([
        getConnection(active.connectionKey),
        getProfile(active),
        getUsage(active),
        getProfilePreferences(active.profileKey),
      ])
    : [];
  const [trouble, others] = await Promise.all([readTrouble(), readTrouble(active)]);
  const input: TitleInput = {
    now: Date.now(),
    connected: connections.length > 0,
    locked,
    connection,
    profile,
    usage,
    preferences,
    trouble,
    forecastDays: null,
    emoji: own?.emoji ?? null,
    email: connection?.email ?? '',
    host: connection ? new URL(connection.origin).host : '',
    othersInTrouble: others.count,
  };
  const mirror: DocsMirror | null =
    active && profile && connection
      ? {
          profileKey: active.profileKey,
          name: profile.name,
          colour: profileColour(active.profileKey, own?.colour),
          level: worstLevel(usage),
          locked: locked || connection.state === 'needs-sign-in',
        }
      : null;
  return { active, input, mirror };
}
