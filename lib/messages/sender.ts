/** Who sent a message, decided from what the browser itself says of the sender; nothing the message claims counts. */

/** What `runtime.onMessage` tells of a sender, as far as it is looked at. */
export interface MessageSender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** This extension: its id and `runtime.getURL('')`, e.g. `chrome-extension://abc/`. */
export interface Self {
  id: string;
  baseUrl: string;
}

/** The extension's pages that may ask the background for something. */
export type ExtensionPage = 'popup' | 'options' | 'pick';

export type Sender = { kind: 'page'; page: ExtensionPage } | { kind: 'docs'; tabId: number };

export const DOCS_ORIGIN = 'https://docs.tago.io';

const PAGES = new Map<string, ExtensionPage>([
  ['popup.html', 'popup'],
  ['options.html', 'options'],
  ['pick.html', 'pick'],
]);

/**
 * The sender as one of those the background answers, or null for anybody else: other extensions, unknown
 * pages of our own, frames, look-alike hosts, file:, data: and opaque origins, pages not yet shown.
 */
export function recogniseSender(sender: MessageSender, self: Self): Sender | null {
  if (sender.id !== self.id || typeof sender.url !== 'string') return null;
  return recognisePage(sender, self) ?? recogniseDocs(sender);
}

function recognisePage(sender: MessageSender, self: Self): Sender | null {
  // Compared as text: extension schemes have the origin 'null' for URL() outside of their browser.
  if (!sender.url?.startsWith(self.baseUrl)) return null;
  if (sender.origin !== undefined && `${sender.origin}/` !== self.baseUrl) return null;
  if (sender.frameId !== undefined && sender.frameId !== 0) return null;
  const path = sender.url.slice(self.baseUrl.length).split(/[?#]/, 1)[0] ?? '';
  const page = PAGES.get(path);
  return page ? { kind: 'page', page } : null;
}

function recogniseDocs(sender: MessageSender): Sender | null {
  if (sender.frameId !== 0 || typeof sender.tab?.id !== 'number') return null;
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return null;
  if (sender.origin !== undefined && sender.origin !== DOCS_ORIGIN) return null;
  if (!URL.canParse(sender.url ?? '')) return null;
  return new URL(sender.url ?? '').origin === DOCS_ORIGIN ? { kind: 'docs', tabId: sender.tab.id } : null;
}
