import type { Failure } from '../failure.ts';
import type { ApiOrigin } from '../identity/keys.ts';

/**
 * A token that the extension issued for itself and that has to be revoked on the platform. Its value is sealed in
 * the vault under `id`, and stays there until the platform no longer accepts it: a connection that is gone, a closed
 * browser or a locked vault do not make it forgotten.
 */
export interface Revocation {
  /** `revocation|` and a random id. */
  id: string;
  origin: ApiOrigin;
  /** Where the token was when it was last known; it may have been moved since. Null: not known. */
  profileId: string | null;
  /** The name it has on the platform, and the account's: for the person, who may have to revoke it by hand. */
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
