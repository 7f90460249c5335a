import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { expect, test } from '@playwright/test';
import { chromeBuild, firefoxBuild } from './builds.ts';
import { LONG } from './tags.ts';

/** Runs `npm start` as a person does, but with the build under test. */
function start(...args: string[]): {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
} {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/start/start.ts', '--built', '--headless', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CHROME_BUILD: chromeBuild(), FIREFOX_BUILD: firefoxBuild(), FORCE_COLOR: '0' },
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output: () => text, exited };
}

/** Returns the ids of all descendants of a process. */
function descendants(pid: number): number[] {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

for (const browser of ['Chromium', 'Firefox'] as const) {
  test(
    `npm start connects in ${browser}, prints what to try, and ends everything on Ctrl-C`,
    browser === 'Firefox' ? LONG : {},
    async () => {
      test.setTimeout(120_000);
      const { child, output, exited } = start(...(browser === 'Firefox' ? ['--firefox'] : []));
      try {
        await expect.poll(output, { timeout: 90_000 }).toContain('Ctrl-C ends the browser and the sandbox.');
        expect(output()).toContain('Connected. Try:');
        expect(output()).toContain(browser);
        const picture = /a screenshot of the popup is at (.+\.png)/.exec(output())?.[1] ?? '';
        expect(fs.statSync(picture).size).toBeGreaterThan(5_000);
        const sandbox = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1] ?? '';
        expect((await fetch(`${sandbox}/__sandbox/`)).ok).toBe(true);

        const children = descendants(child.pid ?? 0);
        expect(children.length).toBeGreaterThan(1);
        child.kill('SIGINT');
        expect(await exited).toBe(0);
        await expect.poll(() => children.filter(isAlive)).toEqual([]);
        await expect(fetch(`${sandbox}/__sandbox/`)).rejects.toThrow();
      } finally {
        child.kill('SIGTERM');
      }
    },
  );
}
