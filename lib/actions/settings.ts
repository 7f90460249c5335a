import { areThresholds } from '../domain/alerts/thresholds.ts';
import { FailureError } from '../domain/failure.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import { autoLockWithin } from '../domain/policy/policy.ts';
import { type PreferenceChange, withPreferenceChange } from '../domain/settings/preference-change.ts';
import {
  isQuietTime,
  PREFERENCE_RULES,
  PROFILE_PREFERENCE_RULES,
} from '../domain/settings/preference-rules.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import { currentPolicy, forbidden } from '../policy/policy.ts';
import { updateAllProfilePreferences } from '../store/profile-preferences.ts';
import { updatePreferences } from '../store/settings.ts';
import { requireOpenVault } from './require-open-vault.ts';

/** Settings that protect the vault; they can't be changed while it is locked. */
const VAULT_SETTINGS = ['autoLockMinutes', 'lockWithComputer', 'hideWhileLocked'] as const;

/**
 * Stores preferences. Throws `invalid-input` (field: the setting) for a value out of bounds, `policy` for one that the
 * organization doesn't allow, and `locked` for a setting that protects the vault while it is locked.
 */
export async function setPreferences(request: { change: PreferenceChange }): Promise<null> {
  // Connections have messages of their own: two pages must not replace each other's.
  const { updatedAt: _ours, connections: _theirs, ...change } = request.change;
  checkPreferences(change);
  if (change.autoLockMinutes !== undefined) await requireAllowedAutoLock(change.autoLockMinutes);
  if (VAULT_SETTINGS.some((setting) => setting in change)) await requireOpenVault();
  await updatePreferences((stored) => withPreferenceChange(stored, change));
  return null;
}

async function requireAllowedAutoLock(minutes: number): Promise<void> {
  const state = await currentPolicy();
  if (autoLockWithin(state.policy, minutes) !== minutes) throw forbidden(state, 'maxAutoLockMinutes');
}

/** Stores the same preferences for profiles, all of them or none. Throws `invalid-input` (field: the setting). */
export async function setProfilePreferences(request: {
  profileKeys: ProfileKey[];
  change: Partial<Omit<ProfilePreferences, 'profileKey' | 'updatedAt'>>;
}): Promise<null> {
  check(PROFILE_PREFERENCE_RULES, request.change);
  await updateAllProfilePreferences(() => request.profileKeys.map((key) => [key, request.change]));
  return null;
}

/** Checks the values that change; what they are combined with is valid. */
function checkPreferences(change: PreferenceChange): void {
  const changed = withPreferenceChange(DEFAULT_PREFERENCES, change);
  demand(areThresholds(changed.alerts.thresholds), 'thresholds');
  demand(isQuietTime(changed.alerts.quiet), 'quiet');
  check(
    PREFERENCE_RULES,
    Object.fromEntries(Object.keys(change).map((name) => [name, changed[name as keyof Preferences]])),
  );
}

/** Every value by its own rule. Throws `invalid-input` (field: the first that breaks it). */
function check(rules: Record<string, (value: unknown) => boolean>, change: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(change)) demand(rules[name]?.(value) === true, name);
}

function demand(holds: boolean, field: string): void {
  if (!holds) throw new FailureError({ code: 'invalid-input', field });
}
