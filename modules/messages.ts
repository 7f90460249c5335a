import fs from 'node:fs';
import { defineWxtModule } from 'wxt/modules';

const MESSAGES = /^_locales[\\/][^\\/]+[\\/]messages\.json$/;

/** Ships the texts without what is written for translators, a third of the English ones. */
export default defineWxtModule((wxt) => {
  if (wxt.config.command !== 'build') return;
  wxt.hook('build:publicAssets', (_, assets) => {
    for (const [at, asset] of assets.entries()) {
      if (!('absoluteSrc' in asset) || !MESSAGES.test(asset.relativeDest)) continue;
      const messages: Record<string, { message: string }> = JSON.parse(
        fs.readFileSync(asset.absoluteSrc, 'utf8'),
      );
      const texts = Object.entries(messages).map(([key, { message }]) => [key, { message }]);
      assets[at] = {
        relativeDest: asset.relativeDest,
        contents: `${JSON.stringify(Object.fromEntries(texts))}\n`,
      };
    }
  });
});
