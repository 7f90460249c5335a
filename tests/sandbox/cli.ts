import { parseArgs } from 'node:util';
import { whenParentEnds } from '../run/parent.ts';
import { startSandbox } from './start-sandbox.ts';

const USAGE = `npm run -s sandbox -- [--port 0] [--profiles 8] [--seed 1] [--state file.json]
  [--only-own-profile-tokens] [--limits 1|off] [--now 2026-11-23T12:00:00Z] [--cors]`;

function fail(message: string): never {
  process.stderr.write(`${message}\n${USAGE}\n`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        profiles: { type: 'string', default: '8' },
        seed: { type: 'string', default: '1' },
        state: { type: 'string' },
        'only-own-profile-tokens': { type: 'boolean', default: false },
        limits: { type: 'string', default: '1' },
        now: { type: 'string' },
        cors: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail((error as Error).message);
  }
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most)
    fail(`--${name} must be a whole number from 0 to ${most}`);
  return value;
}

const given = options();
if (given.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}
const scale = given.limits === 'off' ? 'off' : Number(given.limits);
if (scale !== 'off' && !(scale > 0)) fail('--limits must be a number above 0, or "off"');

const sandbox = await startSandbox({
  port: whole('port', given.port, 65535),
  profiles: whole('profiles', given.profiles, 100_000),
  seed: whole('seed', given.seed, 2 ** 31 - 1),
  ...(given.state ? { stateFile: given.state } : {}),
  onlyOwnProfileTokens: given['only-own-profile-tokens'],
  limits: { scale },
  ...(given.now ? { clock: { start: given.now } } : {}),
  cors: given.cors,
}).catch((error: Error) => fail(error.message));

process.stdout.write(
  `${JSON.stringify({ api: sandbox.origin, eu: sandbox.euOrigin, accounts: sandbox.accounts })}\n`,
);

const end = () => void sandbox.close().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
whenParentEnds(end);
