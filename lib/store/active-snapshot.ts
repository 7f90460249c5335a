import type { Connection } from '../domain/identity/connection.ts';
import { type ProfileRef, refId } from '../domain/identity/keys.ts';
import type { Disambiguator } from '../domain/profiles/disambiguate.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile, Preferences } from '../domain/settings/settings.ts';
import { newestPerProfile } from '../domain/usage/newest-usage.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { readActive, readPreferences } from './settings.ts';
import { pairKey } from './store-keys.ts';
import { read } from './transaction.ts';

interface ActiveSnapshot {
  active: ActiveProfile;
  preferences: Preferences;
  connections: Connection[];
  profile: Profile | undefined;
  usage: Usage | undefined;
  profilePreferences: ProfilePreferences | undefined;
  /** What disambiguates the profile from others of the same name. */
  disambiguators: Disambiguator[];
}

/** Returns the active profile with everything that the toolbar shows of it, read in one short transaction. */
export async function getActiveSnapshot(): Promise<ActiveSnapshot> {
  return read(['settings', 'connections', 'profiles', 'usage', 'profilePreferences'], async (transaction) => {
    const settings = transaction.objectStore('settings');
    const [active, preferences, connections] = await Promise.all([
      readActive(settings),
      readPreferences(settings),
      transaction.objectStore('connections').getAll(),
    ]);
    const ref = active.active;
    if (!ref) {
      return {
        active,
        preferences,
        connections,
        profile: undefined,
        usage: undefined,
        profilePreferences: undefined,
        disambiguators: [],
      };
    }
    const [profile, usageRows, profilePreferences, disambiguators] = await Promise.all([
      transaction.objectStore('profiles').get(pairKey(ref)),
      Promise.all(connections.map(({ key }) => transaction.objectStore('usage').get([key, ref.profileKey]))),
      transaction.objectStore('profilePreferences').get(ref.profileKey),
      readActiveDisambiguators(settings, ref),
    ]);
    const usageRead = usageRows.filter((row) => row !== undefined);
    const [usage] = newestPerProfile(usageRead, Date.now());
    return { active, preferences, connections, profile, usage, profilePreferences, disambiguators };
  });
}

async function readActiveDisambiguators(settings: SettingsReader, ref: ProfileRef): Promise<Disambiguator[]> {
  const row = await settingRow(settings, 'activeDisambiguators');
  return row?.id === refId(ref) ? row.parts : [];
}
