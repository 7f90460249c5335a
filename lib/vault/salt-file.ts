import { logError } from '../diagnostics/error-log.ts';
import type { VaultSalt } from '../store/schema.ts';

/*
 * Salts are stored in the origin private file system, one file per key. A deleted IndexedDB row remains in the
 * browser's log files until they are compacted, which may take weeks; a deleted file is gone at once. Without its salt,
 * the remains of an old key open nothing.
 */

const FOLDER = 'vault';
const SALT_BYTES = 32;

/** Returns a new salt, and what to store in the key's row: the salt itself if no file can be written. */
export async function newSalt(keyId: string): Promise<{ salt: Uint8Array<ArrayBuffer>; inRow: VaultSalt }> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  try {
    const file = await (await folder()).getFileHandle(keyId, { create: true });
    const writable = await file.createWritable();
    await writable.write(salt);
    await writable.close();
    return { salt, inRow: null };
  } catch (error) {
    logRefusal('write the salt', error);
    return { salt, inRow: salt };
  }
}

/** Returns the salt of a key; null when its file is gone. Throws when the file can't be read. */
export async function saltOf(keyId: string, inRow: VaultSalt): Promise<Uint8Array<ArrayBuffer> | null> {
  if (inRow) return inRow;
  try {
    const file = await (await (await folder()).getFileHandle(keyId)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/** Deletes the salts of all keys except `keyId` (null: of all keys). */
export async function deleteOtherSalts(keyId: string | null): Promise<void> {
  const salts = await folder().catch((error) => logRefusal('delete old salts', error));
  if (!salts) return;
  const names: string[] = [];
  for await (const name of salts.keys()) names.push(name);
  for (const name of names) {
    if (name !== keyId) await salts.removeEntry(name);
  }
}

/** Records what the file system refuses: an old salt may stay readable then. A browser without one refuses nothing. */
function logRefusal(where: string, error: unknown): void {
  if (error instanceof DOMException) logError(where, error);
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}
