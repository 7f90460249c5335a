import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

/** The result of one suite. `notes` name what failed. */
export interface SuiteResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  notes: string[];
  seconds: number;
}

export type Counts = Omit<SuiteResult, 'name' | 'seconds'>;

/** Returns the counts of a check: passed if it found no problems. */
export const countsOf = (problems: string[]): Counts => ({
  passed: problems.length === 0 ? 1 : 0,
  failed: problems.length === 0 ? 0 : 1,
  skipped: 0,
  notes: problems,
});

interface RunResult {
  code: number;
  /** Standard output and error, in order. */
  output: string;
}

/** Runs a suite; an error that it throws counts as a failure. */
export async function runSuite(name: string, work: () => Promise<Counts>): Promise<SuiteResult> {
  const started = Date.now();
  const counts = await work().catch((error: unknown): Counts => {
    const words = error instanceof Error ? error.message : String(error);
    return countsOf([words]);
  });
  return { name, ...counts, seconds: (Date.now() - started) / 1000 };
}

/** Runs a program as a suite: passed if it ends with 0 and `problemsIn` its output are none; else these are shown. */
export async function runStep(
  name: string,
  args: string[],
  problemsIn: (output: string) => string[] = () => [],
): Promise<SuiteResult> {
  return runSuite(name, async () => {
    const { code, output } = await run(args);
    return countsOf(code === 0 ? problemsIn(output) : [output.trim()]);
  });
}

const running = new Set<number>();

/**
 * Runs a program of the project (`node …`) without standard input. With `show`, its output is printed as it comes. It
 * has its own process group, so that {@link endAll} ends its children too.
 */
export async function run(
  args: string[],
  { show = false, env = {} as Record<string, string> } = {},
): Promise<RunResult> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    // Output that is shown may have colors; output that is printed with a failure is plain.
    env: { ...process.env, ...(show ? {} : { NO_COLOR: '1', CI: 'true' }), ...env },
  });
  if (child.pid !== undefined) running.add(child.pid);
  let output = '';
  for (const [stream, out] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      if (show) out.write(text);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (child.pid !== undefined) running.delete(child.pid);
  // Some tools write colors and redraw lines whatever their options.
  return { code: code ?? 1, output: stripVTControlCharacters(output) };
}

/** Ends all running programs, with their children. */
export function endAll(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It has already ended.
    }
  }
}

/** Ends all running programs with this one, whose terminal's signals don't reach them. */
export function endAllOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      endAll();
      process.exit(130);
    });
  }
}

/** Returns "N passed, N failed, N skipped", summed over the results. */
export function tally(results: Pick<SuiteResult, 'passed' | 'failed' | 'skipped'>[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') => results.reduce((all, result) => all + result[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}

/** Returns true if nothing failed and every suite ran at least one test. */
export function allPassed(results: SuiteResult[]): boolean {
  return results.length > 0 && results.every(({ passed, failed }) => failed === 0 && passed > 0);
}
