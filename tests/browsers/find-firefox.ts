import { type Browser, identify, isExecutable, majorOf, onPath, type Skipped } from './installed.ts';

/** The manifest's `strict_min_version`. */
const OLDEST = 140;

export interface FirefoxSearch {
  browser: Browser | null;
  skipped: Skipped[];
}

/** Looks for a Firefox that the extension supports: `FIREFOX_PATH` if set, then an installed one. */
export function findFirefox(candidates = firefoxCandidates(), ask = identify): FirefoxSearch {
  const skipped: Skipped[] = [];
  for (const candidate of candidates) {
    const browser = ask(candidate);
    if (!browser) {
      skipped.push({ path: candidate, why: 'does not tell its version' });
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

/** Every place where Firefox may be, best first. */
export function firefoxCandidates(): string[] {
  const named = ['firefox-esr', 'firefox', 'firefox-developer-edition'].map(onPath);
  const files = [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ].filter(isExecutable);
  const all = [process.env.FIREFOX_PATH, ...named, ...files];
  return [...new Set(all.filter((file): file is string => !!file))];
}

/** What to tell a person who has none. */
export function firefoxAdvice(skipped: Skipped[], platform = process.platform): string {
  const how =
    platform === 'darwin'
      ? 'brew install --cask firefox'
      : platform === 'win32'
        ? 'winget install Mozilla.Firefox'
        : 'sudo apt-get install firefox-esr (Debian) or sudo dnf install firefox (Fedora)';
  return [
    `No Firefox ${OLDEST} or newer was found. Install one:`,
    `  ${how}`,
    'or set FIREFOX_PATH to one.',
    ...skipped.map(({ path: file, why }) => `Not taken: ${file} ${why}.`),
  ].join('\n');
}
