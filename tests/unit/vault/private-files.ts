import { vi } from 'vitest';

const notFound = () => new DOMException('No such file', 'NotFoundError');

/** Replaces the browser's origin private file system by one in memory with a single folder; returns its files. */
export function stubPrivateFiles(): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const handle = (name: string) => ({
    getFile: async () => {
      const content = files.get(name);
      if (!content) throw notFound();
      return new Blob([content]);
    },
    createWritable: async () => {
      let written = new Uint8Array(0);
      return {
        write: async (content: Uint8Array<ArrayBuffer>) => {
          written = content.slice();
        },
        close: async () => {
          files.set(name, written);
        },
      };
    },
  });
  const folder = {
    getFileHandle: async (name: string, options?: { create?: boolean }) => {
      if (!files.has(name) && !options?.create) throw notFound();
      return handle(name);
    },
    removeEntry: async (name: string) => {
      if (!files.delete(name)) throw notFound();
    },
    keys: async function* () {
      yield* files.keys();
    },
  };
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => ({ getDirectoryHandle: async () => folder }) },
  });
  return files;
}
