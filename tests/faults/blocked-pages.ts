import type { Page } from '@playwright/test';
import { words } from '../e2e/english-words.ts';
import { isLoading } from './invariants.ts';
import type { World } from './world.ts';

/** A page that is opened waits for five seconds first. */
const OPENED_TIMEOUT_MS = 15_000;
/**
 * A page that is open asks the background up to twice whether it responds, every five seconds, for five seconds each.
 */
const OPEN_TIMEOUT_MS = 25_000;
/** With another browser under test beside it, a page that is open shows Settings after seconds. */
const PRESS_TIMEOUT_MS = 15_000;

/**
 * Returns a sentence for each page opened while an old one keeps the database from being upgraded that still loads, or
 * does not say what to do.
 */
export async function newPagesSayBlocked(world: World): Promise<string[]> {
  const [diagnostics, ...others] = await Promise.all([
    world.extension.options('#/diagnostics'),
    world.extension.options('#/profiles'),
    world.extension.popup(),
  ]);
  const pages = [diagnostics, ...others];
  const found = await missingText(others, words('storeSlowHint'), OPENED_TIMEOUT_MS);
  found.push(...(await missingText([diagnostics], /Stored rows\s+not read/, OPENED_TIMEOUT_MS)));
  for (const page of pages) if (await page.evaluate(isLoading)) found.push(`${page.url()} still loads`);
  await Promise.all(pages.map((page) => page.close()));
  return found;
}

/**
 * Returns a sentence for each page that was open before and does not say that reading takes long or can't be
 * done, or, once a person has changed something on it, that the background doesn't respond.
 */
export async function openPagesSayBlocked(world: World): Promise<string[]> {
  const pages = world.pages.slice(1);
  const pressed = await Promise.all(pages.map(changeTheme));
  // A locked page may be hidden.
  const mayBeHidden = world.passphrases.some((passphrase) => passphrase !== null);
  const shown = pages.filter((_page, index) => pressed[index] || !mayBeHidden);
  const says = [words('storeSlowHint'), words('popupUnreadableHint')].map(asPattern).join('|');
  const found = await Promise.all([
    missingText(shown, new RegExp(says), OPEN_TIMEOUT_MS),
    missingText(shown, words('backgroundUnresponsive'), OPEN_TIMEOUT_MS),
  ]);
  return found.flat();
}

/** Returns true if there is something to press. */
async function changeTheme(page: Page): Promise<boolean> {
  await page.evaluate(() => location.assign('#/settings'));
  return page
    .getByRole('group', { name: words('settingsTheme'), exact: true })
    .locator('input:not(:checked)')
    .first()
    .evaluate((input: HTMLInputElement) => input.click(), undefined, { timeout: PRESS_TIMEOUT_MS })
    .then(
      () => true,
      () => false,
    );
}

const asPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Returns a sentence for each page that does not show a text in time. */
export async function missingText(pages: Page[], text: string | RegExp, timeout: number): Promise<string[]> {
  const found = await Promise.all(
    pages.map((page) =>
      page
        .getByText(text)
        .first()
        .waitFor({ timeout })
        .then(
          () => [],
          async () => [`${page.url()} does not say "${text}": ${await page.locator('body').innerText()}`],
        ),
    ),
  );
  return found.flat();
}
