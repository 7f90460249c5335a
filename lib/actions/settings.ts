import { noted } from '../diagnostics/error-log.ts';
import { isMarkup } from '../domain/billing/money.ts';
import { FailureError } from '../domain/failure.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import { areServiceThresholds, isColour, isEmoji } from '../domain/settings/preference-rules.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { type Preferences, THEMES } from '../domain/settings/settings.ts';
import { areThresholds } from '../domain/usage/thresholds.ts';
import { refreshDue } from '../refresh/refresh.ts';
import { updateProfilePreferences } from '../store/profile-preferences.ts';
import { updatePreferences } from '../store/settings.ts';
import { requireOpenVault } from './require-open-vault.ts';

const CLEAR_AFTER: readonly number[] = [0, 10, 20, 30, 60, 120, 300];
const BADGE_VALUES: readonly string[] = ['worst', 'service', 'forecast', 'trouble', 'none'];
const PROPOSAL_LEVELS: readonly string[] = ['warning', 'high', 'blocked'];
const MINUTES_PER_DAY = 1440;

/** Settings that protect the vault; they can't be changed while it is locked. */
const VAULT_SETTINGS = ['autoLockMinutes', 'lockWithComputer', 'hideWhileLocked'] as const;

/**
 * Stores preferences. Throws `invalid-input` (field: the setting) for a value out of bounds, and `locked` for a
 * setting that protects the vault while it is locked.
 */
export async function setPreferences(request: { change: Partial<Preferences> }): Promise<null> {
  // Connections have messages of their own: two pages must not replace each other's.
  const { updatedAt: _ours, connections: _theirs, ...change } = request.change;
  checkPreferences(change);
  if (VAULT_SETTINGS.some((setting) => setting in change)) await requireOpenVault();
  await updatePreferences((stored) => ({ ...stored, ...change }));
  if (change.refreshMinutes !== undefined || change.othersRefreshMinutes !== undefined) {
    void refreshDue().catch(noted('refreshDue'));
  }
  return null;
}

/** Stores preferences for one profile. Throws `invalid-input` (field: the setting). */
export async function setProfilePreferences(request: {
  profileKey: ProfileKey;
  change: Partial<Omit<ProfilePreferences, 'profileKey' | 'updatedAt'>>;
}): Promise<null> {
  const { colour, emoji, thresholds, markUp, proposals } = request.change;
  demand(!colour || isColour(colour), 'colour');
  demand(!emoji || isEmoji(emoji), 'emoji');
  demand(thresholds === undefined || areServiceThresholds(thresholds), 'thresholds');
  demand(!markUp || isMarkup(markUp), 'markUp');
  demand(
    Object.values(proposals ?? {}).every((level) => PROPOSAL_LEVELS.includes(level)),
    'proposals',
  );
  await updateProfilePreferences(request.profileKey, (stored) => ({ ...stored, ...request.change }));
  return null;
}

function checkPreferences(change: Partial<Preferences>): void {
  const { refreshMinutes, othersRefreshMinutes, badge, clearClipboardAfter, alerts, autoLockMinutes, theme } =
    change;
  demand(isWithin(refreshMinutes, 1, 60), 'refreshMinutes');
  demand(isWithin(othersRefreshMinutes, 5, 240), 'othersRefreshMinutes');
  demand(!badge || BADGE_VALUES.includes(badge.value), 'badge');
  demand(
    clearClipboardAfter === undefined || CLEAR_AFTER.includes(clearClipboardAfter),
    'clearClipboardAfter',
  );
  demand(theme === undefined || THEMES.includes(theme), 'theme');
  demand(isWithin(autoLockMinutes, 0, MINUTES_PER_DAY), 'autoLockMinutes');
  for (const name of ['lockWithComputer', 'hideWhileLocked'] as const) {
    demand(change[name] === undefined || typeof change[name] === 'boolean', name);
  }
  demand(!alerts || areThresholds(alerts.thresholds), 'thresholds');
  demand(
    isWithin(alerts?.quiet.from, 0, MINUTES_PER_DAY) && isWithin(alerts?.quiet.to, 0, MINUTES_PER_DAY),
    'quiet',
  );
}

function isWithin(value: number | undefined, min: number, max: number): boolean {
  return value === undefined || (Number.isInteger(value) && value >= min && value <= max);
}

function demand(holds: boolean, field: string): void {
  if (!holds) throw new FailureError({ code: 'invalid-input', field });
}
