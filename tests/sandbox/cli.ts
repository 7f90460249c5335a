import { parseArgs } from 'node:util';
import { optionsOf, wholeNumber, wrongUse } from '../run/command-options.ts';
import { whenParentEnds } from '../run/when-parent-ends.ts';
import { startSandbox } from './start-sandbox.ts';

const USAGE = `npm run -s sandbox -- [--port 0] [--profiles 8] [--seed 1] [--state file.json]
  [--only-own-profile-tokens] [--limits 1|off] [--now 2026-11-23T12:00:00Z] [--cors]`;

const cli = optionsOf(USAGE, () => {
  const { values } = parseArgs({
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
  });
  const scale = values.limits === 'off' ? ('off' as const) : Number(values.limits);
  if (scale !== 'off' && !(scale > 0)) throw new Error('--limits must be a number above 0, or "off"');
  return {
    ...values,
    port: wholeNumber('port', values.port, { min: 0, max: 65535 }),
    profiles: wholeNumber('profiles', values.profiles, { min: 0, max: 100_000 }),
    seed: wholeNumber('seed', values.seed, { min: 0, max: 2 ** 31 - 1 }),
    scale,
  };
});
if (cli.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}

const sandbox = await startSandbox({
  port: cli.port,
  profiles: cli.profiles,
  seed: cli.seed,
  ...(cli.state ? { stateFile: cli.state } : {}),
  onlyOwnProfileTokens: cli['only-own-profile-tokens'],
  limits: { scale: cli.scale },
  ...(cli.now ? { clock: { start: cli.now } } : {}),
  cors: cli.cors,
}).catch((error: Error) => wrongUse(error.message, USAGE));

process.stdout.write(
  `${JSON.stringify({ api: sandbox.origin, eu: sandbox.euOrigin, accounts: sandbox.accounts })}\n`,
);

const end = () => void sandbox.close().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
whenParentEnds(end);
