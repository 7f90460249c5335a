import { defineWxtModule } from 'wxt/modules';
import { withoutPreload } from '../pages/without-preload.ts';
import { asScripts } from './as-scripts.ts';
import { fewChunks } from './few-chunks.ts';

/**
 * Builds the background so that what is rarely asked of it is loaded only then (see `await import(…)` in
 * lib/messages/handlers). Firefox's event page is an ES module; Chromium's service worker is a classic script
 * with chunks in CommonJS, see worker-require.js.
 */
export default defineWxtModule((wxt) => {
  const isWorker = wxt.config.browser !== 'firefox';
  wxt.hook('vite:build:extendConfig', (entrypoints, config) => {
    if (!entrypoints.every(({ type }) => type === 'background')) return;
    config.plugins = [...(config.plugins ?? []), fewChunks(), withoutPreload()];
    if (isWorker) config.plugins.push(asScripts());
  });
  wxt.hook('build:manifestGenerated', (_, manifest) => {
    // The entrypoint says it is a module, or WXT would make one script of it.
    if (isWorker && manifest.background && 'type' in manifest.background) delete manifest.background.type;
  });
});
