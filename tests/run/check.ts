/* `npm run check`: builds, and all checks besides the tests. */

import { build, check } from './checks.ts';
import { printSuite } from './print-suite.ts';
import { allPassed, endAllOnSignals, tally } from './suite.ts';

endAllOnSignals();

const built = await build();
const results = allPassed(built) ? [...built, ...(await check())] : built;
for (const result of results) printSuite(result);
console.log(`\n${tally(results)}`);
process.exitCode = allPassed(results) ? 0 : 1;
