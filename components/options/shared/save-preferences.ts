import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import type { ProfilePreferences } from '../../../lib/domain/settings/profile-preferences.ts';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { announceFailure } from '../../ui/toast.tsx';

/** Saves a change at once. A failure is announced, and the stored value stays on screen. */
export async function savePreferences(change: Partial<Preferences>): Promise<void> {
  const result = await resultOf(() => send('setPreferences', { change }));
  if (!result.ok) announceFailure(result.failure);
}

/** The same for the preferences of one profile. */
export async function saveProfilePreferences(
  profileKey: ProfileKey,
  change: Partial<Omit<ProfilePreferences, 'profileKey' | 'updatedAt'>>,
): Promise<void> {
  const result = await resultOf(() => send('setProfilePreferences', { profileKey, change }));
  if (!result.ok) announceFailure(result.failure);
}
