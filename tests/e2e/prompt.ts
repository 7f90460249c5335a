import type { Display } from '../browsers/display.ts';
import { expect } from './fixtures.ts';

/** How long a prompt of the browser's own may take to come, in ms: a test cannot see it. */
const COMING_MS = 1500;

/**
 * Presses "Allow" in a prompt of the browser's own, which is its second button: the first, which has the focus,
 * is "Deny". Keys that were too early press nothing or deny: then `ask` does again what made the prompt come.
 */
export async function allowInPrompt(
  display: Display | null,
  { granted, ask }: { granted(): Promise<boolean>; ask(): Promise<void> },
): Promise<void> {
  await expect(async () => {
    if (await granted()) return;
    // While a prompt is still open its button may be busy.
    await ask().catch(() => undefined);
    await expect
      .poll(granted, { timeout: COMING_MS })
      .toBe(true)
      .catch(() => display?.press('Tab', 'Return'));
    await expect.poll(granted, { timeout: 2000 }).toBe(true);
  }).toPass({ timeout: 45_000 });
}
