import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A browser on this computer: "Chromium", "156.0.7000.1". */
export interface Browser {
  path: string;
  name: string;
  /** null: it could not be read. */
  version: string | null;
}

/** A browser that was found but not used, and why. */
export interface Skipped {
  path: string;
  why: string;
}

/** Returns the full path of a program on PATH, or null. */
export function onPath(program: string): string | null {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const full = path.join(folder, name);
      if (folder && isExecutable(full)) return full;
    }
  }
  return null;
}

/** Returns a browser's name and version; null for a program that prints none. */
export function identify(program: string): Browser | null {
  try {
    const text = execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
    return parseVersion(program, text);
  } catch {
    return null;
  }
}

/** Parses name and version from "Chromium 156.0.1 built on Debian" or "Mozilla Firefox 140.5.0esr". */
export function parseVersion(program: string, text: string): Browser | null {
  const found = /^\s*(.*?)\s+(\d+(?:\.\d+)+)/m.exec(text);
  if (!found) return null;
  return { path: program, name: found[1] as string, version: found[2] as string };
}

/** Returns name and version, for a person. */
export function titleOf({ name, version }: Browser): string {
  return version === null ? name : `${name} ${version}`;
}

/** Returns files under `folder` that match a path of names and `*` (one level each), in descending order. */
export function glob(folder: string, ...pattern: string[]): string[] {
  const [first, ...rest] = pattern;
  if (first === undefined) return [folder];
  let names: string[];
  try {
    names = fs.readdirSync(folder).sort().reverse();
  } catch {
    return [];
  }
  const expression = new RegExp(`^${first.replace(/[.+?^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return names
    .filter((name) => expression.test(name))
    .flatMap((name) => glob(path.join(folder, name), ...rest));
}

export function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
