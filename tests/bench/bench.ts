import { build } from '../run/checks.ts';
import { printSuite } from '../run/print-suite.ts';
import { allPassed, endAll } from '../run/suite.ts';
import { benchDocs } from './docs.ts';
import { benchForecast } from './forecast.ts';
import { benchHistory } from './history.ts';
import { type Measurement, table } from './measure.ts';
import { benchMemory } from './memory.ts';
import { benchOptions } from './options.ts';
import { benchPopup } from './popup.ts';
import { benchRequests } from './requests.ts';
import { sessions } from './session.ts';
import { benchSizes } from './sizes.ts';
import { benchWake } from './wake.ts';

/**
 * `npm run bench`: the project's numbers, in Chromium on a copy of the build. Times are compared within one run,
 * with what they are compared with in between; a machine under load moves both. `npm run bench -- popup` runs one.
 */
const BENCHES: Record<string, () => Measurement[] | Promise<Measurement[]>> = {
  sizes: benchSizes,
  wake: benchWake,
  requests: benchRequests,
  memory: benchMemory,
  popup: benchPopup,
  options: benchOptions,
  docs: benchDocs,
  forecast: benchForecast,
  history: benchHistory,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

sessions.add('the build', endAll);
sessions.onSignals(console.log, 130);
const built = await build();
if (!allPassed(built)) {
  for (const result of built) printSuite(result);
  process.exit(1);
}

const measurements: Measurement[] = [];
const failed: string[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name}…`);
  try {
    measurements.push(...(await bench()));
  } catch (error) {
    // A signal has ended its session.
    if (sessions.begun) break;
    // The others' numbers took minutes.
    console.error(error);
    failed.push(name);
  }
}
console.log(`\n${table(measurements)}`);
const missed = measurements.filter(({ good }) => !good).length;
console.log(
  missed === 0
    ? '\nEvery number is within its target.'
    : `\n${missed} of ${measurements.length} numbers miss their target.`,
);
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
if (missed > 0 || failed.length > 0) process.exitCode = 1;
