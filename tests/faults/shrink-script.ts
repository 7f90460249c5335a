import type { BrowserName } from './browser.ts';
import { runScript } from './run-script.ts';
import type { Step } from './script.ts';

/**
 * Returns a short part of a failing script that still fails, by leaving out halves, quarters, … of it. fast-check's
 * commands would shrink too, but a run here takes seconds: what counts is the number of runs, and a file of steps
 * replays after the generators have changed, which a seed with a path does not.
 */
export async function shrinkScript(
  script: Step[],
  browser: BrowserName,
  onProgress: (part: Step[]) => void,
): Promise<Step[]> {
  let part = script;
  for (let size = part.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < part.length - 1; ) {
      const without = part.toSpliced(from, Math.min(size, part.length - 1 - from));
      // One that couldn't be run, as a sign-in timed out, says nothing.
      const { violation } = await runScript(without, browser).catch(() => ({ violation: null }));
      if (violation) {
        part = without.slice(0, violation.step + 1);
        onProgress(part);
      } else from += size;
    }
  }
  return part;
}
