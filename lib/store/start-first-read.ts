import type { FirstScreen, FirstScreenName } from '../domain/first-screen/first-screen.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { sortLanguage } from '../domain/text/collate.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { StoreChange } from './changes.ts';
import { isFirstScreenUsable } from './is-first-screen-usable.ts';
import { changeChannelOf, DATABASE_NAME, firstScreenKey, VAULT_MARK } from './names.ts';
import type { ProfilesDatabase, SettingKey, SettingRow, StoreName, VaultKeyRow } from './schema.ts';
import type { VaultMark } from './vault-status.ts';

/**
 * The store's rows that a first screen is drawn from, read by a script of one kilobyte while the page's own is still
 * loaded and compiled: opening the database and reading from it wait for other processes. Imports hardly more than
 * types.
 */
interface FirstRows {
  /** Of the database. */
  version: number;
  settings: (SettingRow | undefined)[];
  vaultKey: VaultKeyRow | undefined;
  vaultMark: VaultMark | undefined;
  connections: Connection[];
  profiles: Profile[];
  usage: Usage[];
  profilePreferences: ProfilePreferences[];
  /** The first screen whose profiles these are; null: none. */
  screen: FirstScreen | null;
  /** False if only the profiles of the first screen, or only the active one, were read. */
  isComplete: boolean;
}

interface FirstRead {
  /** Null: there is no database, or it can't be read. */
  rows: Promise<FirstRows | null>;
  /** Follows the store from before the rows are read. */
  channel: BroadcastChannel;
  /** What was published since then. */
  changes: StoreChange[];
}

declare global {
  var firstRead: FirstRead | undefined;
}

/** Begins the read. Without a first screen, and with more profiles than `maxProfiles`, only the active one is read. */
export function startFirstRead(maxProfiles: number, screen: FirstScreenName | null): void {
  const changes: StoreChange[] = [];
  const channel = new BroadcastChannel(changeChannelOf(DATABASE_NAME));
  channel.onmessage = ({ data }) => changes.push(data);
  // After a failure the page's own script reads it again, and shows why it can't be read.
  globalThis.firstRead = { rows: readFirstRows(maxProfiles, screen).catch(() => null), channel, changes };
}

async function readFirstRows(maxProfiles: number, screen: FirstScreenName | null): Promise<FirstRows | null> {
  const opening = indexedDB.open(DATABASE_NAME);
  // There is none yet; the page's own script makes it.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  database.onversionchange = () => database.close();
  try {
    const rows = await readRows(database, maxProfiles, screen);
    if (rows.vaultKey?.kind === 'passphrase') {
      const stored = await chrome.storage.session.get(VAULT_MARK);
      rows.vaultMark = stored[VAULT_MARK] as VaultMark | undefined;
    }
    return rows;
  } finally {
    database.close();
  }
}

async function readRows(
  database: IDBDatabase,
  maxProfiles: number,
  name: FirstScreenName | null,
): Promise<FirstRows> {
  const transaction = database.transaction([
    'settings',
    'vault',
    'connections',
    'profiles',
    'usage',
    'profilePreferences',
  ]);
  const get = <Name extends StoreName>(
    store: Name,
    key: ProfilesDatabase[Name]['key'],
  ): Promise<ProfilesDatabase[Name]['value'] | undefined> =>
    resultOf(transaction.objectStore(store).get(key));
  const getSetting = <Key extends SettingKey>(key: Key) =>
    get('settings', key) as Promise<Extract<SettingRow, { key: Key }> | undefined>;
  // One more than is wanted says whether there are more.
  const getAll = <Name extends StoreName>(
    store: Name,
    max?: number,
    keys: IDBKeyRange | null = null,
  ): Promise<ProfilesDatabase[Name]['value'][]> =>
    resultOf(transaction.objectStore(store).getAll(keys, max && max + 1));
  const [active, preferences, policy, vaultKey, connections, stored] = await Promise.all([
    getSetting('active'),
    getSetting('preferences'),
    getSetting('policy'),
    get('vault', 'key'),
    getAll('connections'),
    name && getSetting(firstScreenKey(name)),
  ]);
  const rows = {
    version: database.version,
    settings: [active, preferences, policy],
    vaultKey,
    vaultMark: undefined,
    connections,
  };
  if (stored && isFirstScreenUsable(stored, hereAndNow())) {
    const { profiles, usage, profilePreferences } = stored.screen;
    return { ...rows, profiles, usage, profilePreferences, screen: stored.screen, isComplete: false };
  }
  const [profiles, usage, profilePreferences] = await Promise.all([
    getAll('profiles', maxProfiles),
    getAll('usage', maxProfiles),
    getAll('profilePreferences', maxProfiles),
  ]);
  if ([profiles, usage, profilePreferences].every(({ length }) => length <= maxProfiles))
    return { ...rows, profiles, usage, profilePreferences, screen: null, isComplete: true };
  const ref = active?.active;
  const one = <Name extends StoreName>(store: Name, key: ProfilesDatabase[Name]['key']) =>
    getAll(store, undefined, IDBKeyRange.only(key));
  const key: [ConnectionKey, ProfileKey] | null | undefined = ref && [ref.connectionKey, ref.profileKey];
  return {
    ...rows,
    profiles: ref ? await one('profiles', key!) : [],
    usage: ref ? await one('usage', key!) : [],
    profilePreferences: ref ? await one('profilePreferences', ref.profileKey) : [],
    screen: null,
    isComplete: false,
  };
}

function hereAndNow() {
  return {
    version: chrome.runtime.getManifest().version,
    language: sortLanguage(),
    now: Date.now(),
  };
}

/** The result is there a round through the browser before the transaction is complete. */
function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
