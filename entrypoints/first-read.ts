import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { firstScreenAt } from '../lib/domain/first-screen/first-screen-address.ts';
import { startFirstRead } from '../lib/store/start-first-read.ts';

/** Run in popup and options page before their own scripts (modules/pages/first-read.ts). */
export default defineUnlistedScript(() =>
  startFirstRead(Number(document.currentScript?.dataset.maxProfiles), firstScreenAt(location)),
);
