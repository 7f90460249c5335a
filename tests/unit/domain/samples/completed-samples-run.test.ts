import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { completeSample, fillTokenPlaces } from '../../../../lib/domain/samples/complete-sample.ts';
import { generateSample } from '../../../docs-pages/generate.ts';
import { sandboxForFile } from '../../../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';

/** Runs the samples as a person would paste them, against the sandbox. */
let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});

interface Run {
  code: number | null;
  output: string;
}

/** Runs a program with the sample as its input; Node finds packages from the project's folder. */
function run(program: string, args: string[], input: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) =>
      reject(new Error(`${program} is needed to run its samples: ${error.message}`)),
    );
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}

async function runGo(sample: string): Promise<Run> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sample-'));
  try {
    const file = path.join(folder, 'main.go');
    fs.writeFileSync(file, sample);
    return await run('go', ['run', file], '');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function has(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const runners: [string, string, (sample: string) => Promise<Run>][] = [
  ['curl', 'cURL', (sample) => run('sh', ['-s'], sample)],
  ['nodejs', 'Axios', (sample) => run(process.execPath, ['-'], sample)],
  ['nodejs', 'Native', (sample) => run(process.execPath, ['-'], sample)],
  ['python', 'http.client', (sample) => run('python3', ['-'], sample)],
];
// Not every computer has these: their samples run where they are installed.
if (has('python3', '-c', 'import requests'))
  runners.push(['python', 'Requests', (sample) => run('python3', ['-'], sample)]);
if (has('go', 'version')) runners.push(['go', 'Native', runGo]);

describe.each(runners)(
  '%s (%s) runs as it was copied',
  (language, variant, execute) => {
    function samples(request: { method: string; path: string; body?: unknown }) {
      const account = sandbox.accounts[0]!;
      const sample = generateSample(language, variant, {
        ...request,
        url: `https://api.us-e1.tago.io${request.path}`,
      });
      const profile = { origin: sandbox.origin as ApiOrigin, profileId: account.profiles[0]!.id };
      const done = completeSample(sample, profile)!;
      return {
        copied: fillTokenPlaces(done.text, done.places, account.tokens!.full!),
        without: fillTokenPlaces(done.text, done.places, ''),
      };
    }

    it('reads the active profile’s summary', async () => {
      const { copied } = samples({ method: 'GET', path: '/profile/:id/summary' });
      const { code, output } = await execute(copied);
      expect(code, output).toBe(0);
      const request = sandbox.requests.list({ route: '/profile/:id/summary' }).at(-1)!;
      expect(request).toMatchObject({ status: 200, profileId: sandbox.accounts[0]!.profiles[0]!.id });
      expect(output).toContain('limit_used');
    });

    it('changes the profile’s name by its body', async () => {
      const name = `O'Brien's "${language} ${variant}" @ \\ ${'`site`'}`;
      const { copied } = samples({ method: 'PUT', path: '/profile/:id', body: { name } });
      const { code, output } = await execute(copied);
      expect(code, output).toBe(0);
      const profileId = sandbox.accounts[0]!.profiles[0]!.id;
      expect(sandbox.state.profiles.find(({ id }) => id === profileId)?.name).toBe(name);
    });

    it('is refused without its token', async () => {
      const { without } = samples({ method: 'GET', path: '/profile/:id/summary' });
      await execute(without);
      expect(sandbox.requests.list({ route: '/profile/:id/summary' }).at(-1)!.status).toBe(401);
    });
  },
  30_000,
);
