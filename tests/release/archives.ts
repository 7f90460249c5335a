import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../run/suite.ts';

/** The browsers that an archive is built for; Edge gets a copy of Chrome's. */
export const BUILT_FOR = ['chrome', 'firefox'] as const;
type BuiltFor = (typeof BUILT_FOR)[number];

export const OUTPUT = '.output';

/** Returns the path of the archive that `wxt zip` writes for a browser, in a checkout. */
export function archiveOf(root: string, browser: BuiltFor): string {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return path.join(root, OUTPUT, `${name}-${version}-${browser}.zip`);
}

/** Builds a browser's archive in a checkout, and returns its path. Throws with the build's output when it fails. */
export async function buildArchive(root: string, browser: BuiltFor): Promise<string> {
  const wxt = path.resolve(root, 'node_modules/wxt/bin/wxt.mjs');
  const { code, output } = await run([wxt, 'zip', root, '-b', browser]);
  if (code !== 0) throw new Error(`The build for ${browser} failed:\n${output.trim()}`);
  return archiveOf(root, browser);
}

/** Writes the tracked files of a checkout's HEAD as a zip; the same commit gives the same bytes. */
export function writeSourcesArchive(root: string, file: string): void {
  execFileSync('git', ['archive', '--format=zip', `--output=${path.resolve(file)}`, 'HEAD'], { cwd: root });
}

/** Writes the files of the sources archive into a folder, with uncommitted changes. */
export function extractSources(folder: string): void {
  const archive = execFileSync('git', ['archive', '--format=tar', workingTree()], {
    maxBuffer: 512 * 1024 * 1024,
  });
  fs.mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
}

/** Returns an unreferenced commit of the tracked files with uncommitted changes. */
function workingTree(): string {
  // Git needs an author for it.
  const author = ['-c', 'user.name=build', '-c', 'user.email=build@localhost'];
  const changed = execFileSync('git', [...author, 'stash', 'create'], { encoding: 'utf8' }).trim();
  return changed || 'HEAD';
}

/** Returns the SHA-256 of a file, in hexadecimal. */
export function sha256Of(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
