import { type SuiteResult, tally } from './suite.ts';

/** Prints one suite's result, with what failed below it. */
export function printSuite(result: SuiteResult): void {
  const mark = result.failed > 0 || result.passed === 0 ? '✗' : '✓';
  console.log(
    `${mark} ${result.name.padEnd(22)} ${tally([result]).padEnd(38)} ${result.seconds.toFixed(1)} s`,
  );
  for (const note of result.notes) console.log(note.replace(/^/gm, '    '));
}
