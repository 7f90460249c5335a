import { serializer } from '../async/serialize.ts';
import { FailureError, type RuleKey } from '../domain/failure.ts';
import { type ClipboardRequest, type ClipboardResponse, OFFSCREEN_PAGE } from './offscreen-protocol.ts';

/** How long the offscreen document may take to reply. */
const REPLY_TIMEOUT_MS = 5000;
/**
 * How long the document stays open after its last use. The browser takes over the written text shortly after the
 * document has replied; if it is closed before, the text is lost (seen in 1 of 20 copies).
 */
const CLOSE_DELAY_MS = 2000;

/** The part of a service worker's global scope that is used here; the DOM types lack it. */
interface WorkerScope {
  clients: {
    matchAll(options: {
      includeUncontrolled: boolean;
      type: 'window';
    }): Promise<{ url: string; postMessage(message: unknown, transfer: Transferable[]): void }[]>;
  };
}

/** Uses of the clipboard are serialized, so that the offscreen document is opened and closed once. */
const serialize = serializer();
let uses = 0;

/**
 * Writes a text to the clipboard from the extension's own context. Throws `clipboard`, `outcome-unknown` if it isn't
 * known whether it was written, and what `check` throws, which runs right before the text is handed out.
 */
export async function writeClipboard(
  text: string,
  check: () => Promise<unknown> = async () => {},
): Promise<void> {
  if (import.meta.env.FIREFOX) {
    await check();
    await navigator.clipboard.writeText(text).catch(refuse);
  } else await serialize(() => throughOffscreen({ do: 'write', text }, check));
}

/** Returns the clipboard's text; needs the optional permission `clipboardRead`. Throws like {@link writeClipboard}. */
export async function readClipboard(): Promise<string> {
  if (import.meta.env.FIREFOX) return navigator.clipboard.readText().catch(refuse);
  return serialize(() => throughOffscreen({ do: 'read' }));
}

async function throughOffscreen(request: ClipboardRequest, check?: () => Promise<unknown>): Promise<string> {
  const use = ++uses;
  try {
    await openOffscreen();
    await check?.();
    const response = await sendToOffscreen(request);
    return response.ok ? response.text : refuse();
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError({ code: 'clipboard' });
  } finally {
    setTimeout(() => {
      void serialize(async () => {
        // It is closed already when the browser has closed it.
        if (use === uses) await chrome.offscreen.closeDocument().catch(() => {});
      });
    }, CLOSE_DELAY_MS);
  }
}

async function openOffscreen(): Promise<void> {
  // A worker that was terminated during a copy leaves its document open.
  if (await chrome.offscreen.hasDocument()) return;
  await chrome.offscreen.createDocument({
    url: OFFSCREEN_PAGE,
    reasons: [chrome.offscreen.Reason.CLIPBOARD],
    justification: 'Writes the token a person asked for to the clipboard, and clears it later if asked to.',
  });
}

async function sendToOffscreen(message: ClipboardRequest): Promise<ClipboardResponse> {
  const { clients } = globalThis as unknown as WorkerScope;
  const windows = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const page = windows.find(({ url }) => url === chrome.runtime.getURL(OFFSCREEN_PAGE));
  if (!page) return { ok: false };
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    // The request may still be carried out.
    const unknown = new FailureError({
      code: 'outcome-unknown',
      detail: 'ruleCopyUnknown' satisfies RuleKey,
    });
    const giveUp = setTimeout(() => reject(unknown), REPLY_TIMEOUT_MS);
    port1.onmessage = ({ data }: MessageEvent<ClipboardResponse>) => {
      clearTimeout(giveUp);
      port1.close();
      resolve(data);
    };
    page.postMessage(message, [port2]);
  });
}

function refuse(): never {
  throw new FailureError({ code: 'clipboard' });
}
