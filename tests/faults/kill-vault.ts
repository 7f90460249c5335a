import { parseArgs } from 'node:util';
import { optionsOf, wholeNumber } from '../run/command-options.ts';
import { World, worlds } from './world.ts';

const USAGE = `npm run test:kill [-- --rounds N]

Kills the browser (SIGKILL) somewhere in the middle of a change of the passphrase, starts it again on the same profile
and looks: exactly one of the two passphrases opens the vault, and the tokens in it work. Needs .output/chrome-mv3.`;

const { rounds, help } = optionsOf(USAGE, () => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '12' }, help: { type: 'boolean', default: false } },
  });
  return { ...values, rounds: wholeNumber('rounds', values.rounds) };
});
if (help) {
  console.log(USAGE);
  process.exit(0);
}

/** A change takes about a second: two derivations of 600,000 rounds and one write. */
const MAX_DELAY_MS = 1200;

worlds.onSignals(console.log, 130);
const world = await World.start();
const counts = { before: 0, after: 0 };
let current = 'violet tractors hum at noon 0';
const broken = await firstFault().finally(() => worlds.run(console.error));
if (broken) {
  console.error(broken);
  process.exit(1);
}
console.log(`${rounds} kills: ${counts.before} before the change, ${counts.after} after it; nothing lost.`);

/** Returns what is wrong after a kill; null if nothing ever is. */
async function firstFault(): Promise<string | null> {
  await world.send('setPassphrase', { passphrase: current, current: null });
  for (let round = 1; round <= rounds; round++) {
    const next = `violet tractors hum at noon ${round}`;
    const delay = Math.random() * MAX_DELAY_MS;
    void world.send('setPassphrase', { passphrase: next, current });
    await new Promise((done) => setTimeout(done, delay));
    await world.browser.kill();
    world.pages = [];
    await world.extension.openBrowserAgain();
    await world.openPages();

    const old = await opens(current);
    const changed = await opens(next);
    counts[old ? 'before' : 'after'] += 1;
    if (changed) current = next;
    console.log(`${round}: killed after ${Math.round(delay)} ms, ${old ? 'the old' : 'the new'} one opens`);
    const fault =
      old === changed ? `${old ? 'both passphrases open' : 'no passphrase opens'} the vault` : await lost();
    if (fault) return fault;
  }
  return null;
}

/** Locks the vault and returns true if the passphrase opens it. */
async function opens(passphrase: string): Promise<boolean> {
  await world.send('lock');
  const reply = await world.send('unlock', { passphrase });
  if (reply?.ok) return true;
  if (reply?.failure?.code === 'wrong-passphrase') return false;
  throw new Error(`unlock: ${JSON.stringify(reply)}`);
}

/** Returns a sentence if the tokens in the vault do not work anymore; null if they do. */
async function lost(): Promise<string | null> {
  await world.send('unlock', { passphrase: current });
  const { connectionKey, profileKey } = (await world.profiles())[0]!;
  const read = await world.send('readTokens', { refs: [{ connectionKey, profileKey }] });
  return read?.ok ? null : `the vault's token does not work: ${JSON.stringify(read)}`;
}
