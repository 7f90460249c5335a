import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { isNewerDataError } from '../domain/failure.ts';
import type { FirstScreen } from '../domain/first-screen/first-screen.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { withPreferences } from '../domain/identity/connection-preferences.ts';
import { type ProfileKey, refId } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { NO_POLICY_STATE, type Policy, type PolicyState } from '../domain/policy/policy.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { byConnectionThenPosition } from '../domain/profiles/profile-order.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { type ActiveProfile, DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { replayFirstChanges } from '../store/changes.ts';
import { database } from '../store/database.ts';
import { getPolicy } from '../store/policy.ts';
import { getActive, getPreferences } from '../store/settings.ts';
import { readVaultStatus, type VaultStatus } from '../store/vault-state.ts';
import { afterPaint } from './after-paint.ts';
import { startClock, tickNow } from './clock-and-network.ts';
import { collection, pairId } from './collection.ts';
import { forgetExample, isExampleChosen, showExample } from './example.ts';
import { type PageRows, readFirst } from './first-rows.ts';
import { logErrorsOf } from './log-error.ts';
import { type Subscriber, subscriptions } from './store-subscriptions.ts';
import { until } from './until.ts';

/*
 * The state of the extension's pages, read from the store only. The background writes the store; components only read.
 */

/** How much of the store has been loaded: nothing, the active profile, a first screen, or everything. */
type Loaded = 'nothing' | 'active' | 'first' | 'all';

const connectionRows = collection(
  'connections',
  (row) => row.key,
  (key) => key,
);
const profileRows = collection('profiles', refId, pairId);
const usageRows = collection('usage', refId, pairId);
const preferenceRows = collection(
  'profilePreferences',
  (row) => row.profileKey,
  (key) => key,
);

const activeSignal = signal<ActiveProfile>({ active: null, recents: [] });
const preferencesSignal = signal<Preferences>(DEFAULT_PREFERENCES);
const vaultSignal = signal<VaultStatus>({ passphrase: false, locked: false, lacksPassphrase: false });
const policySignal = signal<PolicyState>(NO_POLICY_STATE);
const loadedSignal = signal<Loaded>('nothing');
const firstScreenSignal = signal<FirstScreen | null>(null);
const problemSignal = signal<StoreProblem | null>(null);

/** All connections with what the person set for them, in their order. */
export const connections: ReadonlySignal<Connection[]> = computed(() =>
  withPreferences(connectionRows.rows.value.values(), preferencesSignal.value.connections),
);

/** All profiles by connection, in the platform's order; only some until `loaded` is 'all'. */
export const profiles: ReadonlySignal<Profile[]> = computed(() =>
  [...profileRows.rows.value.values()].sort(byConnectionThenPosition),
);

/** The latest summary of each profile, by refId. */
export const usage: ReadonlySignal<ReadonlyMap<string, Usage>> = usageRows.rows;

/** Preferences by profile; profiles without any aren't included. */
export const profilePreferences: ReadonlySignal<ReadonlyMap<ProfileKey, ProfilePreferences>> =
  preferenceRows.rows;

export const active: ReadonlySignal<ActiveProfile> = activeSignal;
export const preferences: ReadonlySignal<Preferences> = preferencesSignal;

export const loaded: ReadonlySignal<Loaded> = loadedSignal;

/** What is shown of all profiles while `loaded` is 'first', and only some of them are in the signals; null: use those. */
export const firstScreen: ReadonlySignal<FirstScreen | null> = firstScreenSignal;

/** Resolves once everything is loaded. */
export function whenLoaded(): Promise<void> {
  return until(() => loadedSignal.value === 'all');
}

/** Why the store can't be read: the browser refuses, or a newer version of the extension wrote it. */
export type StoreProblem = 'unreadable' | 'newer';

/** Why the store can't be read; null when it can. */
export const storeProblem: ReadonlySignal<StoreProblem | null> = problemSignal;

export const vaultLocked: ReadonlySignal<boolean> = computed(() => vaultSignal.value.locked);
/** True while only the unlock form may be shown. */
export const hiddenWhileLocked: ReadonlySignal<boolean> = computed(
  () => vaultSignal.value.locked && vaultSignal.value.passphrase && preferencesSignal.value.hideWhileLocked,
);
/** True while the vault is locked because the organization requires a passphrase, and none is set. */
export const lacksPassphrase: ReadonlySignal<boolean> = computed(() => vaultSignal.value.lacksPassphrase);

/** The organization's policy; `policy.value` is what applies. */
export const policyState: ReadonlySignal<PolicyState> = policySignal;
export const policy: ReadonlySignal<Policy> = /* @__PURE__ */ computed(() => policySignal.value.policy);

export const passphraseSet: ReadonlySignal<boolean> = computed(() => vaultSignal.value.passphrase);

export { hour, month, now, online } from './clock-and-network.ts';

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

const vaultSubscriber: Subscriber = {
  store: 'vault',
  read: async () => {
    const status = await readVaultStatus();
    return () => {
      const before = vaultSignal.value;
      if (!isSame(before, status)) vaultSignal.value = status;
    };
  },
};

const SUBSCRIBERS: Subscriber[] = [
  connectionRows,
  profileRows,
  usageSubscriber,
  preferenceRows,
  settingsSubscriber,
  vaultSubscriber,
];

/** How long a page waits for its first rows before it is drawn without. */
const MAX_FIRST_WAIT_MS = 60;

interface StartedState {
  /** Resolves when the first screen, the active profile or everything is loaded; never rejects. */
  first: Promise<void>;
  /** Resolves with `first`, or soon without it: a frame before its rows would delay the one with them. */
  firstOrSoon(): Promise<void>;
  /** Resolves when everything is loaded; never rejects (see {@link storeProblem}). */
  ready: Promise<void>;
  stop(): void;
}

/** Shows the first screen, or without one the active profile; then everything. */
export function startPopupState(): StartedState {
  return start((onFirst) => load(onFirst, { activeAlone: true }));
}

/** Shows the first screen of the page's address, if it has one; then everything. */
export function startOptionsState(): StartedState {
  return start((onFirst) => load(onFirst, { activeAlone: false }));
}

async function load(onFirst: () => void, { activeAlone }: { activeAlone: boolean }): Promise<void> {
  const first = await readFirst();
  if (!first) return loadAll();
  if (first.complete) return showAll(first);
  if (first.screen) showFirst(first, first.screen);
  else if (activeAlone && first.profiles.length > 0) showRows(first, 'active');
  else return loadAll();
  onFirst();
  await afterPaint();
  await loadAll();
}

/** Shows everything, and follows the database from here on: what is lost or replaced is read again. */
async function showAll(rows: PageRows): Promise<void> {
  showRows(rows, 'all');
  await database();
}

function showFirst(rows: PageRows, screen: FirstScreen): void {
  batch(() => {
    firstScreenSignal.value = screen;
    showRows(rows, 'first');
  });
}

function showRows(rows: PageRows, stage: Loaded): void {
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

function recordProblem(error: unknown): void {
  if (error !== null) problemSignal.value = isNewerDataError(error) ? 'newer' : 'unreadable';
  else if (loadedSignal.peek() === 'all') problemSignal.value = null;
  // Reading everything failed: what was read now is only a part of it.
  else if (problemSignal.peek()) void loadAll().then(() => recordProblem(null), recordProblem);
}

function start(loadRows: (onFirst: () => void) => Promise<void>): StartedState {
  for (const subscriber of SUBSCRIBERS) subscriptions.add(subscriber);
  subscriptions.onRead = recordProblem;
  replayFirstChanges();
  const stopClock = startClock(() => {
    if (vaultSignal.value.passphrase)
      void vaultSubscriber
        .read(null)
        .then((apply) => apply())
        // The next tick reads it again.
        .catch(() => {});
  });
  let ready!: Promise<void>;
  const first = new Promise<void>((resolve) => {
    ready = subscriptions
      .whileHeld(() => loadRows(resolve))
      .catch(recordProblem)
      .then(resolve);
  });
  return {
    first,
    firstOrSoon: () =>
      Promise.race([first, new Promise<void>((late) => setTimeout(late, MAX_FIRST_WAIT_MS))]),
    ready,
    stop: () => {
      stopClock();
      for (const subscriber of SUBSCRIBERS) subscriptions.remove(subscriber);
    },
  };
}

async function loadAll(): Promise<void> {
  let showsExample = false;
  await subscriptions.load(SUBSCRIBERS, () => {
    showsExample = isExampleChosen() && connectionRows.rows.peek().size === 0;
    firstScreenSignal.value = null;
    if (!showsExample) loadedSignal.value = 'all';
  });
  if (showsExample) {
    const complete = await showExample();
    await subscriptions.load(SUBSCRIBERS, () => {
      loadedSignal.value = 'all';
    });
    void afterPaint().then(complete).catch(logErrorsOf('completeExample'));
    // A connected account ends the example.
  } else if (isExampleChosen()) await forgetExample();
}
