import { FailureError } from '../domain/failure.ts';
import { claimVaultKey, getVaultKey, listCredentials, replaceVaultKey } from '../store/credentials.ts';
import type { VaultKeyRow } from '../store/schema.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { deviceKey, newDeviceKey } from './device-key.ts';
import { importRawKey } from './passphrase-key.ts';
import { serialize } from './serialize.ts';
import { sessionKey } from './session.ts';

interface CurrentKey {
  keyId: string;
  key: CryptoKey;
}

let known: CurrentKey | null = null;
/** Incremented whenever the key is forgotten, so that one that was being read meanwhile isn't kept. */
let forgotten = 0;

/** Forgets the key that this context has in memory. */
export function forgetKey(): void {
  known = null;
  forgotten += 1;
}

/**
 * Returns the key of a row; null when a device key is lost, and with it everything it sealed. Throws `locked` when the
 * passphrase is needed first.
 */
export async function keyOf(row: VaultKeyRow): Promise<CurrentKey | null> {
  const { keyId } = row;
  if (row.kind === 'passphrase' && (await getVaultStatus()).locked) return refuse();
  if (known?.keyId === keyId) return known;
  const before = forgotten;
  const key = row.kind === 'device' ? await deviceKey(row) : await openKey(keyId);
  if (!key) return null;
  if (before !== forgotten) return keyOf(row);
  known = { keyId, key };
  return known;
}

/** Returns the key for sealing new records, creating it if there is none. Throws `locked`. */
export async function currentKey(): Promise<CurrentKey> {
  const row = await getVaultKey();
  const key = row && (await keyOf(row));
  return key ?? serialize(makeDeviceKey);
}

/** Creates the first key, or one that replaces a lost one. */
async function makeDeviceKey(): Promise<CurrentKey> {
  let row = await getVaultKey();
  const key = row && (await keyOf(row));
  if (key) return key;
  const made = await newDeviceKey();
  if (row)
    await replaceVaultKey({ keyId: row.keyId, records: await listCredentials() }, { key: made, records: [] });
  row = await claimVaultKey(made);
  const current = await keyOf(row);
  if (!current) throw new FailureError({ code: 'internal' });
  return current;
}

async function openKey(keyId: string): Promise<CryptoKey> {
  const raw = await sessionKey(keyId);
  if (!raw) return refuse();
  const key = await importRawKey(raw);
  raw.fill(0);
  return key;
}

function refuse(): never {
  forgetKey();
  throw new FailureError({ code: 'locked' });
}
