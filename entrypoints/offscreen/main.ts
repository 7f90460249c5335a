import { serveClipboard } from '../../lib/clipboard/offscreen-page.ts';

serveClipboard();
