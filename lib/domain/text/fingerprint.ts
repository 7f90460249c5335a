/** A salted hash of a copied text, to recognize it later without storing it. */
export interface Fingerprint {
  salt: number[];
  digest: number[];
}

/** Returns a fingerprint of a text with a new salt, so the same text has a different one each time. */
export async function fingerprintOf(text: string): Promise<Fingerprint> {
  const salt = [...crypto.getRandomValues(new Uint8Array(16))];
  return { salt, digest: await digestOf(salt, text) };
}

/** Returns true if the fingerprint is of this text. */
export async function isTextOf({ salt, digest }: Fingerprint, text: string): Promise<boolean> {
  const found = await digestOf(salt, text);
  return digest.length === found.length && found.every((byte, index) => byte === digest[index]);
}

async function digestOf(salt: number[], text: string): Promise<number[]> {
  // Windows' clipboard has other line ends than what was written to it.
  const bytes = new Uint8Array([...salt, ...new TextEncoder().encode(text.replaceAll('\r\n', '\n'))]);
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))];
}
