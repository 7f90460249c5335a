import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchChromium, turnOnDeveloperMode } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { extractSources } from '../release/archives.ts';
import { startDevBuild } from '../start/dev-build.ts';
import { Ending } from '../start/ending.ts';
import { ChromiumExtension } from './chromium-extension.ts';
import { words } from './english-words.ts';
import { LONG } from './tags.ts';

const ending = new Ending();
test.afterEach(() => ending.run());

test(
  'npm start -- --dev: pages have their styles, an edit of a component keeps what was typed, one of a text reloads the extension',
  LONG,
  async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-dev-'));
    ending.add('the folder', () => fs.rmSync(folder, { recursive: true, force: true }));
    const root = path.join(folder, 'sources');
    const profile = path.join(folder, 'profile');
    extractSources('.', root);
    fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
    turnOnDeveloperMode(profile);
    const build = await startDevBuild(ending, root);
    const extension = await ChromiumExtension.start(() =>
      launchChromium({
        executable: ensureChromium(console.log).path,
        extension: build,
        profile,
        frontPort: null,
        headless: true,
      }),
    );
    ending.add('the browser', () => extension.close());
    const edit = (file: string, from: string, to: string) => {
      const source = fs.readFileSync(path.join(root, file), 'utf8');
      expect(source).toContain(from);
      fs.writeFileSync(path.join(root, file), source.replace(from, to));
    };

    const page = await extension.options('#/connect');
    const email = page.getByLabel(words('connectEmail'), { exact: true });
    await expect(email).toHaveCSS('display', 'block');
    await email.fill('typed@acme.example');
    edit('components/options/connect/sign-in-form.tsx', "label={t('connectEmail')}", 'label="Edited label"');
    await expect(page.getByLabel('Edited label')).toHaveValue('typed@acme.example');

    const message = JSON.stringify(words('connectPasswordHint'));
    edit('public/_locales/en/messages.json', `"message": ${message}`, '"message": "Edited text"');
    // The reload closes the page.
    await expect(async () => {
      const again = await extension.options('#/connect');
      await expect(again.getByText('Edited text')).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 40_000 });
  },
);
