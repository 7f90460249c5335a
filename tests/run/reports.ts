import type { Counts } from './suite.ts';

interface VitestReport {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** How many lines of a failure are printed; those of fast-check begin with the seed and the counterexample. */
const MAX_FAILURE_LINES = 6;

/**
 * Returns the counts of Vitest's JSON report. A file that could not be loaded has no tests: it counts as one failure.
 */
export function countVitest(report: VitestReport): Counts {
  const notes: string[] = [];
  let failed = report.numFailedTests;
  for (const file of report.testResults) {
    const names = file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages: [message = ''] }) => [fullName, ...reasonOf(message)].join('\n  '));
    notes.push(...names);
    if (file.status === 'failed' && names.length === 0) {
      failed += 1;
      notes.push(`${file.name}: ${file.message.split('\n')[0]}`);
    }
  }
  if (!report.success && failed === 0) {
    failed = 1;
    notes.push('an error outside the tests; see above');
  }
  return {
    passed: report.numPassedTests,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
    notes,
  };
}

/** Returns the first lines of a failure, without its stack. */
function reasonOf(message: string): string[] {
  const lines = message.split('\n');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  return lines.slice(0, stack < 0 ? undefined : stack).slice(0, MAX_FAILURE_LINES);
}

interface PlaywrightSuite {
  specs?: { title: string; file: string; tests: { projectName: string; status: string }[] }[];
  suites?: PlaywrightSuite[];
}
interface PlaywrightReport {
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
}

/** Returns the counts of Playwright's JSON report, by project. Tests that passed only on a second try are named. */
export function countPlaywright(report: PlaywrightReport): Map<string, Counts> {
  const projects = new Map<string, Counts>();
  const visit = (suite: PlaywrightSuite) => {
    for (const spec of suite.specs ?? []) {
      for (const { projectName, status } of spec.tests) {
        const counts = projects.get(projectName) ?? { passed: 0, failed: 0, skipped: 0, notes: [] };
        projects.set(projectName, counts);
        if (status === 'expected' || status === 'flaky') counts.passed += 1;
        else if (status === 'skipped') counts.skipped += 1;
        else counts.failed += 1;
        if (status === 'flaky') counts.notes.push(`passed only on a second try: ${spec.file}: ${spec.title}`);
        if (status === 'unexpected') counts.notes.push(`${spec.file}: ${spec.title}`);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  return projects;
}
