import type { Connection } from '../domain/identity/connection.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { StoreChange } from './changes.ts';
import { changeChannelOf, DATABASE_NAME, VAULT_MARK } from './names.ts';
import type { SettingRow, VaultKeyRow } from './schema.ts';
import type { VaultMark } from './vault-state.ts';

/**
 * The store's rows that a first screen is drawn from, read by a script of one kilobyte while the page's own is still
 * loaded and compiled: opening the database and reading from it wait for other processes. Imports types and names only.
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
  /** False: of the profiles there is the active one alone. */
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

/** Begins the read; with more profiles than `maxProfiles` only the active one is read. */
export function startFirstRead(maxProfiles: number): void {
  const changes: StoreChange[] = [];
  const channel = new BroadcastChannel(changeChannelOf(DATABASE_NAME));
  channel.onmessage = ({ data }) => changes.push(data);
  globalThis.firstRead = { rows: readFirstRows(maxProfiles).catch(() => null), channel, changes };
}

async function readFirstRows(maxProfiles: number): Promise<FirstRows | null> {
  const opening = indexedDB.open(DATABASE_NAME);
  // There is none yet; the page's own script makes it.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  database.onversionchange = () => database.close();
  try {
    const rows = await readRows(database, maxProfiles);
    if (rows.vaultKey?.kind === 'passphrase') {
      const stored = await chrome.storage.session.get(VAULT_MARK);
      rows.vaultMark = stored[VAULT_MARK] as VaultMark | undefined;
    }
    return rows;
  } finally {
    database.close();
  }
}

function readRows(database: IDBDatabase, maxProfiles: number): Promise<FirstRows> {
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
  const all = [getAll('profiles'), getAll('usage'), getAll('profilePreferences')];
  let ofActive: IDBRequest[] | null = null;
  const isComplete = () => all.every(({ result }) => result.length <= maxProfiles);
  all[2]!.onsuccess = () => {
    const ref = settings[0]!.result?.active;
    if (isComplete() || !ref) return;
    const key = [ref.connectionKey, ref.profileKey];
    ofActive = [get('profiles', key), get('usage', key), get('profilePreferences', ref.profileKey)];
  };
  return new Promise((resolve, reject) => {
    transaction.onabort = () => reject(transaction.error);
    transaction.oncomplete = () => {
      const complete = isComplete();
      const rowsOf = (index: number) =>
        complete ? all[index]!.result : [ofActive?.[index]?.result].filter((row) => row !== undefined);
      resolve({
        version: database.version,
        settings: settings.map(({ result }) => result),
        vaultKey: vaultKey.result,
        vaultMark: undefined,
        connections: connections.result,
        profiles: rowsOf(0),
        usage: rowsOf(1),
        profilePreferences: rowsOf(2),
        complete,
      });
    };
  });
}
