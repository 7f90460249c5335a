import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { ChromiumExtension } from '../e2e/chromium-extension.ts';
import { removeFolder } from '../e2e/extension.ts';
import { sendSignIn } from '../e2e/pages/connect-page.ts';
import type { Ending } from '../start/ending.ts';
import { startPlatform } from '../start/platform.ts';
import { type Screen, type Size, screensOf, waitUntilDrawn } from './screens.ts';
import { NOT_CONNECTED, STATES, type Stage } from './states.ts';
import { waitUntilQuiet } from './wait-until-quiet.ts';
import { ALL_LANGUAGES, type Language, type Words, wordsIn } from './words.ts';

/** The arguments of a command: languages and screens by name, and a folder for pictures. */
export interface Choice {
  languages: Language[];
  /** Parts of names; none: every screen. */
  words: string[];
  pictures: string | undefined;
}

/** Parses a command's arguments: languages, words of screens' names, and `--pictures FOLDER`. */
export function choiceOf(args: readonly string[]): Choice {
  const left = [...args];
  const at = left.indexOf('--pictures');
  const pictures = at >= 0 ? left.splice(at, 2)[1] : undefined;
  const languages = ALL_LANGUAGES.filter((tag) => left.includes(tag));
  return { languages, words: left.filter((word) => !languages.some((tag) => tag === word)), pictures };
}

/** What is done with a screen, and what with one that could not be opened or drawn, of which a picture is kept. */
interface Visitor {
  pictures: string | undefined;
  visit: (page: Page, screen: Screen, language: Language) => Promise<void>;
  failed: (what: string) => void;
}

interface StageOptions {
  profiles: number;
  /** Where the platform's clock is stopped (ISO 8601); by default it runs. */
  time?: string;
}

/** Opens the chosen screens of the existing build one after the other, in each language and state. */
export async function visitScreens(
  choice: Choice,
  { ending, ...options }: StageOptions & { ending: Ending },
  visit: Visitor['visit'],
  failed: Visitor['failed'],
): Promise<void> {
  for (const language of choice.languages) {
    await onStage(language, { ...options, connected: false }, ending, (stage) =>
      visitState(stage, chosen(stage, choice, NOT_CONNECTED), language, { ...choice, visit, failed }),
    );
    await onStage(language, { ...options, connected: true }, ending, async (stage) => {
      for (const [state, enter] of Object.entries(STATES)) {
        const screens = chosen(stage, choice, state);
        if (screens.length === 0) continue;
        try {
          const leave = await enter(stage);
          await visitState(stage, screens, language, { ...choice, visit, failed });
          await leave();
        } catch (error) {
          failed(`${language} · the state “${state}”: ${String(error).split('\n')[0]}`);
        }
      }
    });
  }
}

function chosen({ account }: Stage, { words }: Choice, state: string): Screen[] {
  return screensOf(account).filter(
    (screen) =>
      (screen.state ?? 'normal') === state &&
      (words.length === 0 || words.some((word) => screen.name.includes(word))),
  );
}

async function visitState(
  { extension, sandbox, words }: Stage,
  screens: Screen[],
  language: Language,
  { visit, failed, pictures }: Visitor,
): Promise<void> {
  for (const screen of screens) {
    const page = screen.route === null ? await extension.popup() : await extension.options(screen.route);
    try {
      if (screen.size) await page.setViewportSize(screen.size);
      await waitUntilDrawn(page, screen);
      await waitUntilQuiet(page, sandbox);
      for (const step of screen.steps ?? []) {
        await step(page, words);
        await waitUntilQuiet(page, sandbox);
      }
      await visit(page, screen, language);
      for (const step of screen.undo ?? []) await step(page, words);
    } catch (error) {
      await keepPicture(page, screen, `${language}-failed`, pictures).catch(() => {});
      failed(`${language} · ${screen.name} · could not be opened: ${String(error).split('\n')[0]}`);
    } finally {
      await page.close();
    }
  }
}

/** Runs something with a platform and a browser in a language. */
export async function onStage(
  language: Language,
  { profiles, time, connected }: StageOptions & { connected: boolean },
  ending: Ending,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { sandbox, front, account } = await startPlatform(
    profiles,
    ending,
    // A stopped clock has one minute, in which all requests would be too many.
    time ? { clock: { start: time, frozen: true }, limits: { scale: 'off' } } : {},
  );
  await onBrowser(language, front.port, ending, async (extension) => {
    const words = wordsIn(language);
    const stage = { extension, sandbox, account, words };
    if (connected) await connectIn(stage);
    else await (await extension.onboarding()).close();
    await run(stage);
  });
}

/** Runs something with a browser in a language; without a port of the platform's stand-in, the platform isn't there. */
export async function onBrowser(
  language: Language,
  frontPort: number | null,
  ending: Ending,
  run: (extension: ChromiumExtension) => Promise<void>,
): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-screens-'));
  ending.add('the browser’s profile folder', () => removeFolder(folder));
  const extension = await ChromiumExtension.start(() =>
    launchChromium({
      executable: ensureChromium(console.log).path,
      extension: chromeBuild(),
      profile: folder,
      frontPort,
      headless: true,
      args: [`--lang=${language}`],
    }),
  );
  ending.add('the browser', () => extension.close());
  await run(extension);
  await extension.close();
}

/** Connects an account by driving the form, whose texts are in the browser's language, and loads what screens show. */
async function connectIn(stage: Stage): Promise<void> {
  const { extension, sandbox, account, words } = stage;
  const page = await sendSignIn(extension, account);
  await page.getByRole('heading', { name: words('connectDone'), exact: true }).waitFor();
  await page.getByRole('status').filter({ hasText: /\d/ }).first().waitFor();
  await waitUntilQuiet(page, sandbox);
  await page.close();
  for (const list of ['team', 'tokens']) await loadAll(extension, list, words);
  // Forecasts are based on the history once a chart has loaded it; the overview shows the total once Cost has.
  for (const [route, ready] of [
    ['usage', '.chart canvas'],
    ['cost', 'table'],
  ] as const) {
    const opened = await extension.options(`#/${route}`);
    await opened.locator(ready).first().waitFor();
    await waitUntilQuiet(opened, sandbox);
    await opened.close();
  }
}

/** Loads a list of all profiles, so that later screens show the same however fast they are opened. */
async function loadAll(extension: ChromiumExtension, list: string, words: Words): Promise<void> {
  const page = await extension.options(`#/${list}`);
  await waitUntilDrawn(page);
  const complete = page.locator('.read-state').waitFor({ state: 'detached' });
  // It may become complete by itself meanwhile.
  await Promise.any([page.getByRole('button', { name: words('readStateRead') }).click(), complete]);
  await complete;
  await page.close();
}

/** Saves a picture of a screen, if there is a folder for pictures. */
export async function keepPicture(
  page: Page,
  screen: Screen,
  what: string,
  folder: string | undefined,
): Promise<void> {
  if (!folder) return;
  fs.mkdirSync(folder, { recursive: true });
  const file = `${screen.name.replace(/[^\p{L}]+/gu, '-').replace(/-$/, '')}-${what}.png`;
  const overlaid = await page.locator('dialog[open]').count();
  await page.screenshot({
    path: path.join(folder, file),
    // A dialog covers the window, not what is below it.
    fullPage: screen.route !== null && overlaid === 0,
    ...(screen.varies ? { mask: [page.locator(screen.varies)], maskColor: '#808080' } : {}),
  });
}

/** Sets the size of the window and waits until the page is drawn at it, after its observers. */
export async function setSize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await drawn(page);
}

/** Sets the colour scheme and waits until the page is drawn in it. */
export async function setColorScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await drawn(page);
}

async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}
