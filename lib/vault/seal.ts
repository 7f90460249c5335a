import { REVOCATION_PREFIX } from '../store/revocations.ts';
import type { SealedRecord } from '../store/schema.ts';

const NONCE_BYTES = 12;

interface Sealed {
  nonce: Uint8Array<ArrayBuffer>;
  ciphertext: ArrayBuffer;
}

/**
 * Seals a plaintext with AES-256-GCM and a new random nonce. `identity` is authenticated: what was sealed for one
 * identity doesn't open for another.
 */
export async function seal(
  key: CryptoKey,
  identity: string,
  plaintext: Uint8Array<ArrayBuffer>,
): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const ciphertext = await crypto.subtle.encrypt(parameters(nonce, identity), key, plaintext);
  return { nonce, ciphertext };
}

/** Returns the plaintext; null when the key, the identity or a single bit differs. */
export async function unseal(
  key: CryptoKey,
  identity: string,
  { nonce, ciphertext }: Sealed,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters(nonce, identity), key, ciphertext));
  } catch {
    return null;
  }
}

/** Returns a credential as a sealed record. */
export async function sealCredential(key: CryptoKey, id: string, token: string): Promise<SealedRecord> {
  return { id, ...(await seal(key, recordIdentity(id), new TextEncoder().encode(token))) };
}

/** Returns the credential in a sealed record; null when it wasn't sealed for this id with this key. */
export async function unsealCredential(
  key: CryptoKey,
  id: string,
  record: SealedRecord,
): Promise<string | null> {
  // Only records of tokens to revoke may have another id than the one they were sealed for.
  const sealedFor = id.startsWith(REVOCATION_PREFIX) ? (record.sealedFor ?? id) : id;
  const plaintext = await unseal(key, recordIdentity(sealedFor), record);
  return plaintext && new TextDecoder().decode(plaintext);
}

function recordIdentity(id: string): string {
  return `credential|${id}`;
}

function parameters(nonce: Uint8Array<ArrayBuffer>, identity: string): AesGcmParams {
  return { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(identity), tagLength: 128 };
}
