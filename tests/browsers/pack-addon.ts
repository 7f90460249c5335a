import fs from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';

/** Packs a build as Firefox installs it for good: a zip whose root is the build's folder. Returns the file. */
export async function packAddon(build: string, file: string): Promise<string> {
  const zip = new JSZip();
  for (const entry of fs.readdirSync(build, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = path.join(entry.parentPath, entry.name);
    zip.file(path.relative(build, source).replaceAll(path.sep, '/'), fs.readFileSync(source));
  }
  fs.writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer' }));
  return file;
}
