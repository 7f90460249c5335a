import { batch, signal } from '@preact/signals';
import type { FirstScreen } from '../domain/first-screen/first-screen.ts';
import { refId } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { NO_POLICY_STATE, type PolicyState } from '../domain/policy/policy.ts';
import { type ActiveProfile, DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import { getPolicy } from '../store/policy.ts';
import { getActive, getPreferences } from '../store/settings.ts';
import { getVaultStatus, type VaultStatus } from '../store/vault-status.ts';
import { tickNow } from './clock-and-network.ts';
import { collection, pairId } from './collection.ts';
import type { PageRows } from './page-rows.ts';
import type { Subscriber } from './store-subscriptions.ts';

/*
 * What a page has read from the store, in signals that are written here and when a page starts. Components read
 * app-state.ts.
 */

/** How much of the store has been loaded: nothing, the active profile, a first screen, or everything. */
export type Loaded = 'nothing' | 'active' | 'first' | 'all';

/**
 * Why the store can't be read: the browser refuses, a newer version of the extension wrote it, or reading it takes
 * long, if it ends at all.
 */
export type StoreProblem = 'unreadable' | 'newer' | 'slow';

export const connectionRows = collection(
  'connections',
  (row) => row.key,
  (key) => key,
);
export const profileRows = collection('profiles', refId, pairId);
export const usageRows = collection('usage', refId, pairId);
export const preferenceRows = collection(
  'profilePreferences',
  (row) => row.profileKey,
  (key) => key,
);

export const activeSignal = signal<ActiveProfile>({ active: null, recents: [] });
export const preferencesSignal = signal<Preferences>(DEFAULT_PREFERENCES);
export const vaultSignal = signal<VaultStatus>({ passphrase: false, locked: false, lacksPassphrase: false });
export const policySignal = signal<PolicyState>(NO_POLICY_STATE);
export const loadedSignal = signal<Loaded>('nothing');
export const firstScreenSignal = signal<FirstScreen | null>(null);
export const problemSignal = signal<StoreProblem | null>(null);

const settingsSubscriber: Subscriber = {
  store: 'settings',
  read: async () => {
    const [newActive, newPreferences, newPolicy] = await Promise.all([
      getActive(),
      getPreferences(),
      getPolicy(),
    ]);
    return () => {
      policySignal.value = newPolicy;
      activeSignal.value = newActive;
      preferencesSignal.value = newPreferences;
    };
  },
};

const usageSubscriber: Subscriber = {
  store: 'usage',
  read: async (keys) => {
    const apply = await usageRows.read(keys);
    return () => {
      apply();
      tickNow();
    };
  },
};

export const vaultSubscriber: Subscriber = {
  store: 'vault',
  read: async () => {
    const status = await getVaultStatus();
    return () => {
      const before = vaultSignal.value;
      if (!isSame(before, status)) vaultSignal.value = status;
    };
  },
};

export const SUBSCRIBERS: Subscriber[] = [
  connectionRows,
  profileRows,
  usageSubscriber,
  preferenceRows,
  settingsSubscriber,
  vaultSubscriber,
];

/** Shows what was read for the first screen, or everything where that is all there is. */
export function showRows(rows: PageRows, stage: Loaded): void {
  batch(() => {
    tickNow();
    activeSignal.value = rows.active;
    preferencesSignal.value = rows.preferences;
    policySignal.value = rows.policy;
    vaultSignal.value = rows.vault;
    connectionRows.set(rows.connections);
    profileRows.set(rows.profiles);
    usageRows.set(rows.usage);
    preferenceRows.set(rows.profilePreferences);
    loadedSignal.value = stage;
  });
}
