import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';

/** Runs a program that never ends, and shows the port that it listens to meanwhile. */
const SCRIPT = `
  import { endAllOnSignals, run } from './tests/run/suite.ts';
  endAllOnSignals();
  const server = "require('node:net').createServer().listen(0, function () { console.log(this.address().port) })";
  await run(['-e', server], { show: true });
`;

test('a signal to a script ends the programs that it runs, which the terminal’s signal doesn’t reach', async () => {
  const script = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT]);
  const [shown] = (await once(script.stdout, 'data')) as [Buffer];
  const isRunning = () =>
    new Promise<boolean>((resolve) => {
      const socket = net.connect({ port: Number(shown) }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  expect(await isRunning()).toBe(true);
  script.kill('SIGINT');
  const [code] = (await once(script, 'close')) as [number];
  expect(code).toBe(130);
  await expect.poll(isRunning, { timeout: 10_000 }).toBe(false);
});
