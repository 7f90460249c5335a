import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { runScript } from './run-script.ts';
import { type Step, scriptOf } from './script.ts';

const USAGE = `npm run test:faults [-- --steps N] [--seed S] [--seeds COUNT] [--replay FILE]

Runs the build in .output/chrome-mv3 against the sandbox: a seeded script of a person's actions with faults among them.
After every step the invariants of tests/faults/invariants.ts must hold.`;

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    replay: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const first = Number(values.seed);
const steps = Number(values.steps);
let done = 0;
if (values.replay) await run(JSON.parse(fs.readFileSync(values.replay, 'utf8')) as Step[], 'the script');
else
  for (let seed = first; seed < first + Number(values.seeds); seed++)
    await run(scriptOf(seed, steps), `seed ${seed}`);
console.log(`${done} steps, nothing broken.`);

async function run(script: Step[], what: string): Promise<void> {
  let outcomes = '';
  const violation = await runScript(script, (counts) => {
    outcomes = [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  });
  if (!violation) {
    done += script.length;
    console.log(`${what}: ${script.length} steps; messages: ${outcomes}`);
    return;
  }
  const file = `test-results/faults-${Date.now()}.json`;
  fs.mkdirSync('test-results', { recursive: true });
  const upTo = script.slice(0, violation.step + 1);
  fs.writeFileSync(file, `${JSON.stringify(upTo, null, 2)}\n`);
  console.error(`${what}, step ${violation.step + 1} (${JSON.stringify(script[violation.step])}):`);
  for (const sentence of violation.what) console.error(`  ${sentence}`);
  console.error(`Replay: npm run test:faults -- --replay ${file}`);
  process.exit(1);
}
