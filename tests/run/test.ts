/*
 * `npm test`: builds both extensions, checks them, runs every suite, and prints the sum of all results. With names
 * (`npm test -- unit`) only those suites run.
 */

import fs from 'node:fs';
import path from 'node:path';
import { ensureChromium, ensureFirefox, ensurePrograms } from '../browsers/install.ts';
import { build, check } from './checks.ts';
import { printSuite } from './print-suite.ts';
import { countPlaywright, countVitest } from './reports.ts';
import { allPassed, countsOf, endAllOnSignals, run, runSuite, type SuiteResult, tally } from './suite.ts';

const SUITES = ['check', 'unit', 'contract', 'e2e'] as const;
type Suite = (typeof SUITES)[number];

const REPORTS = 'test-results';
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.includes(name as Suite));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}; there are ${SUITES.join(', ')}.`);
  process.exit(2);
}
const wants = (suite: Suite) => wanted.length === 0 || wanted.includes(suite);

endAllOnSignals();

const results: SuiteResult[] = [];
const note = (found: SuiteResult[]) => {
  for (const result of found) printSuite(result);
  results.push(...found);
};

fs.mkdirSync(REPORTS, { recursive: true });
note([await runSuite('browsers', browsers)]);
note(await build());
// Everything else needs the builds.
if (allPassed(results)) {
  if (wants('check')) note(await check());
  if (wants('unit')) note([await vitest('unit', ['unit', 'stateless'])]);
  if (wants('contract')) note([await vitest('contract')]);
  if (wants('e2e')) note(await playwright());
}

console.log('');
for (const result of results)
  printSuite({ ...result, notes: result.failed > 0 ? result.notes.slice(0, 20) : [] });
console.log(`\n${tally(results)}`);
process.exitCode = allPassed(results) ? 0 : 1;

async function browsers() {
  if (wants('e2e')) {
    ensureChromium(console.log);
    ensureFirefox(console.log);
    ensurePrograms({ Xvfb: 'xvfb', xdotool: 'xdotool' }, console.log);
  }
  return countsOf([]);
}

function vitest(suite: Suite, projects: string[] = [suite]): Promise<SuiteResult> {
  return runSuite(suite, async () => {
    const report = path.join(REPORTS, `${suite}.json`);
    fs.rmSync(report, { force: true });
    await run(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { show: true },
    );
    return countVitest(JSON.parse(fs.readFileSync(report, 'utf8')));
  });
}

async function playwright(): Promise<SuiteResult[]> {
  const started = Date.now();
  const report = path.join(REPORTS, 'e2e.json');
  fs.rmSync(report, { force: true });
  const { code } = await run(['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json'], {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, FORCE_COLOR: '0' },
  });
  const parsed = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : { suites: [], errors: [] };
  const projects = [...countPlaywright(parsed)];
  const seconds = (Date.now() - started) / 1000;
  const found = projects.map(
    ([name, counts]): SuiteResult => ({ name: `e2e in ${name}`, ...counts, seconds }),
  );
  if (code !== 0 && found.every(({ failed }) => failed === 0)) {
    const words = parsed.errors.map(({ message }: { message?: string }) => message ?? '').join('\n');
    found.push({ name: 'e2e', ...countsOf([words || `ended with ${code}`]), seconds });
  }
  return found;
}
