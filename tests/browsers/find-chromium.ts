import os from 'node:os';
import path from 'node:path';
import { type Browser, glob, identify, isExecutable, majorOf, onPath, type Skipped } from './installed.ts';

/** The manifest's `minimum_chrome_version`. */
const OLDEST = 127;

/** Branded Chrome (and Edge after it) no longer takes `--load-extension` from version 137 on. */
const BRANDED = /^(Google Chrome(?! for Testing)|Microsoft Edge)/;
const WHY_NOT_BRANDED =
  'no longer loads an unpacked extension from the command line (from version 137 on); ' +
  'you can still load it by hand, as the README says';

export interface ChromiumSearch {
  browser: Browser | null;
  skipped: Skipped[];
}

/**
 * Looks for a browser of the Chromium family that loads an unpacked extension from the command line:
 * `CHROMIUM_PATH` if set, then installed Chromium, then a Chrome for Testing that a test tool left behind.
 */
export function findChromium(candidates = chromiumCandidates(), ask = identify): ChromiumSearch {
  const skipped: Skipped[] = [];
  for (const candidate of candidates) {
    const browser = ask(candidate);
    if (!browser) {
      skipped.push({ path: candidate, why: 'does not tell its version' });
    } else if (BRANDED.test(browser.name)) {
      skipped.push({
        path: candidate,
        why: `is ${browser.name} ${browser.version}, which ${WHY_NOT_BRANDED}`,
      });
    } else if (majorOf(browser) < OLDEST) {
      skipped.push({
        path: candidate,
        why: `is version ${browser.version}; the extension needs ${OLDEST} or newer`,
      });
    } else {
      return { browser, skipped };
    }
  }
  return { browser: null, skipped };
}

/** Every place where such a browser may be, best first. Branded ones come last: to be named, never taken. */
export function chromiumCandidates(): string[] {
  const home = os.homedir();
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    path.join(home, '.cache', 'ms-playwright'),
    path.join(home, 'Library', 'Caches', 'ms-playwright'),
    path.join(home, 'AppData', 'Local', 'ms-playwright'),
  ].filter((folder): folder is string => !!folder);
  const files = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ...caches.flatMap((cache) => [
      ...glob(cache, 'chromium-*', 'chrome-linux*', 'chrome'),
      ...glob(cache, 'chromium-*', 'chrome-mac*', '*.app', 'Contents', 'MacOS', '*'),
      ...glob(cache, 'chromium-*', 'chrome-win*', 'chrome.exe'),
    ]),
    ...glob(path.join(home, '.cache', 'puppeteer', 'chrome'), '*', 'chrome-*', 'chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].filter(isExecutable);
  const [loadable, branded] = split(files);
  const named = ['chromium', 'chromium-browser', 'chrome-for-testing'].map(onPath);
  const brandedNames = ['google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(onPath);
  const all = [process.env.CHROMIUM_PATH, ...named, ...loadable, ...branded, ...brandedNames];
  return [...new Set(all.filter((file): file is string => !!file))];
}

function split(files: string[]): [string[], string[]] {
  const isBranded = (file: string) => /Google Chrome$|Google\\Chrome\\/.test(file);
  return [files.filter((file) => !isBranded(file)), files.filter(isBranded)];
}

/** What to tell a person who has none. */
export function chromiumAdvice(skipped: Skipped[], platform = process.platform): string {
  const how =
    platform === 'darwin'
      ? 'brew install --cask chromium'
      : platform === 'win32'
        ? 'winget install Hibbiki.Chromium, or npx playwright install chromium'
        : 'sudo apt-get install chromium (Debian), sudo dnf install chromium (Fedora), or npx playwright install chromium';
  return [
    'No browser was found that can load the extension by itself. Install Chromium:',
    `  ${how}`,
    'or set CHROMIUM_PATH to a Chromium or a Chrome for Testing.',
    ...skipped.map(({ path: file, why }) => `Not taken: ${file} ${why}.`),
  ].join('\n');
}
