/** What is remembered of a copied text: enough to know it again, not enough to learn it. */
export interface Fingerprint {
  salt: number[];
  digest: number[];
}

/** Returns a text's fingerprint under a salt of its own: the same text twice has two. */
export async function fingerprintOf(text: string): Promise<Fingerprint> {
  const salt = [...crypto.getRandomValues(new Uint8Array(16))];
  return { salt, digest: await digestOf(salt, text) };
}

/** Returns true when the text is the one that the fingerprint was taken of. */
export async function isTextOf({ salt, digest }: Fingerprint, text: string): Promise<boolean> {
  const found = await digestOf(salt, text);
  return digest.length === found.length && found.every((byte, index) => byte === digest[index]);
}

async function digestOf(salt: number[], text: string): Promise<number[]> {
  const bytes = new Uint8Array([...salt, ...new TextEncoder().encode(text)]);
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))];
}
