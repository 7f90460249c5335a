import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium, turnOnDeveloperMode } from '../browsers/chromium.ts';
import type { Firefox } from '../browsers/firefox.ts';
import type { Browser } from '../browsers/installed.ts';
import { operationPath } from '../docs-pages/site.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { ChromiumExtension } from '../e2e/chromium-extension.ts';
import { removeFolder } from '../e2e/extension.ts';
import { ConnectPage } from '../e2e/pages/connect-page.ts';
import type { Ending } from './ending.ts';
import type { Platform } from './platform.ts';

export interface StartOptions {
  browser: Browser;
  platform: Platform;
  headless: boolean;
  ending: Ending;
  /** Folder of the extension to load; by default the existing build. */
  extension?: string;
  /** What follows edits in Firefox. */
  follow?: (firefox: Firefox) => void;
}

export interface Started {
  /** Writes a picture of the popup. */
  screenshot(file: string): Promise<void>;
  /** Resolves when the person closes the browser. */
  closed: Promise<void>;
}

/** Opens Chromium with the shipped build and connects it by filling in the real form. */
export async function startInChromium({
  browser,
  platform: { front, account },
  headless,
  ending,
  extension: build = chromeBuild(),
}: StartOptions): Promise<Started> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-start-'));
  ending.add('the browser’s profile folder', () => removeFolder(profile));
  turnOnDeveloperMode(profile);
  const extension = await ChromiumExtension.start(() =>
    launchChromium({
      executable: browser.path,
      extension: build,
      profile,
      frontPort: front.port,
      headless,
      viewport: headless ? undefined : null,
    }),
  );
  ending.add('the browser', () => extension.close());
  const closed = new Promise<void>((done) => extension.context.once('close', () => done()));

  const form = new ConnectPage(await extension.onboarding());
  await form.signIn(account);
  await form.expectDone();
  const popup = await extension.popup();
  await popup.getByRole('heading').first().waitFor();
  const docs = await extension.context.newPage();
  await docs.goto(`https://docs.tago.io${operationPath('GET', '/profile/:id/summary')}`);
  for (const page of [extension.probe, ...blankPages(extension.context.pages())]) await page.close();
  await popup.bringToFront();
  return {
    closed,
    screenshot: async (file) => {
      await popup.screenshot({ path: file });
    },
  };
}

function blankPages(pages: Page[]): Page[] {
  return pages.filter((page) => page.url() === 'about:blank');
}
