import { FailureError } from '../domain/failure.ts';
import { getVaultKey, listCredentials, replaceVaultKey } from '../store/credentials.ts';
import type { SealedRecord, VaultKeyRow } from '../store/schema.ts';
import { forgetKey, keyOf } from './current-key.ts';
import { deviceKey } from './device-key.ts';
import { importRawKey } from './passphrase-key.ts';
import { sealCredential, unsealCredential } from './seal.ts';

/** More than for one credential: each that is stored meanwhile costs an attempt. */
const MAX_ATTEMPTS = 10;

/**
 * Seals every record again under the key of `after` and makes it the current key, in one transaction; afterwards the old
 * key opens nothing once its salt is deleted, which is left to the caller. The vault must be open. `raw`: the bytes of a
 * passphrase key.
 */
export async function changeKey(after: VaultKeyRow, raw?: Uint8Array<ArrayBuffer>): Promise<void> {
  const key = after.kind === 'device' ? await deviceKey(after) : await importRawKey(raw ?? new Uint8Array(0));
  if (!key) throw new FailureError({ code: 'internal' });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [row, records] = await Promise.all([getVaultKey(), listCredentials()]);
    const resealed = row ? await reseal(row, records, key) : [];
    const before = { keyId: row?.keyId ?? null, records };
    // If a credential was stored meanwhile, the next attempt includes it.
    if (await replaceVaultKey(before, { key: after, records: resealed })) {
      forgetKey();
      return;
    }
  }
  throw new FailureError({ code: 'internal' });
}

/** Returns the records sealed again; leaves out those that the old key can't open, which are lost. */
async function reseal(row: VaultKeyRow, records: SealedRecord[], key: CryptoKey): Promise<SealedRecord[]> {
  if (records.length === 0) return [];
  const old = await keyOf(row);
  if (!old) return [];
  const resealed: SealedRecord[] = [];
  for (const record of records) {
    const token = await unsealCredential(old.key, record.id, record);
    if (token !== null) resealed.push(await sealCredential(key, record.id, token));
  }
  return resealed;
}
