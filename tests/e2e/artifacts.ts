import fs from 'node:fs';
import path from 'node:path';
import type { Extension } from './extension.ts';

/**
 * Everything that the extension's origin has stored, decoded, as one text: every row of every database, the
 * two storage areas that reach the disk, web storage, caches and private files. Bytes are in it as Latin-1, so that a
 * text inside them is found too.
 */
export function decodedStores(extension: Extension): Promise<string> {
  return extension.probe.evaluate(async () => {
    const parts: string[] = [];
    const visit = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) return visit(await value.arrayBuffer());
      if (value instanceof ArrayBuffer) return visit(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        // Not by `TextDecoder('latin1')`, which decodes Windows-1252.
        parts.push(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      } else if (value instanceof CryptoKey) parts.push(`CryptoKey extractable:${value.extractable}`);
      else if (Array.isArray(value)) for (const part of value) await visit(part);
      else if (value && typeof value === 'object') {
        for (const [key, part] of Object.entries(value)) {
          parts.push(key);
          await visit(part);
        }
      } else parts.push(String(value));
    };
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await resultOf(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        parts.push(`${name}.${store}`);
        const rows = () => database.transaction(store).objectStore(store);
        await visit(await resultOf(rows().getAllKeys()));
        await visit(await resultOf(rows().getAll()));
      }
      database.close();
    }
    await visit(await chrome.storage.local.get(null));
    await visit(await chrome.storage.sync.get(null));
    await visit(Object.entries(localStorage));
    await visit(Object.entries(sessionStorage));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        parts.push(request.url);
        await visit(await (await cache.match(request))?.arrayBuffer());
      }
    }
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of folder.values()) {
        parts.push(entry.name);
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle);
        // One that was just replaced is gone.
        else await visit(await (entry as FileSystemFileHandle).getFile().catch(() => null));
      }
    };
    await walk(await navigator.storage.getDirectory());
    return parts.join('\n');
  });
}

/** Bytes to look for in files, under a name that may be printed. */
interface Needle {
  name: string;
  bytes: Buffer;
}

/** Returns a text as it may be stored on a disk: UTF-8, UTF-16LE (Chromium's own strings), and Base64 of the former. */
export function needlesOf(name: string, text: string): Needle[] {
  return [
    { name: `${name} (UTF-8)`, bytes: Buffer.from(text, 'utf8') },
    { name: `${name} (UTF-16LE)`, bytes: Buffer.from(text, 'utf16le') },
    { name: `${name} (Base64)`, bytes: Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '')) },
  ];
}

/** Returns bytes as they may be stored on a disk: unchanged, in Base64 and in hex. */
export function needlesOfBytes(name: string, bytes: Buffer): Needle[] {
  return [
    { name: `${name} (bytes)`, bytes },
    { name: `${name} (Base64)`, bytes: Buffer.from(bytes.toString('base64').replace(/=+$/, '')) },
    { name: `${name} (hex)`, bytes: Buffer.from(bytes.toString('hex')) },
  ];
}

/** Returns which needles are in which files of a folder, as `name in file`; the browser should be closed. */
export function searchFolder(folder: string, needles: Needle[]): string[] {
  const found: string[] = [];
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = readIfThere(file);
    if (!content) continue;
    for (const { name, bytes } of needles) {
      if (content.includes(bytes)) found.push(`${name} in ${path.relative(folder, file)}`);
    }
  }
  return found;
}

/** A running browser removes files during the search. */
function readIfThere(file: string): Buffer | null {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
