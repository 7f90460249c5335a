import { identify, isExecutable, onPath, type Skipped } from './installed.ts';
import { adviceText, distinct, firstFit, type Search } from './search.ts';

/** The manifest's `strict_min_version`. */
const MIN_VERSION = 140;

/** Finds a Firefox that the extension supports: `FIREFOX_PATH` if set, then an installed one. */
export function findFirefox(candidates = firefoxCandidates(), ask = identify): Search {
  return firstFit({ candidates, oldest: MIN_VERSION, ask });
}

/** Returns every place where Firefox may be, best first. */
function firefoxCandidates(): string[] {
  const named = ['firefox-esr', 'firefox', 'firefox-developer-edition'].map(onPath);
  const files = [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ].filter(isExecutable);
  return distinct([process.env.FIREFOX_PATH, ...named, ...files]);
}

/** Returns advice for a person without such a browser. */
export function firefoxAdvice(skipped: Skipped[], platform = process.platform): string {
  return adviceText(
    {
      missing: `No Firefox ${MIN_VERSION} or newer was found. Install one:`,
      install: {
        mac: 'brew install --cask firefox',
        windows: 'winget install Mozilla.Firefox',
        linux: 'sudo apt-get install firefox-esr (Debian) or sudo dnf install firefox (Fedora)',
      },
      or: 'or set FIREFOX_PATH to one.',
    },
    skipped,
    platform,
  );
}
