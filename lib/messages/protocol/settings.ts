import type { Result } from '../../domain/failure.ts';
import type { ProfileKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { PreferenceChange } from '../../domain/settings/preference-change.ts';
import type { ProfilePreferences } from '../../domain/settings/profile-preferences.ts';

export interface SettingsProtocol {
  /** Asks whether the background responds. */
  ping(): Result<null>;
  /** Makes a profile the active one, without network access; a refresh follows. */
  switchProfile(request: ProfileRef): Result<null>;
  switchToPrevious(): Result<ProfileRef | null>;
  /**
   * Sent when a page opens, and by the popup after a switch: refreshes what is older than a minute (popup: the active
   * profile). Replies to the popup when that has ended, to other pages at once.
   */
  pageOpened(request: { page: 'popup' | 'options' }): Result<null>;
  /** Refreshes now, at a person's request; without a ref everything that is due or failed. Respects rate limits. */
  refreshNow(request: { ref: ProfileRef | null }): Result<null>;
  setPreferences(request: { change: PreferenceChange }): Result<null>;
  /** Stores the same preferences for profiles: for all of them or none. */
  setProfilePreferences(request: {
    profileKeys: ProfileKey[];
    change: Partial<Omit<ProfilePreferences, 'profileKey' | 'updatedAt'>>;
  }): Result<null>;
  /** Gives profiles the order in which they are named, after a person moved one of them. */
  moveProfile(request: { profileKeys: ProfileKey[]; moved: ProfileKey }): Result<null>;
  /** Puts all profiles back into the automatic order. */
  clearProfileOrder(): Result<null>;
  /** Shows a test notification; fails with `not-allowed` without permission. */
  showTestNotification(): Result<null>;
}
