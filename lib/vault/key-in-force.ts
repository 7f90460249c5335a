import { FailureError } from '../domain/failure.ts';
import { claimVaultKey, getVaultKey } from '../store/credentials.ts';
import type { VaultKeyRow } from '../store/schema.ts';
import { readVaultStatus } from '../store/vault-state.ts';
import { deviceKey, newDeviceKey } from './device-key.ts';
import { importRawKey } from './passphrase-key.ts';
import { sessionKey } from './session.ts';

export interface KeyInForce {
  keyId: string;
  key: CryptoKey;
}

let known: KeyInForce | null = null;

/** Forgets the key that this context has in memory. */
export function forgetKey(): void {
  known = null;
}

/** The key of a row; throws {@link FailureError} `locked` when a passphrase is needed first. */
export async function keyOf(row: VaultKeyRow): Promise<KeyInForce> {
  const { keyId } = row;
  if (row.kind === 'passphrase' && (await readVaultStatus()).locked) return refuse();
  if (known?.keyId === keyId) return known;
  if (row.kind === 'device') {
    known = { keyId, key: await deviceKey(row) };
    return known;
  }
  const raw = await sessionKey(keyId);
  if (!raw) return refuse();
  const key = await importRawKey(raw);
  raw.fill(0);
  known = { keyId, key };
  return known;
}

/** The key that new records are sealed under; the first use makes one. Throws `locked`. */
export async function keyInForce(): Promise<KeyInForce> {
  return keyOf((await getVaultKey()) ?? (await claimVaultKey(await newDeviceKey())));
}

function refuse(): never {
  forgetKey();
  throw new FailureError({ code: 'locked' });
}
