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
  // At once: the list of those at risk, what to do about each, a failure that is said although its explanation can't be
  // loaded (0.3 kB), the store read again after a failure, a row kept from a press that was meant for another (0.15 kB),
  // amounts just below a limit that aren't rounded up to it (0.1 kB), why a row's numbers are old and a profile that
  // two accounts see (0.2 kB), presses and keys that act once (0.1 kB), a copy
  // without an answer (0.05 kB), and names of white space and settings that are read field by field (0.1 kB). Later: what finds typing errors in the filter, the example data of "Look around" (5 kB),
  // what computes forecasts (3 kB), banners and what is said where something can't be done (2.5 kB), rules on names
  // (0.5 kB), why the console stays where it is (0.15 kB), which of the profiles of one name a message is about (0.05 kB), and what notices a background that replies to nothing (0.7 kB).
  {
    entry: 'popup.html',
    maxBytes: 39_850,
    maxBytesInAll: 56_400,
    without: ['charts', 'schemas', 'passwords'],
  },
  // Backups, sync of every preference, rotation and invitations: 4 kB. An organization's policy: 2 kB. Sessions of the
  // console that aren't known, private or locked, plans that changed, alerts that wait and copies that overlap: 1 kB.
  // What alerts that wait remember, actions that wait for one with another password, limits that can't be read, and
  // copies without an answer: 1.5 kB. Each server's clock, alerts about tokens that are read again, and backups that are
  // read field by field: 0.6 kB. Queued refreshes that a person waits for, tokens that are replaced, profiles that change
  // hands, and environments of the CLI: 0.6 kB. Proposals and history through a profile's owner, facts that an answer lacks, and what
  // distinguishes namesakes after a copy: 0.45 kB. What is typed while the console is moved, whose turn it is to have its history
  // read, why an account has no token, orders that a full store doesn't keep, and numbers that old alerts are of: 0.95 kB. Regions that samples name: 0.4 kB. Alerts that name which profile, tokens by
  // the server's clock, reads that wait for a rate limit, readings stamped after a day's end, notifications page by page, and why a
  // sample isn't copied: 1.1 kB. What a cancellation is compared with, and an invoice that was just paid: 0.2 kB.
  { entry: 'background.js', maxBytes: 113_350, without: ['charts', 'passwords'] },
  // Shown policies and their errors: 1.5 kB. What isn't known of a cost: 0.1 kB. Failures whose place was left: 0.2 kB. The age of costs, and what became of limits that were undone or changed elsewhere: 0.2 kB. Old numbers by one rule, and what happened after a page
  // was left: 0.45 kB. Tables that begin at their first row, filters that say what they find, a few of many accounts' banners, and the
  // focus kept after a press: 0.5 kB. Later: the example data of "Look around", 4 kB, and what computes forecasts, 2 kB.
  { entry: 'options.html', maxBytes: 61_450, maxBytesInAll: 140_150, without: ['schemas'] },
  // The second press of one gesture: 0.05 kB. Why nothing can be copied, a copy under way, and tokens of one name: 0.5 kB. A switch while the menu is open: 0.1 kB.
  { entry: 'content-scripts/docs.js', maxBytes: 12_900, without: ['charts', 'schemas', 'passwords'] },
];
/** Includes 240 kB of known passwords. */
const MAX_ZIP_BYTES = 759_400;

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
