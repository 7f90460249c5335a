import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
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

/** Writes the files of a checkout's sources archive into a folder, with uncommitted changes and new files. */
export function extractSources(root: string, folder: string): void {
  const archive = execFileSync('git', ['archive', '--format=tar', workingTree(root)], {
    cwd: root,
    maxBuffer: 512 * 1024 * 1024,
  });
  fs.mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
}

/** Returns the unreferenced tree that would be committed if every change and new file were added. */
function workingTree(root: string): string {
  // An index of its own: the checkout's doesn't change.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-index-'));
  try {
    const index = path.join(folder, 'index');
    const git = (args: string[], env: Record<string, string> = {}) =>
      execFileSync('git', args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' }).trim();
    fs.copyFileSync(path.resolve(root, git(['rev-parse', '--git-path', 'index'])), index);
    git(['add', '--all'], { GIT_INDEX_FILE: index });
    return git(['write-tree'], { GIT_INDEX_FILE: index });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Returns the SHA-256 of a file, in hexadecimal. */
export function sha256Of(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
