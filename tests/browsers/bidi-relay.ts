import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

/** The session that Marionette opened: Firefox allows one, and Playwright would ask for another. */
export interface WebDriverSession {
  sessionId: string;
  capabilities: { webSocketUrl: string; [name: string]: unknown };
}

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
}

interface Realm {
  realm: string;
  type: string;
  origin: string;
  sandbox?: string;
}

/** Ids of the relay's own commands begin here; Playwright counts from 1. */
const FIRST_RELAY_ID = 1_000_000_000;
const EXTENSION = 'moz-extension:';
const REALM_INTERVAL_MS = 50;

/** Where Playwright connects. */
interface BidiRelay {
  url: string;
  close(): Promise<void>;
}

/**
 * A relay between Playwright and Firefox's WebDriver BiDi, where the two differ: Playwright gets the
 * session that Marionette has already, commands that Firefox does not know succeed without effect, and the pages of
 * an extension report that they are loaded and that they are closed (Firefox leaves those events out, bug 1755014).
 */
export async function startBidiRelay(session: WebDriverSession): Promise<BidiRelay> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  server.on('connection', (playwright) => relay(playwright, session));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

function relay(playwright: WebSocket, session: WebDriverSession): void {
  const firefox = new WebSocket(session.capabilities.webSocketUrl, { perMessageDeflate: false });
  const opened = once(firefox, 'open');
  const waiting = new Map<number, (message: unknown) => void>();
  /** Contexts of the extension's pages that are open, by the realms of their windows. */
  const pageOfRealm = new Map<string, string>();
  let lastId = FIRST_RELAY_ID;

  const toPlaywright = (message: unknown) => {
    if (playwright.readyState === WebSocket.OPEN) playwright.send(JSON.stringify(message));
  };
  const toFirefox = async (message: Message) => {
    await opened;
    firefox.send(JSON.stringify(message));
  };
  const ask = (method: string, params: Message['params']) =>
    new Promise<{ result?: { realms: Realm[] } }>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve as (message: unknown) => void);
      void toFirefox({ id: lastId, method, params });
    });
  /** Waits until a page has a window whose realm fits, and returns it; null: the page is gone. */
  const untilRealm = async (context: unknown, fits: (realm: Realm) => boolean): Promise<Realm | null> => {
    while (firefox.readyState === WebSocket.OPEN) {
      const { result } = await ask('script.getRealms', { context });
      if (!result) return null;
      const realm = result.realms.find((one) => isWindow(one) && fits(one));
      if (realm) return realm;
      await new Promise((done) => setTimeout(done, REALM_INTERVAL_MS));
    }
    return null;
  };
  const reportGone = (context: unknown) => {
    const params = { context, parent: null, url: '', children: [], userContext: 'default' };
    toPlaywright({ type: 'event', method: 'browsingContext.contextDestroyed', params });
  };
  /** Reports what Firefox does not of a page of the extension: its realm, and that it is loaded. */
  const reportLoaded = async ({ context, navigation, url }: Record<string, unknown>) => {
    const realm = await untilRealm(context, isExtensionPage);
    if (!realm) return reportGone(context);
    pageOfRealm.set(realm.realm, String(context));
    toPlaywright({ type: 'event', method: 'script.realmCreated', params: realm });
    for (const event of ['domContentLoaded', 'load']) {
      const params = { context, navigation, url, timestamp: Date.now() };
      toPlaywright({ type: 'event', method: `browsingContext.${event}`, params });
    }
  };
  /** Reports that a page of the extension is gone, unless it only navigated. */
  const reportClosed = async (realm: string) => {
    const context = pageOfRealm.get(realm);
    if (context === undefined) return;
    pageOfRealm.delete(realm);
    if (!(await untilRealm(context, (other) => other.realm !== realm))) reportGone(context);
  };

  playwright.on('message', (data) => {
    const message = parse(data);
    const { id, method } = message;
    if (method === 'session.new') return toPlaywright({ type: 'success', id, result: session });
    // Not in Firefox 153; the colors are what the browser's preferences say.
    if (method === 'emulation.setMediaFeaturesOverride')
      return toPlaywright({ type: 'success', id, result: {} });
    // Would wait for the event that Firefox leaves out; Playwright waits for the page by itself.
    if (method === 'browsingContext.reload') message.params = { ...message.params, wait: 'none' };
    return void toFirefox(message);
  });
  firefox.on('message', (data) => {
    const message = parse(data);
    const answer = message.id === undefined ? undefined : waiting.get(message.id);
    if (answer) {
      waiting.delete(message.id!);
      return answer(message);
    }
    toPlaywright(message);
    const { method, params = {} } = message;
    if (method === 'browsingContext.navigationCommitted' && String(params.url).startsWith(EXTENSION))
      void reportLoaded(params);
    if (method === 'script.realmDestroyed') void reportClosed(String(params.realm));
  });
  firefox.on('error', () => firefox.terminate());
  firefox.on('close', () => playwright.close());
  playwright.on('close', () => firefox.close());
}

const isWindow = ({ type, sandbox }: Realm): boolean => type === 'window' && !sandbox;
const isExtensionPage = ({ origin }: Realm): boolean => origin.startsWith(EXTENSION);

const parse = (data: RawData): Message => JSON.parse(data.toString());
