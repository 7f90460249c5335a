import { archiveOf } from '../release/archives.ts';
import { checkBundles } from '../run/budgets.ts';
import { CHROME_BUILD } from '../run/checks.ts';
import type { Measurement } from './measure.ts';

/** What is shipped, after gzip. */
export function benchSizes(): Measurement[] {
  return checkBundles(CHROME_BUILD, archiveOf('.', 'chrome')).map(({ what, bytes, maxBytes, problems }) => ({
    what: `size of ${what}`,
    value: `${(bytes / 1000).toFixed(1)} kB`,
    target: `≤ ${maxBytes / 1000} kB`,
    good: problems.length === 0,
  }));
}
