import { type Browser, identify, type Skipped } from './installed.ts';

export interface Search {
  browser: Browser | null;
  skipped: Skipped[];
}

/** How a browser is looked for. */
export interface Wanted {
  candidates: string[];
  /** The oldest major version that the extension's manifest takes. */
  oldest: number;
  /** Why a browser is not to be taken, whatever its version; null: it may be. */
  refuse?: (browser: Browser) => string | null;
  ask?: (program: string) => Browser | null;
}

/** The first candidate that will do, and why those before it do not. */
export function firstFit({ candidates, oldest, refuse = () => null, ask = identify }: Wanted): Search {
  const skipped: Skipped[] = [];
  for (const path of candidates) {
    const browser = ask(path);
    const why = browser ? (refuse(browser) ?? tooOld(browser, oldest)) : 'does not report its version';
    if (why === null) return { browser, skipped };
    skipped.push({ path, why });
  }
  return { browser: null, skipped };
}

function tooOld({ version }: Browser, oldest: number): string | null {
  return version !== null && Number.parseInt(version, 10) < oldest
    ? `is version ${version}; the extension needs ${oldest} or newer`
    : null;
}

/** The paths that there are, each once, in their order. */
export function distinct(paths: (string | null | undefined)[]): string[] {
  return [...new Set(paths.filter((file): file is string => !!file))];
}

/** What to say to a person who has none: what is missing, what to do on their system, and what was not taken. */
export function adviceText(
  {
    missing,
    install,
    or,
  }: { missing: string; install: { mac: string; windows: string; linux: string }; or: string },
  skipped: Skipped[],
  platform: NodeJS.Platform,
): string {
  const how = platform === 'darwin' ? install.mac : platform === 'win32' ? install.windows : install.linux;
  return [missing, `  ${how}`, or, ...skipped.map(({ path, why }) => `Not taken: ${path} ${why}.`)].join(
    '\n',
  );
}
