import { parseArgs } from 'node:util';
import { whenParentEnds } from '../run/when-parent-ends.ts';
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

function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    fail(`--${name} must be a whole number from 0 to ${max}`);
  return value;
}

const cli = options();
if (cli.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}
const scale = cli.limits === 'off' ? 'off' : Number(cli.limits);
if (scale !== 'off' && !(scale > 0)) fail('--limits must be a number above 0, or "off"');

const sandbox = await startSandbox({
  port: whole('port', cli.port, 65535),
  profiles: whole('profiles', cli.profiles, 100_000),
  seed: whole('seed', cli.seed, 2 ** 31 - 1),
  ...(cli.state ? { stateFile: cli.state } : {}),
  onlyOwnProfileTokens: cli['only-own-profile-tokens'],
  limits: { scale },
  ...(cli.now ? { clock: { start: cli.now } } : {}),
  cors: cli.cors,
}).catch((error: Error) => fail(error.message));

process.stdout.write(
  `${JSON.stringify({ api: sandbox.origin, eu: sandbox.euOrigin, accounts: sandbox.accounts })}\n`,
);

const end = () => void sandbox.close().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
whenParentEnds(end);
