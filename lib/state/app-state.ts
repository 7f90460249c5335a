import { computed, type ReadonlySignal } from '@preact/signals';
import type { FirstScreen } from '../domain/first-screen/first-screen.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { withPreferences } from '../domain/identity/connection-preferences.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import type { Policy, PolicyState } from '../domain/policy/policy.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { byConnectionThenPosition } from '../domain/profiles/profile-order.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile, Preferences } from '../domain/settings/settings.ts';
import { newestForEach } from '../domain/usage/newest-usage.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { isHiddenWhileLocked } from '../store/vault-status.ts';
import {
  activeSignal,
  connectionRows,
  firstScreenSignal,
  type Loaded,
  loadedSignal,
  policySignal,
  preferenceRows,
  preferencesSignal,
  problemSignal,
  profileRows,
  type StoreProblem,
  usageRows,
  vaultSignal,
} from './store-signals.ts';
import { until } from './until.ts';

/*
 * The state of the extension's pages, read from the store only. The background writes the store; components only read.
 */

export type { StoreProblem } from './store-signals.ts';

/** All connections with what the person set for them, in their order. */
export const connections: ReadonlySignal<Connection[]> = computed(() =>
  withPreferences(connectionRows.rows.value.values(), preferencesSignal.value.connections),
);

/** All profiles by connection, in the platform's order; only some until `loaded` is 'all'. */
export const profiles: ReadonlySignal<Profile[]> = computed(() =>
  [...profileRows.rows.value.values()].sort(byConnectionThenPosition),
);

/** The latest summary of each profile, by refId: the same through each account that sees it. */
export const usage: ReadonlySignal<ReadonlyMap<string, Usage>> = computed(() =>
  newestForEach(usageRows.rows.value, Date.now()),
);

/** Preferences by profile; profiles without any aren't included. */
export const profilePreferences: ReadonlySignal<ReadonlyMap<ProfileKey, ProfilePreferences>> =
  preferenceRows.rows;

export const active: ReadonlySignal<ActiveProfile> = activeSignal;
export const preferences: ReadonlySignal<Preferences> = preferencesSignal;

export const loaded: ReadonlySignal<Loaded> = loadedSignal;

/**
 * What is shown of all profiles while `loaded` is 'first', and only some of them are in the signals; null: use those.
 */
export const firstScreen: ReadonlySignal<FirstScreen | null> = firstScreenSignal;

/** Resolves once everything is loaded. */
export function whenLoaded(): Promise<void> {
  return until(() => loadedSignal.value === 'all');
}

/** True while some rows are shown, and reading the others, or what has changed, takes long. */
export const isStoreSlow: ReadonlySignal<boolean> = computed(
  () => problemSignal.value === 'slow' && loadedSignal.value !== 'nothing',
);

/** Why nothing of the store is shown; null when it is. */
export const storeProblem: ReadonlySignal<StoreProblem | null> = computed(() =>
  isStoreSlow.value ? null : problemSignal.value,
);

export const vaultLocked: ReadonlySignal<boolean> = computed(() => vaultSignal.value.locked);
/** True while only the unlock form may be shown. */
export const hiddenWhileLocked: ReadonlySignal<boolean> = computed(() =>
  isHiddenWhileLocked(vaultSignal.value, preferencesSignal.value),
);
/** True while the vault is locked because the organization requires a passphrase, and none is set. */
export const lacksPassphrase: ReadonlySignal<boolean> = computed(() => vaultSignal.value.lacksPassphrase);

/** The organization's policy; `policy.value` is what applies. */
export const policyState: ReadonlySignal<PolicyState> = policySignal;
export const policy: ReadonlySignal<Policy> = /* @__PURE__ */ computed(() => policySignal.value.policy);

export const passphraseSet: ReadonlySignal<boolean> = computed(() => vaultSignal.value.passphrase);

export { hour, month, now, online } from './clock-and-network.ts';
