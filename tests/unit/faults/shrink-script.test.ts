import { expect, test, vi } from 'vitest';
import { runScript } from '../../faults/run-script.ts';
import { type Step, scriptOf } from '../../faults/script.ts';
import { shrinkScript } from '../../faults/shrink-script.ts';

vi.mock('../../faults/run-script.ts', () => ({ runScript: vi.fn() }));

const script = scriptOf(1, 16);
const last = script.at(-1)!;

/** Of two steps that fail together, one of which is the script's last. */
function failsWith(step: Step) {
  return async (part: Step[]) => {
    const violation = part.includes(step) && part.includes(last) ? { step: part.length - 1, what: [] } : null;
    return { violation } as unknown as Awaited<ReturnType<typeof runScript>>;
  };
}

test('a failing script is shortened to the steps that fail together', async () => {
  const step = script[5]!;
  vi.mocked(runScript).mockImplementation(failsWith(step));
  expect(await shrinkScript(script, 'chromium', () => {})).toEqual([step, last]);
});

test('a part that couldn’t be run is taken for one that doesn’t fail', async () => {
  const step = script[5]!;
  const runs = failsWith(step);
  let run = 0;
  vi.mocked(runScript).mockImplementation(async (part) => {
    run += 1;
    if (run % 3 === 0) throw new Error('the sign-in timed out');
    return runs(part);
  });
  const part = await shrinkScript(script, 'chromium', () => {});
  expect(part).toContain(step);
  expect(part.at(-1)).toBe(last);
});
