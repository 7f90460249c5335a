import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { ChromiumExtension } from '../e2e/chromium-extension.ts';
import { type Extension, removeFolder } from '../e2e/extension.ts';
import { connect } from '../e2e/pages/connect-page.ts';
import { slowClockDown } from '../layout/slow-clock.ts';
import type { Ending } from './ending.ts';
import { startPlatform } from './platform.ts';

/** When all pictures are taken: in a month's last days there is no forecast that a service will be full. */
const TIME = '2026-11-28T10:00:00Z';

/** Starts a headless Chromium with the existing build at {@link TIME}, connected to the sandbox's first account. */
export async function startForPictures(ending: Ending, { scale = 2, profiles = 8 } = {}): Promise<Extension> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-screenshots-'));
  ending.add('the browser’s profile folder', () => removeFolder(folder));
  const [profile, build] = [path.join(folder, 'profile'), path.join(folder, 'build')];
  fs.cpSync(chromeBuild(), build, { recursive: true });
  slowClockDown(build, TIME);
  const { front, account } = await startPlatform(profiles, ending, {
    clock: { start: TIME, frozen: true },
    // A stopped clock has one minute, in which all requests would be too many.
    limits: { scale: 'off' },
  });
  const extension = await ChromiumExtension.start(() =>
    launchChromium({
      executable: ensureChromium(console.log).path,
      extension: build,
      profile,
      frontPort: front.port,
      headless: true,
      scale,
    }),
  );
  ending.add('the browser', () => extension.close());
  await connect(extension, account);
  return extension;
}

/** Opens the popup, and waits for what comes after its first frame: usage, the forecast and the buttons. */
export async function completePopup(extension: Extension): Promise<Page> {
  const popup = await extension.popup();
  await popup.getByRole('option').last().waitFor();
  await popup.getByText('94%').first().waitFor();
  await popup.getByText('full in').first().waitFor();
  await popup.getByRole('button', { name: 'Keep open beside the page' }).waitFor();
  return popup;
}
