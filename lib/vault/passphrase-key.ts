import type { PassphraseKeyRow } from '../store/schema.ts';
import { newSalt, saltOf } from './salt-file.ts';
import { seal, unseal } from './seal.ts';

/** Iterations of PBKDF2-HMAC-SHA-256 as recommended by OWASP. Stored with each key, so that they can be increased. */
export const ROUNDS = 600_000;

/** Returns a new random key and the row from which the passphrase unseals it. The caller erases `raw` after use. */
export async function newPassphraseKey(
  passphrase: string,
): Promise<{ row: PassphraseKeyRow; raw: Uint8Array<ArrayBuffer> }> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const keyId = crypto.randomUUID();
  const { salt, inRow } = await newSalt(keyId);
  const wrapping = await deriveKey(passphrase, salt, ROUNDS);
  const { nonce, ciphertext } = await seal(wrapping, identityOf(keyId), raw);
  const row: PassphraseKeyRow = {
    kind: 'passphrase',
    keyId,
    rounds: ROUNDS,
    salt: inRow,
    nonce,
    sealedKey: ciphertext,
  };
  return { row, raw };
}

/** Returns the raw key; null for a wrong passphrase (or a tampered row). The caller erases it after use. */
export async function openPassphraseKey(
  row: PassphraseKeyRow,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  // A tampered row must not lead to a cheap derivation.
  if (row.rounds < ROUNDS) return null;
  const salt = await saltOf(row.keyId, row.salt);
  if (!salt) return null;
  const wrapping = await deriveKey(passphrase, salt, row.rounds);
  return unseal(wrapping, identityOf(row.keyId), { nonce: row.nonce, ciphertext: row.sealedKey });
}

/** Returns the AES-256-GCM key of raw bytes; not extractable. */
export async function importRawKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  // Normalized, since keyboards may encode the same characters differently.
  const words = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  words.fill(0);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function identityOf(keyId: string): string {
  return `vault-key|${keyId}`;
}
