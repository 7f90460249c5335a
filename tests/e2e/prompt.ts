import type { Display } from '../browsers/display.ts';
import type { Extension } from './extension.ts';
import { FirefoxExtension } from './firefox/extension.ts';
import { answerPrompt } from './firefox/prompt.ts';
import { expect } from './fixtures.ts';

/** Where prompts of the browser's own are shown. */
export interface PromptPlace {
  extension: Extension;
  display: Display | null;
}

/** How long the browser's own prompt may take to appear, in ms: a test can't see it. */
const COMING_MS = 1500;

/**
 * Presses "Allow" in a prompt of the browser's own. In Chromium that is its second button, by keys: the first, which
 * has the focus, is "Deny". Keys that were too early press nothing or deny: then `ask` triggers the prompt again.
 * Firefox's prompt is visible to tests.
 */
export async function allowInPrompt(
  { extension, display }: PromptPlace,
  { granted, ask }: { granted(): Promise<boolean>; ask(): Promise<void> },
): Promise<void> {
  if (extension instanceof FirefoxExtension) {
    const { firefox } = extension;
    await expect(async () => {
      // The prompt may appear even after the last attempt.
      await ask().catch(() => undefined);
      await answerPrompt(firefox, 'allow');
    }).toPass();
    await expect.poll(granted).toBe(true);
    return;
  }
  await expect(async () => {
    if (await granted()) return;
    // While a prompt is open the button that opened it may be busy.
    await ask().catch(() => undefined);
    await expect
      .poll(granted, { timeout: COMING_MS })
      .toBe(true)
      .catch(() => display?.press('Tab', 'Return'));
    await expect.poll(granted, { timeout: 2000 }).toBe(true);
  }).toPass({ timeout: 45_000 });
}

/** Denies in the browser's own prompt; `refused`: whether the page has noticed. */
export async function denyInPrompt(
  { extension, display }: PromptPlace,
  refused: () => Promise<boolean>,
): Promise<void> {
  if (extension instanceof FirefoxExtension) {
    await answerPrompt(extension.firefox, 'deny');
    await expect.poll(refused).toBe(true);
    return;
  }
  await expect
    .poll(async () => {
      if (await refused()) return true;
      display?.press('Escape');
      return false;
    })
    .toBe(true);
}
