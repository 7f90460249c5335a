import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { optionsOf, wholeNumber } from '../run/command-options.ts';
import { ActionCounts } from './action-counts.ts';
import type { BrowserName } from './browser.ts';
import { FaultCounts } from './hits.ts';
import { runScript } from './run-script.ts';
import { type Step, scriptOf } from './script.ts';
import { shrinkScript } from './shrink-script.ts';
import { worlds } from './world.ts';

const USAGE = `npm run test:faults [-- --steps N] [--seed S] [--seeds COUNT] [--replay FILE] [--shorten] [--keep-going]
                         [--browser chromium|firefox]

Runs the build in .output/chrome-mv3 (firefox-mv3) against the sandbox: a seeded script of a person's actions with faults among them.
After every step the invariants of tests/faults/invariants.ts must hold. --shorten looks for a short part of a
failing script that still fails; --keep-going runs the other seeds after one that failed.`;

const values = optionsOf(USAGE, () => {
  const { values: given } = parseArgs({
    options: {
      steps: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      browser: { type: 'string', default: 'chromium' },
      replay: { type: 'string' },
      shorten: { type: 'boolean', default: false },
      'keep-going': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (given.browser !== 'chromium' && given.browser !== 'firefox')
    throw new Error(`There is no browser ${given.browser} here: chromium or firefox.`);
  return {
    ...given,
    steps: wholeNumber('steps', given.steps),
    seed: wholeNumber('seed', given.seed, { min: 0 }),
    seeds: wholeNumber('seeds', given.seeds),
    browser: given.browser as BrowserName,
  };
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const { browser, seed: first, seeds, steps } = values;
worlds.onSignals(console.log, 130);
let done = 0;
let failed = 0;
const allHits = new FaultCounts();
const allActions = new ActionCounts();
if (values.replay) await run(JSON.parse(fs.readFileSync(values.replay, 'utf8')) as Step[], 'the script');
else
  for (let seed = first; seed < first + seeds && !worlds.begun; seed++)
    await run(scriptOf(seed, steps), `seed ${seed}`);
if (worlds.begun) await worlds.run(console.error).then(() => process.exit(130));
if (done === 0 && failed === 0) {
  console.error('There was no step to run.');
  process.exit(1);
}
const idle = [...allHits.neverHit, ...allActions.neverDone];
for (const sentence of idle) console.error(`${sentence}: the run says nothing about it.`);
console.log(`Actions that were done: ${allActions}`);
console.log(`${done} steps, ${failed === 0 ? 'nothing broken' : `${failed} scripts failed`}.`);
process.exit(failed === 0 && idle.length === 0 ? 0 : 1);

async function run(script: Step[], what: string): Promise<void> {
  const began = Date.now();
  const result = await runScript(script, browser).catch((error: unknown) => {
    console.error(`${what} couldn't be run:`, error);
  });
  if (worlds.begun) return;
  if (!result) return countFailure();
  const { violation, outcomes, hits, actions } = result;
  allHits.addAll(hits);
  allActions.addAll(actions);
  const count = violation ? violation.step + 1 : script.length;
  done += count;
  const messages = [...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', ');
  const each = Math.round((Date.now() - began) / count);
  console.log(`${what}: ${count} steps, ${each} ms each; messages: ${messages}`);
  console.log(`Faults that hit something: ${hits}`);
  if (!violation && hits.hitTooFew) {
    failed += 1;
    console.error(
      `${what}: more than three in four faults of the platform hit nothing, so it proves little.`,
    );
  }
  if (!violation) return;

  console.error(`${what}, step ${violation.step + 1} (${JSON.stringify(script[violation.step])}):`);
  for (const sentence of violation.what) console.error(`  ${sentence}`);
  const file = `test-results/faults-${Date.now()}.json`;
  fs.mkdirSync('test-results', { recursive: true });
  const write = (steps: Step[]) => fs.writeFileSync(file, `${JSON.stringify(steps, null, 2)}\n`);
  const upTo = script.slice(0, count);
  write(upTo);
  console.error(
    `Replay: npm run test:faults -- ${browser === 'firefox' ? '--browser firefox ' : ''}--replay ${file}`,
  );
  if (values.shorten)
    await shrinkScript(upTo, browser, (part) => {
      write(part);
      console.log(`  still fails with ${part.length}`);
    });
  countFailure();
}

/** Counts a script that failed, and ends the run unless the others are to be run, too. */
function countFailure(): void {
  failed += 1;
  if (!values['keep-going']) process.exit(1);
}
