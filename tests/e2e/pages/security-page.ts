import { expect, type Page } from '@playwright/test';
import { words } from '../english-words.ts';
import type { Extension } from '../extension.ts';

export const PASSPHRASE = 'violet tractors hum at noon';

/** Sets the passphrase in the options page, as a person does; the page stays open. */
export async function setPassphrase(extension: Extension): Promise<Page> {
  const page = await extension.options('#/security');
  await fillPassphrase(page);
  await expect(
    page.getByText(
      'Set. Your tokens stay unlocked until you lock them, the auto-lock time passes or the browser closes.',
    ),
  ).toBeVisible();
  return page;
}

/** Sets the passphrase on the page of security, in its dialog. */
export async function fillPassphrase(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('securitySet') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('securityNew'), { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel(words('securityRepeat'), { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: words('securitySet') }).click();
  await expect(dialog).toBeHidden();
}

export async function lockNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('securityLockNow') }).click();
  await expect(page.getByRole('button', { name: words('securityUnlock'), exact: true })).toBeVisible();
}
