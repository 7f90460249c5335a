import { defineContentScript } from 'wxt/utils/define-content-script';
import { startDocs } from './docs.ts';

/** The docs site's top frame only; the page's own scripts live in a world of their own. */
export default defineContentScript({
  matches: ['https://docs.tago.io/*'],
  runAt: 'document_idle',
  main: startDocs,
});
