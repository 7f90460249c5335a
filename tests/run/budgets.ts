import fs from 'node:fs';
import path from 'node:path';
import { type Bundle, bundleOf, filesWith, type Marker, sizeOf } from './bundles.ts';

interface Budget {
  entry: string;
  /** Gzipped bytes of what is loaded at once. */
  maxBytes: number;
  /** The same including everything that is loaded later, except {@link ON_DEMAND}; by default `maxBytes`. */
  maxBytesInAll?: number;
  without: Marker[];
}

/** Large libraries that one feature loads when it is used: charts, and the list of known passwords. */
const ON_DEMAND: Marker[] = ['charts', 'passwords'];

/**
 * What each context of the Chromium build may cost: a guard against accidents. Paint and wake times are the goal
 * (`npm run bench`).
 */
const BUDGETS: Budget[] = [
  // At once: the first rows, what keeps a profile or an account from being read and what to do about it, a failure that
  // is said although its explanation can't be loaded, a boundary around each section, and errors that nobody caught.
  // Later: finding typing errors (uFuzzy), forecasts, the example data, banners, and why the console stays where it is.
  {
    entry: 'popup.html',
    maxBytes: 41_850,
    maxBytesInAll: 59_100,
    without: ['charts', 'schemas', 'passwords'],
  },
  // All that calls the platform: its schemas, the outbox of orders, invitations, rotations and revocations, changes
  // that were interrupted, alerts, forecasts, sync, backups and the copy of a lost database, the organization's policy,
  // the console, and checking samples of the docs.
  { entry: 'background.js', maxBytes: 132_250, without: ['charts', 'passwords'] },
  // At once: the overview with its table, banners and filters. Later: every other page, dialogs, forecasts and the
  // example data.
  { entry: 'options.html', maxBytes: 65_150, maxBytesInAll: 148_600, without: ['schemas'] },
  { entry: 'content-scripts/docs.js', maxBytes: 13_900, without: ['charts', 'schemas', 'passwords'] },
];
/** Includes 240 kB of known passwords. */
const MAX_ZIP_BYTES = 797_600;

interface BundleLine {
  what: string;
  bytes: number;
  maxBytes: number;
  /** Empty when it is within its budget. */
  problems: string[];
}

/** Compares the build with its budgets: returns one line for each context and one for the zip. */
export function checkBundles(build: string, zip: string): BundleLine[] {
  const lines = BUDGETS.flatMap((budget) => check(build, budget));
  const bytes = fs.statSync(zip).size;
  lines.push({ what: 'zip', bytes, maxBytes: MAX_ZIP_BYTES, problems: over(bytes, MAX_ZIP_BYTES) });
  return lines;
}

function check(build: string, { entry, maxBytes, maxBytesInAll, without }: Budget): BundleLine[] {
  if (!fs.existsSync(path.join(build, entry)))
    return [{ what: entry, bytes: 0, maxBytes, problems: ['is not in the build'] }];
  const bundle = bundleOf(build, entry);
  const problems = over(bundle.gzipped, maxBytes);
  for (const marker of without) {
    const found = filesWith(build, [...bundle.files, ...bundle.lazy], marker);
    if (found.length > 0) problems.push(`has ${marker} in ${found.join(', ')}`);
  }
  for (const marker of ON_DEMAND) {
    const eager = filesWith(build, bundle.files, marker);
    if (eager.length > 0) problems.push(`loads ${marker} at once: ${eager.join(', ')}`);
  }
  const atOnce = { what: entry, bytes: bundle.gzipped, maxBytes, problems };
  const later = sizeOf(build, lazyWithoutOnDemand(build, bundle));
  if (maxBytesInAll === undefined && later === 0) return [atOnce];
  if (later === 0)
    problems.push('loads nothing later: its parts are not split, or are loaded in an unknown way');
  const inAll = bundle.gzipped + later;
  return [
    atOnce,
    {
      what: `${entry}, in all`,
      bytes: inAll,
      maxBytes: maxBytesInAll ?? maxBytes,
      problems: over(inAll, maxBytesInAll ?? maxBytes),
    },
  ];
}

function lazyWithoutOnDemand(build: string, bundle: Bundle): string[] {
  const onDemand = new Set(ON_DEMAND.flatMap((marker) => filesWith(build, bundle.lazy, marker)));
  return bundle.lazy.filter((file) => !onDemand.has(file));
}

function over(bytes: number, maxBytes: number): string[] {
  return bytes > maxBytes ? [`is ${bytes - maxBytes} bytes over its budget`] : [];
}

/** Returns the lines as a table. */
export function bundleTable(lines: BundleLine[]): string {
  const kilo = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
  return lines
    .map(({ what, bytes, maxBytes, problems }) =>
      [
        what.padEnd(26),
        kilo(bytes),
        ' of',
        kilo(maxBytes),
        problems.map((problem) => `  ✗ ${problem}`).join(''),
      ].join(''),
    )
    .join('\n');
}
