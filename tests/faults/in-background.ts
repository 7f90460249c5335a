import type { BackgroundWork } from '../e2e/extension.ts';
import type { World } from './world.ts';

const EVALUATE_TIMEOUT_MS = 2000;

/** Runs code in the background. Returns false if that takes too long or the worker dies meanwhile. */
export async function inBackground<Arg>(
  { extension }: World,
  work: BackgroundWork<Arg>,
  argument: Arg,
): Promise<boolean> {
  return Promise.race([
    extension.inBackground(work, argument).then(
      () => true,
      (error: unknown) => {
        // Without its fault the step would prove nothing.
        if (/is not defined|SyntaxError|TypeError/.test(String(error))) throw error;
        return false;
      },
    ),
    new Promise<false>((done) => setTimeout(done, EVALUATE_TIMEOUT_MS, false)),
  ]);
}
