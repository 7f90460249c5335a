import fs from 'node:fs';
import path from 'node:path';
import { Ending } from './ending.ts';
import { completePopup, startForPictures } from './pictures.ts';

/** `npm run screenshots`: takes the README's pictures of the existing build with the sandbox's account. */
const FOLDER = 'docs/images';

const ending = new Ending();
ending.onSignals(console.log);
try {
  await take();
} finally {
  await ending.run(console.log);
}

async function take(): Promise<void> {
  const extension = await startForPictures(ending);
  fs.mkdirSync(FOLDER, { recursive: true });

  const popup = await completePopup(extension);
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    await popup.screenshot({ path: path.join(FOLDER, `popup-${colorScheme}.png`) });
  }
  const options = await extension.options('#/overview');
  await options.getByText('Greenhouse Iberia').first().waitFor();
  await options.getByText('next invoice').waitFor();
  await options.screenshot({ path: path.join(FOLDER, 'options.png') });
  console.log(`The pictures are in ${FOLDER}.`);
}
