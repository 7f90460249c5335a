import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { ChromiumExtension } from '../e2e/chromium-extension.ts';
import { removeFolder } from '../e2e/extension.ts';
import { connect } from '../e2e/pages/connect-page.ts';
import type { Ending } from '../start/ending.ts';
import { startPlatform } from '../start/platform.ts';
import { type Screen, screensOf, settled } from './screens.ts';

const FOLDERS = { 'en-US': 'en', 'pt-BR': 'pt_BR', es: 'es' } as const;
export type Language = keyof typeof FOLDERS;
export const ALL_LANGUAGES = Object.keys(FOLDERS) as Language[];

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

/**
 * Opens the chosen screens of the existing build one after the other, in each language, with a connected account.
 * `failed` is called for a screen that could not be opened or drawn.
 */
export async function visitScreens(
  { languages, words }: Choice,
  { profiles, ending }: { profiles: number; ending: Ending },
  visit: (page: Page, screen: Screen, language: Language) => Promise<void>,
  failed: (what: string) => void,
): Promise<void> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-screens-'));
  ending.add('the browser’s profile folder', () => removeFolder(profile));
  const { front, account } = await startPlatform(profiles, ending);
  // The form is filled in in English.
  let language: Language = 'en-US';
  const extension = await ChromiumExtension.start(() =>
    launchChromium({
      executable: ensureChromium(console.log).path,
      extension: chromeBuild(),
      profile,
      frontPort: front.port,
      headless: true,
      args: [`--lang=${language}`],
    }),
  );
  ending.add('the browser', () => extension.close());
  await connect(extension, account);
  const screens = screensOf(account).filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  for (const tag of languages) {
    if (tag !== language) {
      language = tag;
      await extension.restartBrowser();
    }
    for (const screen of screens) {
      const page = screen.route === null ? await extension.popup() : await extension.options(screen.route);
      try {
        await open(page, screen, tag);
        await visit(page, screen, tag);
      } catch (error) {
        failed(`${tag} · ${screen.name} · could not be opened: ${String(error).split('\n')[0]}`);
      } finally {
        await page.close();
      }
    }
  }
}

async function open(page: Page, screen: Screen, language: Language): Promise<void> {
  const messages: Record<string, { message: string } | undefined> = JSON.parse(
    fs.readFileSync(`public/_locales/${FOLDERS[language]}/messages.json`, 'utf8'),
  );
  await settled(page, screen.ready);
  for (const { click } of screen.steps ?? []) {
    const name = messages[click]?.message ?? click;
    await page.getByRole('button', { name, exact: true }).first().click({ timeout: 5000 });
  }
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
  const file = `${screen.name.replace(/[^\p{L}]+/gu, '-')}-${what}.png`;
  await page.screenshot({ path: path.join(folder, file), fullPage: screen.route !== null });
}

/** Sets the width of the window and waits until the page is drawn at it, after its observers. */
export async function setWidth(page: Page, screen: Screen, width: number): Promise<void> {
  await page.setViewportSize({ width, height: screen.route === null ? 600 : 900 });
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}
