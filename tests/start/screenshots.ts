import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { Extension, removeFolder } from '../e2e/extension.ts';
import { connect } from '../e2e/pages/connect-page.ts';
import { Ending } from './ending.ts';
import { startPlatform } from './platform.ts';

/** `npm run screenshots`: the README's pictures, of the build that is there, with the sandbox's account. */
const FOLDER = 'docs/images';

const ending = new Ending();
ending.onSignals(console.log);
try {
  await take();
} finally {
  await ending.run(console.log);
}

async function take(): Promise<void> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-screenshots-'));
  ending.add('the browser’s profile folder', () => removeFolder(profile));
  const { front, account } = await startPlatform(8, ending);
  const extension = await Extension.start(() =>
    launchChromium({
      executable: ensureChromium(console.log).path,
      extension: chromeBuild(),
      profile,
      frontPort: front.port,
      headless: true,
      scale: 2,
    }),
  );
  ending.add('the browser', () => extension.close());
  await connect(extension, account);
  fs.mkdirSync(FOLDER, { recursive: true });

  const popup = await extension.popup();
  await popup.getByRole('option').last().waitFor();
  await popup.getByText('94%').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    await popup.screenshot({ path: path.join(FOLDER, `popup-${colorScheme}.png`) });
  }
  const options = await extension.options('#/overview');
  await options.getByText('Greenhouse Iberia').first().waitFor();
  await options.screenshot({ path: path.join(FOLDER, 'options.png') });
  console.log(`The pictures are in ${FOLDER}.`);
}
