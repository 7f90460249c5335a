import { FailureError } from '../domain/failure.ts';
import { getVaultKey, listCredentials, replaceVaultKey } from '../store/credentials.ts';
import type { DeviceKeyRow, PassphraseKeyRow, SealedRecord, VaultKeyRow } from '../store/schema.ts';
import { forgetKey, keyOf } from './current-key.ts';
import { deviceKey } from './device-key.ts';
import { importRawKey } from './passphrase-key.ts';
import { sealCredential, unsealCredential } from './seal.ts';

/** A passphrase key comes with its bytes, which its row only has sealed. */
type NextKey = { row: DeviceKeyRow } | { row: PassphraseKeyRow; raw: Uint8Array<ArrayBuffer> };

/** More than for one credential: each that is stored meanwhile costs an attempt. */
const MAX_ATTEMPTS = 10;

/**
 * Seals every record again under the key of `next` and makes it the current key, in one transaction; afterwards the old
 * key opens nothing once its salt is deleted, which is left to the caller. The vault must be open.
 */
export async function changeKey(next: NextKey): Promise<void> {
  const key = 'raw' in next ? await importRawKey(next.raw) : await deviceKey(next.row);
  if (!key) throw new FailureError({ code: 'internal' });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [row, records] = await Promise.all([getVaultKey(), listCredentials()]);
    const resealed = row ? await reseal(row, records, key) : [];
    const before = { keyId: row?.keyId ?? null, records };
    // If a credential was stored meanwhile, the next attempt includes it.
    if (await replaceVaultKey(before, { key: next.row, records: resealed })) {
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
