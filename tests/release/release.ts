import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BUILT_FOR, buildArchive, sha256Of, writeSourcesArchive } from './archives.ts';
import { released } from './changelog.ts';
import { assertReleasable } from './version.ts';

/**
 * `npm run release -- <version> [--dry-run]`: in a clone of what is committed, sets the version, dates the
 * changelog, installs, runs every check and test, and builds all archives; then pulls the commit and tags it. The
 * checkout does not change when any of it fails, or in a dry run; the archives are in .output/release, after a dry run
 * too.
 */
const USAGE = 'npm run release -- <version> [--dry-run [--without-tests]]';
const TARGET = path.resolve('.output/release');

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { version, dryRun, tests } = options();
  const { version: current } = readJson<{ version: string }>('package.json');
  assertReleasable(version, current);
  if (git('.', 'status', '--porcelain') !== '')
    throw new Error('There are changes that are not committed. Commit them first.');
  if (!dryRun && git('.', 'tag', '--list', `v${version}`) !== '')
    throw new Error(`The tag v${version} exists.`);

  // If this release fails, nobody takes the last one's archives for it.
  fs.rmSync(TARGET, { recursive: true, force: true });
  const clone = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-release-'));
  try {
    git('.', 'clone', '--quiet', ...identity(), process.cwd(), clone);
    const notes = prepare(clone, version);
    npm(clone, 'ci', '--no-audit', '--no-fund');
    if (tests) {
      npm(clone, 'test');
      npm(clone, 'run', 'test:long');
    }
    const files = await archives(clone, version);
    fs.writeFileSync(path.join(TARGET, 'release-notes.md'), `${notes}\n`);
    const sums = files.map((file) => `${sha256Of(path.join(TARGET, file))}  ${file}`);
    fs.writeFileSync(path.join(TARGET, 'SHA256SUMS'), `${sums.join('\n')}\n`);
    console.log(`\n${sums.join('\n')}\n\nThe archives are in ${TARGET}.`);
    if (dryRun) return console.log('Dry run: no commit, no tag.');
    git('.', 'pull', '--quiet', '--ff-only', clone, 'HEAD');
    git('.', 'tag', '--annotate', `v${version}`, '--message', `${version}\n\n${notes}`);
    console.log(`Committed and tagged v${version}. Push both, then upload what store/README.md names.`);
  } finally {
    fs.rmSync(clone, { recursive: true, force: true });
  }
}

function options(): { version: string; dryRun: boolean; tests: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'without-tests': { type: 'boolean', default: false },
    },
  });
  const [version, ...more] = positionals;
  if (!version || more.length > 0) throw new Error(USAGE);
  if (values['without-tests'] && !values['dry-run']) throw new Error('A release is always tested.');
  return { version, dryRun: values['dry-run'], tests: !values['without-tests'] };
}

/** Returns the options that give a clone this repository's author: a clone takes no local configuration along. */
function identity(): string[] {
  return ['user.name', 'user.email'].flatMap((name) => {
    const value = git('.', 'config', '--default', '', '--get', name);
    return value ? ['--config', `${name}=${value}`] : [];
  });
}

/** Commits version and changelog in the clone; returns the release's notes. */
function prepare(clone: string, version: string): string {
  const file = path.join(clone, 'CHANGELOG.md');
  const today = new Date().toISOString().slice(0, 10);
  const { changelog, notes } = released(fs.readFileSync(file, 'utf8'), version, today);
  fs.writeFileSync(file, changelog);
  npm(clone, 'version', version, '--no-git-tag-version', '--allow-same-version');
  git(clone, 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  return notes;
}

/** Builds and copies every archive that a store needs; returns their names. */
async function archives(clone: string, version: string): Promise<string[]> {
  fs.mkdirSync(TARGET, { recursive: true });
  const name = (kind: string) => `profiles-for-tagoio-${version}-${kind}.zip`;
  for (const browser of BUILT_FOR) {
    fs.copyFileSync(await buildArchive(clone, browser), path.join(TARGET, name(browser)));
  }
  fs.copyFileSync(path.join(TARGET, name('chrome')), path.join(TARGET, name('edge')));
  writeSourcesArchive(clone, path.join(TARGET, name('sources')));
  return ['chrome', 'edge', 'firefox', 'sources'].map(name);
}

function npm(folder: string, ...args: string[]): void {
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args[0]} failed; nothing was released.`);
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
}
