import { effect, signal } from '@preact/signals';
import type { ConnectionKey } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { vaultLocked } from '../../lib/state/app-state.ts';
import { showStatus, status } from './status-message.ts';

/** What a button asks TagoIO for. */
export interface ActionRequest {
  /** Null: nothing that an account's token is needed for. */
  connectionKey: ConnectionKey | null;
  profile?: Profile;
  /** It copies the profile's token. */
  copies?: boolean;
}

/** Returns the request of a button that copies a profile's token. */
export function copyRequestFor(profile: Profile): ActionRequest {
  return { connectionKey: profile.connectionKey, profile, copies: true };
}

/** What was asked for while the vault was locked: it is not done by itself, but is at hand once unlocked. */
export const requestWhileLocked = signal<ActionRequest | null>(null);

// A panel stays open while it is unlocked elsewhere: what asked to unlock first is over then.
effect(() => {
  if (vaultLocked.value) return;
  requestWhileLocked.value = null;
  if (status.peek()?.icon === 'lock') showStatus(null);
});
