import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Ending } from '../../start/ending.ts';

const noted = () => {
  const ended: string[] = [];
  const note = (what: string) => () => void ended.push(what);
  return { ended, note };
};

test('what was started is ended in reverse order, whatever fails', async () => {
  const { ended, note } = noted();
  const lines: string[] = [];
  const ending = new Ending();
  ending.add('the folder', note('folder'));
  ending.add('the sandbox', () => {
    throw new Error('gone');
  });
  ending.add('the browser', note('browser'));
  await ending.run((line) => lines.push(line));
  expect(ended).toEqual(['browser', 'folder']);
  expect(lines).toEqual(['Could not end the sandbox: gone']);
});

test('what has been ended alone isn’t ended again', async () => {
  const { ended, note } = noted();
  const ending = new Ending();
  const close = ending.add('one', note('one'));
  const closeOther = ending.add('other', note('other'));
  await close();
  await close();
  expect(ended).toEqual(['one']);
  await ending.run();
  await closeOther();
  expect(ended).toEqual(['one', 'other']);
});

const SCRIPT = `
  import { Ending } from './tests/start/ending.ts';
  const ending = new Ending();
  ending.add('it', () => console.log('ended'));
  ending.onSignals(console.log, 130);
  setInterval(() => {}, 1000);
  console.log('ready');
`;

test('a signal ends everything, and then the script, with its own code', async () => {
  const script = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT]);
  let output = '';
  script.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  await expect.poll(() => output, { timeout: 20_000 }).toContain('ready');
  script.kill('SIGINT');
  const [code] = (await once(script, 'close')) as [number];
  expect(output).toContain('ended');
  expect(code).toBe(130);
});
