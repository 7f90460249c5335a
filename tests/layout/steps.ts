import type { Locator, Page } from '@playwright/test';
import type { MessageKey } from '../../lib/i18n/t.ts';
import type { Words } from './words.ts';

/** What a person does to get to a screen once its page is drawn. */
export type Step = (page: Page, words: Words) => Promise<void>;

const TIMEOUT_MS = 8000;

/** Returns the enabled buttons and links with the text of a message, whatever a screen reader reads with it. */
function controls(page: Page, text: string): Locator {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return page
    .locator('button:enabled:not([aria-disabled=true]), a.button')
    .filter({ hasText: new RegExp(`^\\s*${escaped}`) });
}

/** Presses the first button with the text of a message, in the dialog where one is open. */
export const press =
  (key: MessageKey): Step =>
  async (page, words) => {
    const dialog = page.locator('dialog[open]');
    const within = (await dialog.count()) > 0 ? controls(page, words(key)).and(dialog.locator('*')) : null;
    await (within ?? controls(page, words(key))).first().click({ timeout: TIMEOUT_MS });
  };

/**
 * Presses a button, and waits for the dialog that it opens; throws if the button doesn't say that something is asked.
 */
export const openDialog =
  (key: MessageKey): Step =>
  async (page, words) => {
    if (!/[…?]$/.test(words(key))) {
      throw new Error(`“${words(key)}” opens a dialog, and doesn't end in “…”.`);
    }
    await press(key)(page, words);
    await dialogOpens(page);
  };

/** Presses what a selector finds first, and waits for the dialog that it opens. */
export const openDialogBy =
  (selector: string): Step =>
  async (page) => {
    await page.locator(selector).first().click({ timeout: TIMEOUT_MS });
    await dialogOpens(page);
  };

/** Presses the first button that sends a form, in the dialog where one is open. */
export const submit: Step = async (page) => {
  const dialog = page.locator('dialog[open]');
  const within = (await dialog.count()) > 0 ? dialog : page.locator('main');
  await within.locator('form [type=submit]').first().click({ timeout: TIMEOUT_MS });
};

/** Fills the first field that a selector finds. */
export const fill =
  (selector: string, value: string): Step =>
  (page) =>
    page.locator(selector).first().fill(value, { timeout: TIMEOUT_MS });

export const keys =
  (...names: string[]): Step =>
  async (page) => {
    for (const name of names) await page.keyboard.press(name);
  };

/** Waits for something that a selector finds. */
export const shown =
  (selector: string): Step =>
  (page) =>
    page.locator(selector).first().waitFor({ timeout: TIMEOUT_MS });

/** Waits until nothing that a selector finds is there. */
export const gone =
  (selector: string): Step =>
  (page) =>
    page.locator(selector).first().waitFor({ state: 'detached', timeout: TIMEOUT_MS });

/** Waits for an error at a field or form. */
export const errorShown: Step = shown(
  '.field__error:not(:empty), .error:not(:empty), .unlock__error:not(:empty)',
);

async function dialogOpens(page: Page): Promise<void> {
  await page.locator('dialog[open]').waitFor({ timeout: TIMEOUT_MS });
}
