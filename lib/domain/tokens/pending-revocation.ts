import type { Failure } from '../failure.ts';
import type { ApiOrigin } from '../identity/keys.ts';

/**
 * An extension token that has to be revoked on the platform. Its value stays in the vault, sealed under `id`, until the
 * platform no longer accepts it, even if the connection is removed, the browser is closed or the vault is locked.
 */
export interface Revocation {
  /** `revocation|` and a random id. */
  id: string;
  origin: ApiOrigin;
  /** The profile it last belonged to, as far as known; it may have been moved since. */
  profileId: string | null;
  /** The name of that profile, if the token was issued for it alone. */
  profileName?: string;
  /** Its name on the platform and the account's name, for a person who has to revoke it by hand. */
  name: string | null;
  account: string;
  /** Epoch ms; null: never or not known. */
  expiresAt: number | null;
  /** Epoch ms. */
  createdAt: number;
  attempts: number;
  /** Epoch ms of the next attempt. */
  dueAt: number;
  /** Why the last attempt failed. */
  failure: Failure | null;
}
