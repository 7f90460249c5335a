import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../../run/reports.ts';
import { allPassed, runSuite, tally } from '../../run/suite.ts';

const file = (status: string, tests: string[] = []) => ({
  name: 'a.test.ts',
  status,
  message: 'Cannot find module',
  assertionResults: tests.map((one) => ({
    status: one,
    fullName: `a test that ${one}`,
    failureMessages:
      one === 'failed'
        ? ['Property failed after 7 tests\nCounterexample: ["."]\n    at a.test.ts:1:2\nmore']
        : [],
  })),
});
const vitest = (
  numbers: { passed?: number; failed?: number; pending?: number },
  testResults = [file('passed')],
) => ({
  success: !numbers.failed && testResults.every(({ status }) => status === 'passed'),
  numPassedTests: numbers.passed ?? 0,
  numFailedTests: numbers.failed ?? 0,
  numPendingTests: numbers.pending ?? 0,
  numTodoTests: 0,
  testResults,
});

describe('the counts of Vitest’s report', () => {
  test('have the names of failed tests, with why they failed', () => {
    const report = vitest({ passed: 3, failed: 1, pending: 2 }, [file('failed', ['passed', 'failed'])]);
    expect(countVitest(report)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 2,
      notes: ['a test that failed\n  Property failed after 7 tests\n  Counterexample: ["."]'],
    });
  });

  test('include a file that cannot be loaded as a failure', () => {
    expect(countVitest(vitest({ passed: 3 }, [file('failed')]))).toMatchObject({ passed: 3, failed: 1 });
  });

  test('include an error outside the tests as a failure', () => {
    expect(countVitest({ ...vitest({ passed: 3 }), success: false })).toMatchObject({ failed: 1 });
  });
});

test('Playwright’s results are counted by project, in nested suites too', () => {
  const spec = (projectName: string, status: string) => ({
    title: status,
    file: 'a.spec.ts',
    tests: [{ projectName, status }],
  });
  const counts = countPlaywright({
    errors: [],
    suites: [
      {
        specs: [spec('chromium', 'expected'), spec('firefox', 'unexpected')],
        suites: [{ specs: [spec('chromium', 'skipped'), spec('chromium', 'flaky')] }],
      },
    ],
  });
  expect(counts.get('chromium')).toMatchObject({ passed: 2, failed: 0, skipped: 1 });
  expect(counts.get('chromium')?.notes[0]).toContain('second try');
  expect(counts.get('firefox')).toMatchObject({ passed: 0, failed: 1, notes: ['a.spec.ts: unexpected'] });
});

describe('the whole run', () => {
  const suite = (passed: number, failed: number) => ({
    name: '',
    passed,
    failed,
    skipped: 0,
    notes: [],
    seconds: 0,
  });

  test('is good only when nothing failed and no suite was empty', () => {
    expect(allPassed([suite(2, 0), suite(1, 0)])).toBe(true);
    expect(allPassed([suite(2, 0), suite(1, 1)])).toBe(false);
    expect(allPassed([suite(2, 0), suite(0, 0)])).toBe(false);
    expect(allPassed([])).toBe(false);
  });

  test('ends with the sum of all suites', () => {
    expect(tally([suite(2, 0), suite(1, 3)])).toBe('3 passed, 3 failed, 0 skipped');
  });

  test('counts a suite that throws as failed', async () => {
    const result = await runSuite('x', async () => {
      throw new Error('no such file');
    });
    expect(result).toMatchObject({ passed: 0, failed: 1, notes: ['no such file'] });
  });
});
