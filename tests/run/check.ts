/* `npm run check`: builds, and all checks besides the tests. */

import { build, check } from './checks.ts';
import { printSuite } from './print-suite.ts';
import { isGood, tally } from './suite.ts';

const built = await build();
const results = isGood(built) ? [...built, ...(await check())] : built;
for (const result of results) printSuite(result);
console.log(`\n${tally(results)}`);
process.exitCode = isGood(results) ? 0 : 1;
