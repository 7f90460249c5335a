import type { DeviceKeyRow } from '../store/schema.ts';
import { newSalt, saltOf } from './salt-file.ts';

/**
 * Returns a new key for a vault without a passphrase. Scripts can't export it, but anyone who can read the browser's
 * profile folder can, so it only protects against casual reading.
 */
export async function newDeviceKey(): Promise<DeviceKeyRow> {
  const keyId = crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const secret = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  bytes.fill(0);
  const { inRow } = await newSalt(keyId);
  return { kind: 'device', keyId, secret, salt: inRow };
}

/**
 * Returns the non-extractable AES-256-GCM key of a row; null when its salt is lost, and with it everything it sealed.
 */
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
