import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** The JavaScript that one context of the extension loads; sizes in gzipped bytes. */
export interface Bundle {
  /** Loaded at once. */
  files: string[];
  /** Loaded when needed. */
  lazy: string[];
  gzipped: number;
}

/** Texts in a library's code and nowhere in ours: a bundle with one of them contains the library. */
export const MARKERS = {
  charts: { text: 'cursor-x', library: 'uplot/dist/uPlot.esm.js' },
  passwords: { text: 'similarToCommon', library: '@zxcvbn-ts/core/dist/data/translationKeys.mjs' },
  schemas: { text: '_zod', library: 'zod/v4/core/schemas.js' },
} as const;
export type Marker = keyof typeof MARKERS;

/** Returns the scripts of a page, or a single script, with everything they import. */
export function bundleOf(build: string, entry: string): Bundle {
  const eager = new Set<string>();
  const lazy = new Set<string>();
  for (const script of entry.endsWith('.html') ? scriptsOf(build, entry) : [entry]) {
    follow(build, script, eager, lazy);
  }
  const later = new Set<string>();
  const waiting = [...lazy];
  for (let script = waiting.pop(); script !== undefined; script = waiting.pop()) {
    // A lazy chunk may load others lazily, often also the first script.
    const found = new Set<string>();
    follow(build, script, later, found);
    waiting.push(...[...found].filter((file) => !later.has(file)));
  }
  const files = [...eager];
  const rest = [...later].filter((file) => !eager.has(file));
  return { files, lazy: rest, gzipped: sizeOf(build, files) };
}

/** Returns the files that contain the marked library. */
export function filesWith(build: string, files: string[], marker: Marker): string[] {
  return files.filter((file) => read(build, file).includes(MARKERS[marker].text));
}

/** Returns the gzipped bytes of files of a build, each compressed by itself as a browser loads them. */
export function sizeOf(build: string, files: string[]): number {
  return files.reduce(
    (sum, file) => sum + gzipSync(fs.readFileSync(path.join(build, file)), { level: 9 }).length,
    0,
  );
}

function scriptsOf(build: string, page: string): string[] {
  return [...read(build, page).matchAll(/<script[^>]*\ssrc="\/?([^"]+)"/g)].map(
    (found) => found[1] as string,
  );
}

function follow(build: string, file: string, eager: Set<string>, lazy: Set<string>): void {
  if (eager.has(file)) return;
  eager.add(file);
  const code = read(build, file);
  const resolve = (target: string) =>
    target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target);
  for (const [, target] of code.matchAll(/(?:\bfrom|\bimport)\s*["'`]([./][^"'`]+\.js)["'`]/g)) {
    follow(build, resolve(target as string), eager, lazy);
  }
  for (const [, target] of code.matchAll(/\bimport\(\s*["'`]([./][^"'`]+\.js)["'`]/g)) {
    lazy.add(resolve(target as string));
  }
}

function read(build: string, file: string): string {
  return fs.readFileSync(path.join(build, file), 'utf8');
}
