import type { FirstScreen, FirstScreenName } from '../domain/first-screen/first-screen.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { sortLanguage } from '../domain/text/collate.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { StoreChange } from './changes.ts';
import { isFirstScreenUsable } from './first-screen-use.ts';
import { changeChannelOf, DATABASE_NAME, firstScreenKey, VAULT_MARK } from './names.ts';
import type { SettingRow, VaultKeyRow } from './schema.ts';
import type { VaultMark } from './vault-state.ts';

/**
 * The store's rows that a first screen is drawn from, read by a script of one kilobyte while the page's own is still
 * loaded and compiled: opening the database and reading from it wait for other processes. Imports hardly more than types.
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
  /** False: of the profiles there are those of the first screen, or the active one alone. */
  complete: boolean;
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

function readRows(
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
  const get = (store: string, key: IDBValidKey) => transaction.objectStore(store).get(key);
  // One more than is wanted says whether there are more.
  const getAll = (store: string) => transaction.objectStore(store).getAll(null, maxProfiles + 1);
  const settings = ['active', 'preferences', 'policy'].map((key) => get('settings', key));
  const vaultKey = get('vault', 'key');
  const connections = transaction.objectStore('connections').getAll();
  let screen: FirstScreen | null = null;
  let all: IDBRequest[] = [];
  let ofActive: IDBRequest[] | null = null;
  const isComplete = () => all.every(({ result }) => result.length <= maxProfiles);
  const readProfiles = () => {
    all = [getAll('profiles'), getAll('usage'), getAll('profilePreferences')];
    all[2]!.onsuccess = () => {
      const ref = settings[0]!.result?.active;
      if (isComplete() || !ref) return;
      const key = [ref.connectionKey, ref.profileKey];
      ofActive = [get('profiles', key), get('usage', key), get('profilePreferences', ref.profileKey)];
    };
  };
  if (name) {
    const stored = get('settings', firstScreenKey(name));
    stored.onsuccess = () => {
      const use = {
        version: chrome.runtime.getManifest().version,
        language: sortLanguage(),
        now: Date.now(),
      };
      if (isFirstScreenUsable(stored.result, use)) screen = stored.result.screen;
      else readProfiles();
    };
  } else readProfiles();
  return new Promise((resolve, reject) => {
    transaction.onabort = () => reject(transaction.error);
    transaction.oncomplete = () => {
      const rowsOf = (index: number) =>
        isComplete() ? all[index]!.result : [ofActive?.[index]?.result].filter((row) => row !== undefined);
      resolve({
        version: database.version,
        settings: settings.map(({ result }) => result),
        vaultKey: vaultKey.result,
        vaultMark: undefined,
        connections: connections.result,
        profiles: screen?.profiles ?? rowsOf(0),
        usage: screen?.usage ?? rowsOf(1),
        profilePreferences: screen?.profilePreferences ?? rowsOf(2),
        screen,
        complete: !screen && isComplete(),
      });
    };
  });
}
