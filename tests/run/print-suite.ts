import { allPassed, type SuiteResult, tally } from './suite.ts';

/** Prints one suite's result, with what failed below it. */
export function printSuite(result: SuiteResult): void {
  const mark = allPassed([result]) ? '✓' : '✗';
  console.log(
    `${mark} ${result.name.padEnd(22)} ${tally([result]).padEnd(38)} ${result.seconds.toFixed(1)} s`,
  );
  for (const note of result.notes) console.log(note.replace(/^/gm, '    '));
}
