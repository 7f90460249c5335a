import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../run/suite.ts';

/** The browsers an archive is built for; Edge gets Chrome's, byte for byte. */
export const BUILT_FOR = ['chrome', 'firefox'] as const;
export type BuiltFor = (typeof BUILT_FOR)[number];

const OUTPUT = '.output';

/** The archive that `wxt zip` writes for a browser, in a checkout. */
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

/** Writes the sources of a checkout's HEAD as a zip: what git tracks, nothing else; the same commit, the same bytes. */
export function writeSourcesArchive(root: string, file: string): void {
  execFileSync('git', ['archive', '--format=zip', `--output=${path.resolve(file)}`, 'HEAD'], { cwd: root });
}

/** Puts what the sources archive would hold into a folder, with the tracked files as they are now. */
export function extractSources(folder: string): void {
  const archive = execFileSync('git', ['archive', '--format=tar', workingTree()], {
    maxBuffer: 512 * 1024 * 1024,
  });
  fs.mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
}

/** Returns a commit that holds the tracked files as they are now; nothing refers to it. */
function workingTree(): string {
  // Nobody's name is needed for it, but git asks for one.
  const anyone = ['-c', 'user.name=build', '-c', 'user.email=build@localhost'];
  const changed = execFileSync('git', [...anyone, 'stash', 'create'], { encoding: 'utf8' }).trim();
  return changed || 'HEAD';
}

/** The SHA-256 of a file, in hexadecimal. */
export function sha256Of(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
