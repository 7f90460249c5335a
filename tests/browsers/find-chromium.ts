import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, glob, identify, isExecutable, onPath, type Skipped, titleOf } from './installed.ts';
import { adviceText, distinct, firstFit, type Search } from './search.ts';

/** The manifest's `minimum_chrome_version`. */
const MIN_VERSION = 127;

/** Branded Chrome and Edge ignore `--load-extension` from version 137 on. */
const BRANDED = /^(Google Chrome(?! for Testing)|Microsoft Edge)/;
const WHY_NOT_BRANDED =
  'no longer loads an unpacked extension from the command line (from version 137 on); ' +
  'you can still load it by hand, as the README says';

/** Paths of branded browsers. */
const CHROME_PATH = /Google Chrome$|[\\/]Google[\\/]Chrome[\\/]/;
const EDGE_PATH = /[\\/]msedge\.exe$/;
/** What Playwright has downloaded. */
const PLAYWRIGHT_PATH = /[\\/]chromium-\d+[\\/]/;

/** Where browsers are looked for. */
interface Computer {
  home: string;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}
const THIS_COMPUTER: Computer = { home: os.homedir(), env: process.env, platform: process.platform };

/**
 * Finds a browser of the Chromium family that loads an unpacked extension from the command line: `CHROMIUM_PATH` if
 * set, then an installed Chromium, then a Chrome for Testing that a test tool has installed.
 */
export function findChromium(
  candidates = chromiumCandidates(),
  ask: (program: string) => Browser | null = identifyChromium,
): Search {
  return firstFit({ candidates, oldest: MIN_VERSION, refuse: refuseBranded, ask });
}

function refuseBranded(browser: Browser): string | null {
  return BRANDED.test(browser.name) ? `is ${titleOf(browser)}, which ${WHY_NOT_BRANDED}` : null;
}

/**
 * Returns a browser's name and version, or null. On Windows these browsers print none and would open a window instead:
 * the version is read from what lies beside them, and one without is taken only from CHROMIUM_PATH or Playwright.
 */
export function identifyChromium(program: string, { env, platform } = THIS_COMPUTER): Browser | null {
  if (platform !== 'win32') return identify(program);
  if (!isExecutable(program)) return null;
  const version = versionBeside(program);
  const isTrusted = program === env.CHROMIUM_PATH || PLAYWRIGHT_PATH.test(program);
  return version === null && !isTrusted ? null : { path: program, name: nameByPath(program), version };
}

/**
 * Returns the newest version that names a folder (of an installation) or a manifest (of a download) beside a program.
 */
function versionBeside(program: string): string | null {
  const versions = fs
    .readdirSync(path.dirname(program))
    .flatMap((name) => /^(\d+(?:\.\d+){3})(?:\.manifest)?$/.exec(name)?.[1] ?? []);
  return versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0] ?? null;
}

function nameByPath(program: string): string {
  if (EDGE_PATH.test(program)) return 'Microsoft Edge';
  return CHROME_PATH.test(program) ? 'Google Chrome' : 'Chromium';
}

/** Returns every place where such a browser may be, best first. Branded ones are last: they are named as skipped. */
export function chromiumCandidates({ home, env } = THIS_COMPUTER): string[] {
  const caches = [
    env.PLAYWRIGHT_BROWSERS_PATH,
    path.join(home, '.cache', 'ms-playwright'),
    path.join(home, 'Library', 'Caches', 'ms-playwright'),
    path.join(home, 'AppData', 'Local', 'ms-playwright'),
  ].filter((folder): folder is string => !!folder);
  const files = [
    path.join(home, 'AppData', 'Local', 'Chromium', 'Application', 'chrome.exe'),
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ...caches.flatMap((cache) => [
      ...glob(cache, 'chromium-*', 'chrome-linux*', 'chrome'),
      ...glob(cache, 'chromium-*', 'chrome-mac*', '*.app', 'Contents', 'MacOS', '*'),
      ...glob(cache, 'chromium-*', 'chrome-win*', 'chrome.exe'),
    ]),
    ...glob(path.join(home, '.cache', 'puppeteer', 'chrome'), '*', 'chrome-*', 'chrome'),
    ...glob(path.join(home, '.cache', 'puppeteer', 'chrome'), '*', 'chrome-win*', 'chrome.exe'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].filter(isExecutable);
  const [loadable, branded] = split(files);
  const named = ['chromium', 'chromium-browser', 'chrome-for-testing'].map(onPath);
  const brandedNames = ['google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(onPath);
  return distinct([env.CHROMIUM_PATH, ...named, ...loadable, ...branded, ...brandedNames]);
}

function split(files: string[]): [string[], string[]] {
  const isBranded = (file: string) => CHROME_PATH.test(file);
  return [files.filter((file) => !isBranded(file)), files.filter(isBranded)];
}

/** Returns advice for a person without such a browser. */
export function chromiumAdvice(skipped: Skipped[], platform = process.platform): string {
  return adviceText(
    {
      missing: 'No browser was found that can load the extension by itself. Install Chromium:',
      install: {
        mac: 'npx playwright install chromium, or brew install --cask chromium',
        windows: 'winget install Hibbiki.Chromium, or npx playwright install chromium',
        linux:
          'sudo apt-get install chromium (Debian), sudo dnf install chromium (Fedora), or npx playwright install chromium',
      },
      or: 'or set CHROMIUM_PATH to a Chromium or a Chrome for Testing.',
    },
    skipped,
    platform,
  );
}
