import type { DeviceKeyRow } from '../store/schema.ts';
import { newSalt, saltOf } from './salt-file.ts';

/**
 * Returns a new key for a vault without a passphrase. Script cannot export it, but whoever can read the browser's
 * profile folder can: it guards against casual reading only.
 */
export async function newDeviceKey(): Promise<DeviceKeyRow> {
  const keyId = crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const secret = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  bytes.fill(0);
  const { inRow } = await newSalt(keyId);
  return { kind: 'device', keyId, secret, salt: inRow };
}

/** Returns the AES-256-GCM key of a row, not extractable; null when its salt is gone, and with it all it sealed. */
export async function deviceKey(row: DeviceKeyRow): Promise<CryptoKey | null> {
  const salt = await saltOf(row.keyId, row.salt);
  if (!salt) return null;
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(`vault|${row.keyId}`) },
    row.secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
