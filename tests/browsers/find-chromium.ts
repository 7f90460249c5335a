import os from 'node:os';
import path from 'node:path';
import { type Browser, glob, identify, isExecutable, onPath, type Skipped } from './installed.ts';
import { adviceText, distinct, firstFit, type Search } from './search.ts';

/** The manifest's `minimum_chrome_version`. */
const MIN_VERSION = 127;

/** Branded Chrome and Edge ignore `--load-extension` from version 137 on. */
const BRANDED = /^(Google Chrome(?! for Testing)|Microsoft Edge)/;
const WHY_NOT_BRANDED =
  'no longer loads an unpacked extension from the command line (from version 137 on); ' +
  'you can still load it by hand, as the README says';

/**
 * Finds a browser of the Chromium family that loads an unpacked extension from the command line: `CHROMIUM_PATH` if
 * set, then an installed Chromium, then a Chrome for Testing that a test tool has installed.
 */
export function findChromium(candidates = chromiumCandidates(), ask = identify): Search {
  return firstFit({ candidates, oldest: MIN_VERSION, refuse: refuseBranded, ask });
}

function refuseBranded({ name, version }: Browser): string | null {
  return BRANDED.test(name) ? `is ${name} ${version}, which ${WHY_NOT_BRANDED}` : null;
}

/** Returns every place where such a browser may be, best first. Branded ones are last: they are named as skipped. */
function chromiumCandidates(): string[] {
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
  return distinct([process.env.CHROMIUM_PATH, ...named, ...loadable, ...branded, ...brandedNames]);
}

function split(files: string[]): [string[], string[]] {
  const isBranded = (file: string) => /Google Chrome$|Google\\Chrome\\/.test(file);
  return [files.filter((file) => !isBranded(file)), files.filter(isBranded)];
}

/** Returns advice for a person without such a browser. */
export function chromiumAdvice(skipped: Skipped[], platform = process.platform): string {
  return adviceText(
    {
      missing: 'No browser was found that can load the extension by itself. Install Chromium:',
      install: {
        mac: 'brew install --cask chromium',
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
