import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { clientOf, JSON_TYPE } from './clients.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Line {
  api: string;
  accounts: {
    email: string;
    token?: string;
    otp?: { type: string; secret?: string };
    profiles: { id: string; name: string }[];
  }[];
}

/** Starts the command; resolves once it has printed a whole line, or has ended. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/sandbox/cli.ts', ...args]);
  children.push(child);
  let [out, err] = ['', ''];
  child.stderr.on('data', (data) => {
    err += data;
  });
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      out += data;
      if (out.includes('\n')) resolve();
    });
    void exitCode.then(() => resolve());
  });
  return {
    child,
    exitCode,
    out: () => out,
    err: () => err,
    line: () => JSON.parse(out) as Line,
    async stop() {
      child.kill('SIGTERM');
      return exitCode;
    },
  };
}

describe('npm run sandbox', () => {
  test('prints one JSON line once it listens on loopback, and ends on a signal', async () => {
    const sandbox = await run('--port', '0', '--profiles', '50');
    const { api, accounts } = sandbox.line();
    expect(api).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(accounts[0]).toMatchObject({
      email: 'ines@acme.example',
      plan: 'scale',
      token: expect.stringMatching(/^p-/),
    });
    expect(accounts[0]).not.toHaveProperty('otp');
    expect(accounts[0]!.profiles).toHaveLength(50);
    expect(accounts.find(({ otp }) => otp)?.otp).toEqual({
      type: 'authenticator',
      secret: expect.stringMatching(/^[A-Z2-7]+$/),
    });
    const response = await fetch(`${api}/profile`, { headers: { token: accounts[0]!.token! } });
    expect(((await response.json()) as { result: unknown[] }).result).toHaveLength(50);
    expect(await sandbox.stop()).toBe(0);
    expect(sandbox.out().trim().split('\n')).toHaveLength(1);
    expect(sandbox.err()).toBe('');
  });

  test.each([
    [['--port', 'x'], /--port must be/],
    [['--profiles', '-1'], /--profiles must be|ambiguous/],
    [['--limits', '0'], /--limits must be/],
    [['--nope'], /nope/],
  ])('ends with a message about the wrong option %j', async (args, message) => {
    const sandbox = await run(...args);
    expect(await sandbox.exitCode).toBe(2);
    expect(sandbox.err()).toMatch(message);
    expect(sandbox.out()).toBe('');
  });

  test('continues from its state file after it was stopped, and after it was killed', async () => {
    const file = join(folder, 'state.json');
    const first = await run('--state', file, '--profiles', '9');
    const { api, accounts } = first.line();
    const me = accounts[0]!;
    const put = (origin: string, name: string) =>
      fetch(`${origin}/profile/${me.profiles[0]!.id}`, {
        method: 'PUT',
        headers: { token: me.token!, ...JSON_TYPE },
        body: JSON.stringify({ name }),
      });
    await put(api, 'Renamed once');
    await first.stop();
    const second = await run('--state', file, '--profiles', '3');
    expect(second.line().accounts[0]!.profiles.map(({ name }) => name)).toContain('Renamed once');
    expect(second.line().accounts[0]!.profiles).toHaveLength(9);
    expect(second.line().accounts[0]!.token).toBe(me.token);
    await put(second.line().api, 'Renamed twice');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('Renamed twice');
    second.child.kill('SIGKILL');
    await second.exitCode;
    const third = await run('--state', file);
    expect(third.line().accounts[0]!.profiles.map(({ name }) => name)).toContain('Renamed twice');
    expect(statSync(file).mode & 0o077).toBe(0);
    // It starts three processes.
  }, 60_000);

  test('refuses a file that is no sandbox state, and does not change it', async () => {
    const file = join(folder, 'notes.json');
    writeFileSync(file, '{"hello": true}');
    const sandbox = await run('--state', file);
    expect(await sandbox.exitCode).toBe(2);
    expect(sandbox.err()).toContain('is not a sandbox');
    expect(readFileSync(file, 'utf8')).toBe('{"hello": true}');
  });
});

describe('seeding', () => {
  test.each([0, 1, 5, 8, 30])('gives the first account %i profiles', async (profiles) => {
    const sandbox = await startSandbox({ profiles });
    try {
      expect(accountOf(sandbox, 'plain').profiles).toHaveLength(profiles);
      if (profiles > 0)
        expect(await clientOf(sandbox, accountOf(sandbox, 'plain').token).profiles.list()).toHaveLength(
          profiles,
        );
    } finally {
      await sandbox.close();
    }
  });

  test('is the same for the same seed, and different for another', async () => {
    const seeded = async (seed: number) => {
      const sandbox = await startSandbox({
        seed,
        profiles: 20,
        clock: { start: '2026-11-16T00:00:00Z', frozen: true },
      });
      await sandbox.close();
      return JSON.stringify(sandbox.state);
    };
    expect(await seeded(7)).toBe(await seeded(7));
    expect(await seeded(7)).not.toBe(await seeded(8));
  });

  test('allocates at most the pool, however many profiles', async () => {
    for (const profiles of [8, 60, 2000]) {
      const sandbox = await startSandbox({ profiles, limits: { scale: 'off' } });
      const { billing } = clientOf(sandbox, accountOf(sandbox, 'plain').token);
      const [rows, { services }, prices] = [
        await billing.getAllocation(),
        await billing.getSubscription(),
        await billing.getPrices(),
      ];
      for (const service of ['input', 'sms', 'run_users'] as const) {
        expect(rows.reduce((sum, row) => sum + row[service], 0)).toBeLessThanOrEqual(services[service].limit);
        expect(prices[service].map(({ amount }) => amount)).toContain(services[service].limit);
      }
      await sandbox.close();
    }
  });

  test('is repeated by a reset, which removes faults and requests', async () => {
    const sandbox = await startSandbox();
    const me = accountOf(sandbox, 'plain');
    await clientOf(sandbox, me.token).profiles.edit(me.profiles[0]!.id, { name: 'Other' } as object);
    sandbox.faults.add({ kind: 'denied' });
    await fetch(`${sandbox.origin}/__sandbox/reset`, { method: 'POST' });
    expect(accountOf(sandbox, 'plain').profiles[0]!.name).toBe('Acme Farms');
    await expect(clientOf(sandbox, me.token).profiles.list()).resolves.toHaveLength(8);
    expect(sandbox.requests.list()).toHaveLength(1);
    await sandbox.close();
  });
});
