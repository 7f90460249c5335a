import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Counts } from '../run/suite.ts';
import { archiveOf, BUILT_FOR, buildArchive, extractSources, sha256Of } from './archives.ts';

/**
 * Builds both browsers' archives from the sources archive in another folder and compares them, byte for byte, with
 * those of this checkout, which must have been built.
 */
export async function checkReproducible(): Promise<Counts> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-sources-'));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  // A signal ends the process, whatever is to be done finally.
  process.once('exit', remove);
  try {
    const root = path.join(folder, 'elsewhere');
    extractSources('.', root);
    fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
    const notes: string[] = [];
    for (const browser of BUILT_FOR) {
      const [here, there] = [archiveOf('.', browser), await buildArchive(root, browser)].map(sha256Of);
      if (here !== there)
        notes.push(`${browser}: the archive built from the sources differs (${here} here, ${there} there)`);
    }
    return { passed: BUILT_FOR.length - notes.length, failed: notes.length, skipped: 0, notes };
  } finally {
    process.off('exit', remove);
    remove();
  }
}
