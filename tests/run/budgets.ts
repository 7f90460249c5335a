import fs from 'node:fs';
import path from 'node:path';
import { type Bundle, bundleOf, filesWith, type Marker, sizeOf } from './bundles.ts';

interface Budget {
  entry: string;
  /** Bytes after gzip of what is loaded at once. */
  most: number;
  /** The same with everything that is loaded later, except the charts; absent: the same bytes. */
  mostInAll?: number;
  without: Marker[];
}

/**
 * What each context of the Chromium build may cost. The background is loaded anew at each wake, with what it
 * takes to refresh, to switch, to copy a token, to unlock and to keep the toolbar; managing, connecting, giving
 * alerts and completing samples of the docs come when they are asked for (see modules/background).
 */
const BUDGETS: Budget[] = [
  { entry: 'popup.html', most: 35_000, without: ['charts', 'schemas'] },
  { entry: 'background.js', most: 45_000, mostInAll: 65_000, without: ['charts'] },
  { entry: 'options.html', most: 60_000, mostInAll: 90_000, without: ['schemas'] },
  { entry: 'content-scripts/docs.js', most: 12_000, without: ['charts', 'schemas'] },
];
const ZIP_MOST = 400_000;

export interface BundleLine {
  what: string;
  bytes: number;
  most: number;
  /** Empty when all is well. */
  problems: string[];
}

/** Measures the build against its budgets: one line per context and one for the zip. */
export function checkBundles(build: string, zip: string): BundleLine[] {
  const lines = BUDGETS.flatMap((budget) => check(build, budget));
  const bytes = fs.statSync(zip).size;
  lines.push({ what: 'zip', bytes, most: ZIP_MOST, problems: over(bytes, ZIP_MOST) });
  return lines;
}

function check(build: string, { entry, most, mostInAll, without }: Budget): BundleLine[] {
  if (!fs.existsSync(path.join(build, entry)))
    return [{ what: entry, bytes: 0, most, problems: ['is not in the build'] }];
  const bundle = bundleOf(build, entry);
  const problems = over(bundle.gzipped, most);
  for (const marker of without) {
    const found = filesWith(build, [...bundle.files, ...bundle.lazy], marker);
    if (found.length > 0) problems.push(`has ${marker} in ${found.join(', ')}`);
  }
  const eagerCharts = filesWith(build, bundle.files, 'charts');
  if (eagerCharts.length > 0) problems.push(`loads charts at once: ${eagerCharts.join(', ')}`);
  const atOnce = { what: entry, bytes: bundle.gzipped, most, problems };
  const later = sizeOf(build, lazyWithoutCharts(build, bundle));
  if (mostInAll === undefined && later === 0) return [atOnce];
  if (later === 0) problems.push('loads nothing later, or in a way that is not known here');
  const inAll = bundle.gzipped + later;
  return [
    atOnce,
    {
      what: `${entry}, in all`,
      bytes: inAll,
      most: mostInAll ?? most,
      problems: over(inAll, mostInAll ?? most),
    },
  ];
}

function lazyWithoutCharts(build: string, bundle: Bundle): string[] {
  const charts = new Set(filesWith(build, bundle.lazy, 'charts'));
  return bundle.lazy.filter((file) => !charts.has(file));
}

function over(bytes: number, most: number): string[] {
  return bytes > most ? [`is ${bytes - most} bytes over its budget`] : [];
}

/** The lines as a table for people. */
export function bundleTable(lines: BundleLine[]): string {
  const kilo = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
  return lines
    .map(({ what, bytes, most, problems }) =>
      [
        what.padEnd(26),
        kilo(bytes),
        ' of',
        kilo(most),
        problems.map((problem) => `  ✗ ${problem}`).join(''),
      ].join(''),
    )
    .join('\n');
}
