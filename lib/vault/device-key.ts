import type { DeviceKeyRow } from '../store/schema.ts';

/**
 * A new key for a vault without a passphrase. Script cannot export it, but whoever can read the browser's
 * profile folder can: it guards against casual reading only.
 */
export async function newDeviceKey(): Promise<DeviceKeyRow> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const secret = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  bytes.fill(0);
  const salt = new Blob([crypto.getRandomValues(new Uint8Array(32))]);
  return { kind: 'device', keyId: crypto.randomUUID(), secret, salt };
}

/** The AES-256-GCM key of a row; not extractable. */
export async function deviceKey(row: DeviceKeyRow): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: await row.salt.arrayBuffer(),
      info: new TextEncoder().encode(`vault|${row.keyId}`),
    },
    row.secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
