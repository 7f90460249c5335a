import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { chromiumAdvice, findChromium } from './find-chromium.ts';
import { findFirefox, firefoxAdvice } from './find-firefox.ts';
import { type Browser, onPath } from './installed.ts';

/** Shows a line to the person who started the script. */
type Log = (line: string) => void;

/** True where packages can be installed without asking: Debian itself, as root. */
export function canInstall(osRelease = readOsRelease(), uid = process.getuid?.()): boolean {
  return uid === 0 && /^ID="?debian"?$/m.test(osRelease) && onPath('apt-get') !== null;
}

/** A Chromium that loads the extension; installed first on Debian as root. Throws with what to do. */
export function ensureChromium(log: Log): Browser {
  let search = findChromium();
  if (!search.browser && canInstall()) {
    installPackages(['chromium'], log);
    search = findChromium();
  }
  if (!search.browser) throw new Error(chromiumAdvice(search.skipped));
  for (const { path, why } of search.skipped) log(`Not taken: ${path} ${why}.`);
  return search.browser;
}

/** A Firefox that the extension supports; installed first on Debian as root. Throws with what to do. */
export function ensureFirefox(log: Log): Browser {
  let search = findFirefox();
  if (!search.browser && canInstall()) {
    installPackages(['firefox-esr'], log);
    search = findFirefox();
  }
  if (!search.browser) throw new Error(firefoxAdvice(search.skipped));
  return search.browser;
}

/**
 * Programs of the same name as their Debian package, except where `packages` says otherwise; installed first
 * on Debian as root. Throws with what to install.
 */
export function ensurePrograms(programs: Record<string, string>, log: Log): void {
  const missing = () => Object.keys(programs).filter((program) => !onPath(program));
  const packages = () => [...new Set(missing().map((program) => programs[program] as string))];
  if (missing().length > 0 && canInstall()) installPackages(packages(), log);
  if (missing().length > 0) {
    throw new Error(
      `Not installed: ${missing().join(', ')}. Install ${packages().join(', ')} (Debian: sudo apt-get install ${packages().join(' ')}).`,
    );
  }
}

function installPackages(packages: string[], log: Log): void {
  log(`Installing ${packages.join(', ')} (Debian's package)…`);
  const run = (args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    run(['update']);
    run(['install', '-y', ...packages]);
  } catch (error) {
    const output = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new Error(`Could not install ${packages.join(', ')}:\n${output}`);
  }
}

function readOsRelease(): string {
  try {
    return fs.readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
