import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { Extension, removeFolder } from '../e2e/extension.ts';
import { connect } from '../e2e/pages/connect-page.ts';
import { Ending } from '../start/ending.ts';
import { startPlatform } from '../start/platform.ts';
import { cutTexts } from './cut-text.ts';
import { type Screen, screensOf, settled } from './screens.ts';

/**
 * `npm run text-fit`: opens every screen of the build that is there in three languages and at three widths, and
 * lists each text that is cut off. Words after `--` choose languages and screens by name; `--pictures FOLDER` keeps
 * a picture of each screen in light and in dark, and of each width at which something was found. Ends with 1 where
 * something is cut.
 */
const ALL_LANGUAGES = ['en-US', 'pt-BR', 'es'] as const;
const WIDTHS = [1280, 800, 480];
const POPUP_WIDTH = 400;

type Messages = Record<string, { message: string } | undefined>;
const FOLDERS = { 'en-US': 'en', 'pt-BR': 'pt_BR', es: 'es' } as const;

const args = process.argv.slice(2);
const LANGUAGES = ALL_LANGUAGES.filter(
  (tag) => args.includes(tag) || !ALL_LANGUAGES.some((one) => args.includes(one)),
);
const at = args.indexOf('--pictures');
const pictures = at >= 0 ? args.splice(at, 2)[1] : undefined;

const words = args.filter((word) => !ALL_LANGUAGES.some((tag) => tag === word));

const ending = new Ending();
ending.onSignals(console.log);
let found = 0;
try {
  await checkAll();
} finally {
  await ending.run(console.log);
}
console.log(found === 0 ? 'No text is cut off.' : `${found} texts are cut off.`);
process.exitCode = found === 0 ? 0 : 1;

async function checkAll(): Promise<void> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-text-fit-'));
  ending.add('the browser’s profile folder', () => removeFolder(profile));
  const { front, account } = await startPlatform(12, ending);
  let language: string = ALL_LANGUAGES[0];
  const extension = await Extension.start(() =>
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
  for (const tag of LANGUAGES) {
    if (tag !== language) {
      language = tag;
      await extension.restartBrowser();
    }
    for (const screen of screens) {
      await check(extension, screen, tag).catch((error: Error) => {
        found += 1;
        console.log(`${tag} · ${screen.name} · could not be opened: ${error.message.split('\n')[0]}`);
      });
    }
  }
}

async function check(
  extension: Extension,
  screen: Screen,
  tag: (typeof ALL_LANGUAGES)[number],
): Promise<void> {
  const page = screen.route === null ? await extension.popup() : await extension.options(screen.route);
  try {
    await checkPage(page, screen, tag);
  } finally {
    await page.close();
  }
}

async function checkPage(page: Page, screen: Screen, tag: (typeof ALL_LANGUAGES)[number]): Promise<void> {
  const messages: Messages = JSON.parse(
    fs.readFileSync(`public/_locales/${FOLDERS[tag]}/messages.json`, 'utf8'),
  );
  await settled(page, screen.ready);
  for (const { click } of screen.steps ?? []) {
    const name = messages[click]?.message ?? click;
    await page.getByRole('button', { name, exact: true }).first().click({ timeout: 5000 });
  }
  for (const width of screen.route === null ? [POPUP_WIDTH] : WIDTHS) {
    await page.setViewportSize({ width, height: screen.route === null ? 600 : 900 });
    await afterLayout(page);
    const cut = await cutTexts(page);
    found += cut.length;
    for (const { text, where, why, pixels } of cut) {
      console.log(`${tag} · ${screen.name} · ${width} px · ${why} by ${pixels} px · ${where} · “${text}”`);
    }
    if (cut.length > 0) await picture(page, screen, `${tag}-cut-${width}`);
    if (width !== WIDTHS[0] && screen.route !== null) continue;
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, screen, `${tag}-${colorScheme}`);
    }
  }
}

async function picture(page: Page, screen: Screen, what: string): Promise<void> {
  if (!pictures) return;
  fs.mkdirSync(pictures, { recursive: true });
  const file = `${screen.name.replace(/[^\p{L}]+/gu, '-')}-${what}.png`;
  await page.screenshot({ path: path.join(pictures, file), fullPage: screen.route !== null });
}

/** Resolves once the page was drawn at its new width, observers included. */
function afterLayout(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}
