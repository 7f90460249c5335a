import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { operationPath } from '../docs-pages/site.ts';
import type { Extension } from '../e2e/extension.ts';
import { dressDocs } from './docs-picture.ts';
import { Ending } from './ending.ts';
import { completePopup, startForPictures } from './pictures.ts';

/** `npm run store:images`: takes the stores' pictures of the existing build with the sandbox's account. */
const FOLDER = 'store/images';
const SCREEN = { width: 1280, height: 800 };

/** Pages of the options, at a size that all stores accept. */
const PAGES = [
  { name: '2-overview', route: '#/overview', scheme: 'light' },
  { name: '3-cost', route: '#/cost', scheme: 'light' },
  { name: '4-usage-dark', route: '#/usage', scheme: 'dark' },
] as const;

const ending = new Ending();
ending.onSignals(console.log);
try {
  await draw();
} finally {
  await ending.run(console.log);
}

async function draw(): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  const extension = await startForPictures(ending, { scale: 1 });
  await popups(extension);
  for (const { name, route, scheme } of PAGES) {
    const page = await extension.options(route);
    await page.setViewportSize(SCREEN);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByText('not loaded yet').waitFor({ state: 'hidden' });
    await page.screenshot({ path: file(`${name}-1280x800`) });
    await page.close();
  }
  await docs(extension);
  await artwork(extension);
  console.log(`The pictures are in ${FOLDER}.`);
}

/** The popup in light and dark, side by side. */
async function popups(extension: Extension): Promise<void> {
  const popup = await completePopup(extension);
  const shots: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    shots.push((await popup.screenshot()).toString('base64'));
  }
  await popup.close();
  const images = shots.map((data) => `<img src="data:image/png;base64,${data}">`).join('');
  await paint(
    extension,
    SCREEN,
    `<style>body{background:linear-gradient(135deg,#dbe7fd,#8fb4f7);display:flex;gap:72px;align-items:center;justify-content:center}
     img{width:400px;height:600px;border-radius:14px;box-shadow:0 18px 50px #0b1f4a55}</style>${images}`,
    '1-popup-1280x800',
  );
}

/** A page of the docs site, with the extension's buttons. */
async function docs(extension: Extension): Promise<void> {
  const page = await extension.context.newPage();
  await page.setViewportSize(SCREEN);
  await page.goto(`https://docs.tago.io${operationPath('GET', '/profile/:id/summary')}`);
  await page.locator('html[data-has-hydrated="true"]').waitFor();
  await page.locator('.openapi-explorer__code-block').first().waitFor();
  await dressDocs(page);
  await page.screenshot({ path: file('5-docs-1280x800') });
  await page.close();
}

/** Promotional tile and Edge's logo, drawn from the icon. */
async function artwork(extension: Extension): Promise<void> {
  const icon = fs.readFileSync('assets/icon/icon.svg', 'utf8');
  await paint(
    extension,
    { width: 440, height: 280 },
    `<style>body{background:linear-gradient(135deg,#123a86,#1f5fd6);color:#fff;display:flex;gap:26px;align-items:center;justify-content:center;font:600 30px/1.15 system-ui,sans-serif}
     svg{width:120px;height:120px;background:#fff;border-radius:28px;padding:10px}</style>${icon}<div>Profiles<br>for TagoIO</div>`,
    'promo-440x280',
  );
  await paint(
    extension,
    { width: 300, height: 300 },
    `<style>body{display:flex}svg{width:300px;height:300px}</style>${icon}`,
    'edge-logo-300',
  );
}

/** Draws HTML, without any code of the extension, to a file of this size. */
async function paint(
  extension: Extension,
  size: { width: number; height: number },
  html: string,
  name: string,
): Promise<void> {
  const page: Page = await extension.context.newPage();
  await page.setViewportSize(size);
  await page.setContent(`<style>*{box-sizing:border-box}html,body{height:100%;margin:0}</style>${html}`);
  await page.screenshot({ path: file(name) });
  await page.close();
}

function file(name: string): string {
  return path.join(FOLDER, `${name}.png`);
}
