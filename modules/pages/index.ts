import { defineWxtModule } from 'wxt/modules';
import { noEmptyFrame } from './first-paint.ts';
import { firstRead } from './first-read.ts';
import { noNetwork } from './no-network.ts';
import { optionsChunks } from './options-chunks.ts';
import { withoutPreload } from './without-preload.ts';

/** What is built by itself, with nothing in it that only another page needs. */
const ALONE = ['popup', 'options', 'background'];

/** With more profiles than these the popup first draws the active one alone. */
const MAX_PROFILES_IN_FIRST_FRAME = 100;
/** All that there may be: what the options page draws is made of all rows. */
const MAX_PROFILES = 1_000_000;

/** Builds the pages so that each loads little, and paints once it has something to show. */
export default defineWxtModule((wxt) => {
  wxt.hook('entrypoints:grouped', (_, groups) => {
    for (const alone of ALONE) {
      for (const group of groups) {
        if (!Array.isArray(group) || group.length < 2) continue;
        const at = group.findIndex(({ type }) => type === alone);
        if (at >= 0) groups.push(group.splice(at, 1));
      }
    }
  });
  wxt.hook('vite:build:extendConfig', (entrypoints, config) => {
    const isOptions = entrypoints.every(({ type }) => type === 'options');
    // The development server talks to its pages, which WXT builds like shipped ones.
    const isShipped = wxt.config.command === 'build';
    const isPopup = entrypoints.every(({ type }) => type === 'popup');
    config.plugins = [
      ...(config.plugins ?? []),
      noEmptyFrame(),
      ...(isPopup && isShipped ? [firstRead(MAX_PROFILES_IN_FIRST_FRAME)] : []),
      ...(isOptions && isShipped ? [firstRead(MAX_PROFILES)] : []),
      ...(isShipped ? [noNetwork()] : []),
      ...(isOptions ? [optionsChunks(), withoutPreload()] : []),
    ];
  });
});
