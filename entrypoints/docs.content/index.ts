import { defineContentScript } from 'wxt/utils/define-content-script';
import { startDocs } from './docs.ts';

/** Runs in the docs site's top frame only, isolated from the page's scripts. */
export default defineContentScript({
  matches: ['https://docs.tago.io/*'],
  runAt: 'document_idle',
  main: startDocs,
});
