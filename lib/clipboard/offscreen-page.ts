import type { ClipboardRequest, ClipboardResponse } from './offscreen-protocol.ts';

/**
 * Serves the clipboard from an offscreen document. It never has the focus that `navigator.clipboard` requires, so it
 * uses `document.execCommand` and passes the text in the command's event, which keeps it out of the document.
 */
export function serveClipboard(): void {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<ClipboardRequest>) => {
    const response: ClipboardResponse = data.do === 'write' ? write(data.text) : read();
    ports[0]?.postMessage(response);
  });
  serviceWorker.startMessages();
}

function write(text: string): ClipboardResponse {
  let taken = false;
  document.addEventListener(
    'copy',
    (event) => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      taken = event.clipboardData !== null;
    },
    { once: true },
  );
  return document.execCommand('copy') && taken ? { ok: true, text: '' } : { ok: false };
}

function read(): ClipboardResponse {
  let text: string | null = null;
  const field = document.createElement('textarea');
  document.body.append(field);
  field.focus();
  field.addEventListener(
    'paste',
    (event) => {
      text = event.clipboardData?.getData('text/plain') ?? null;
      event.preventDefault();
    },
    { once: true },
  );
  const done = document.execCommand('paste');
  field.remove();
  return done && text !== null ? { ok: true, text } : { ok: false };
}
