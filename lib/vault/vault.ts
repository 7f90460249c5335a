import { FailureError } from '../domain/failure.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import {
  deleteCredential,
  getCredential,
  getVaultKey,
  putCredential,
  type RowChange,
} from '../store/credentials.ts';
import { updateProfileChange } from '../store/profiles.ts';
import type { SealedRecord } from '../store/schema.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { currentKey, keyOf } from './current-key.ts';
import { sealCredential, unsealCredential } from './seal.ts';

/** Returns the id of a connection's credential, or of a profile's own. */
export function credentialIdOf(connectionKey: ConnectionKey, profileKey?: ProfileKey): string {
  return profileKey === undefined ? connectionKey : refId({ connectionKey, profileKey });
}

const MAX_ATTEMPTS = 5;

/**
 * Seals and stores a token. Throws {@link FailureError} `locked`, `policy`, `storage-full`, and what `changeRow`
 * throws.
 */
export async function storeCredential(id: string, token: string, changeRow?: RowChange): Promise<void> {
  await requirePolicyPassphrase();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { key, keyId } = await currentKey();
    // If a passphrase was set or removed meanwhile, the next attempt uses the new key.
    if (await putCredential(await sealCredential(key, id, token), keyId, changeRow)) return;
  }
  throw new FailureError({ code: 'internal' });
}

/**
 * Returns a stored token in clear; null when there is none, or what is there was not sealed by us for this id (then
 * it is as good as none: the person signs in again). Throws {@link FailureError} `locked`, `policy`.
 */
export async function readCredential(id: string): Promise<string | null> {
  return (await openCredential(id))?.token ?? null;
}

/** Returns a stored token with the record that contains it. Returns null and throws like {@link readCredential}. */
async function openCredential(id: string): Promise<{ token: string; record: SealedRecord } | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [row, record] = await Promise.all([getVaultKey(), getCredential(id)]);
    if (!record || !row) return null;
    if (row.kind === 'device') await requirePolicyPassphrase();
    const current = await keyOf(row);
    const token = current && (await unsealCredential(current.key, id, record));
    if (token !== null) return { token, record };
    // The key may have changed between the two reads.
    if ((await getVaultKey())?.keyId === row.keyId) return null;
  }
  return null;
}

/** Throws `policy` while the organization requires a passphrase and none is set. */
async function requirePolicyPassphrase(): Promise<void> {
  if ((await getVaultStatus()).lacksPassphrase)
    throw new FailureError({ code: 'policy', detail: 'requirePassphrase' });
}

/** Removes a token, even while the vault is locked. */
export async function dropCredential(id: string, changeRow?: RowChange): Promise<void> {
  await deleteCredential(id, changeRow);
}

/**
 * Removes a profile's own token that the platform no longer accepts; the profile is used with its connection's then.
 * Does nothing when another token was assigned meanwhile. Throws {@link FailureError} `locked`, `policy`, `not-found`.
 */
export async function dropProfileToken(ref: ProfileRef, refused: string): Promise<void> {
  const id = credentialIdOf(ref.connectionKey, ref.profileKey);
  const withoutToken = updateProfileChange(ref, (row) => ({ ...row, ownCredential: 'none' }));
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const stored = await openCredential(id);
    if (stored?.token !== refused) return;
    // If it was sealed again under a new key meanwhile, the next attempt finds it.
    if (await deleteCredential(id, withoutToken, stored.record)) return;
  }
}
