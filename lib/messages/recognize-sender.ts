/* Recognizes who sent a message, only by what the browser says about the sender, never by the message's content. */

/** The properties of a sender of `runtime.onMessage` that are used. */
export interface MessageSender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** This extension: its id and `runtime.getURL('')`, e.g. `chrome-extension://abc/`. */
interface Self {
  id: string;
  baseUrl: string;
}

/** The extension's pages that may send the background messages. */
type ExtensionPage = 'popup' | 'options' | 'pick';

/** One of the extension's pages, or the docs site's top frame. */
export type Sender = { name: ExtensionPage } | { name: 'docs'; tabId: number };
export type SenderName = Sender['name'];

const DOCS_ORIGIN = 'https://docs.tago.io';

const PAGES = new Map<string, ExtensionPage>([
  ['popup.html', 'popup'],
  ['options.html', 'options'],
  ['pick.html', 'pick'],
]);

/**
 * Returns the sender if it may send any message at all. Null for others: other extensions, this one's other pages,
 * frames, look-alike hosts, file:, data: and opaque origins, and prerendered pages.
 */
export function recognizeSender(sender: MessageSender, self: Self): Sender | null {
  if (sender.id !== self.id || typeof sender.url !== 'string') return null;
  return recognizePage(sender, self) ?? recognizeDocs(sender);
}

function recognizePage(sender: MessageSender, self: Self): Sender | null {
  // Compared as text: URL() gives the origin 'null' for schemes of other browsers' extensions.
  if (!sender.url?.startsWith(self.baseUrl)) return null;
  if (sender.origin !== undefined && `${sender.origin}/` !== self.baseUrl) return null;
  if (sender.frameId !== undefined && sender.frameId !== 0) return null;
  const path = sender.url.slice(self.baseUrl.length).split(/[?#]/, 1)[0] ?? '';
  const page = PAGES.get(path);
  return page ? { name: page } : null;
}

function recognizeDocs(sender: MessageSender): Sender | null {
  if (sender.frameId !== 0 || typeof sender.tab?.id !== 'number') return null;
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return null;
  if (sender.origin !== undefined && sender.origin !== DOCS_ORIGIN) return null;
  if (!URL.canParse(sender.url ?? '')) return null;
  return new URL(sender.url ?? '').origin === DOCS_ORIGIN ? { name: 'docs', tabId: sender.tab.id } : null;
}
