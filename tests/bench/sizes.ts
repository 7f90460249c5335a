import fs from 'node:fs';
import path from 'node:path';
import { checkBundles } from '../run/budgets.ts';
import { CHROME_BUILD } from '../run/checks.ts';
import type { Measurement } from './measure.ts';

/** What is shipped, after gzip. */
export function benchSizes(): Measurement[] {
  const output = path.dirname(CHROME_BUILD);
  const zip = fs.readdirSync(output).find((name) => name.endsWith('-chrome.zip'));
  if (!zip) throw new Error('there is no zip: run npm run zip');
  return checkBundles(CHROME_BUILD, path.join(output, zip)).map(({ what, bytes, maxBytes, problems }) => ({
    what: `size of ${what}`,
    value: `${(bytes / 1000).toFixed(1)} kB`,
    target: `≤ ${maxBytes / 1000} kB`,
    good: problems.length === 0,
  }));
}
