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
  type: string;
  origin: string;
  sandbox?: string;
}

/** Ids of the relay's own commands begin here; Playwright counts from 1. */
const FIRST_RELAY_ID = 1_000_000_000;
const EXTENSION = 'moz-extension:';
const REALM_INTERVAL_MS = 50;

/** Where Playwright connects. */
export interface BidiRelay {
  url: string;
  close(): Promise<void>;
}

/**
 * Stands between Playwright and Firefox's WebDriver BiDi, for what the two do not agree on: Playwright gets the
 * session that Marionette has already, commands that Firefox does not know succeed without effect, and the pages of
 * an extension report that they are loaded and closed (Firefox leaves those events out, bug 1755014).
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
  /** Pages that Playwright has asked to close, by the command's id. */
  const closing = new Map<number, string>();
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
  /** Reports what Firefox does not of a page of the extension: its realm, and that it is loaded. */
  const reportLoaded = async ({ context, navigation, url }: Record<string, unknown>) => {
    while (firefox.readyState === WebSocket.OPEN) {
      const { result } = await ask('script.getRealms', { context });
      if (!result) return;
      const realm = result.realms.find(
        ({ type, origin, sandbox }) => type === 'window' && !sandbox && origin.startsWith(EXTENSION),
      );
      if (realm) {
        toPlaywright({ type: 'event', method: 'script.realmCreated', params: realm });
        break;
      }
      await new Promise((done) => setTimeout(done, REALM_INTERVAL_MS));
    }
    for (const event of ['domContentLoaded', 'load']) {
      const params = { context, navigation, url, timestamp: Date.now() };
      toPlaywright({ type: 'event', method: `browsingContext.${event}`, params });
    }
  };

  /** The end of a page of the extension is another event that Firefox leaves out; one too many is ignored. */
  const reportClosed = (context: string) => {
    const params = { context, url: '', children: [], parent: null, userContext: 'default' };
    toPlaywright({ type: 'event', method: 'browsingContext.contextDestroyed', params });
  };

  playwright.on('message', (data) => {
    const message = parse(data);
    const { id, method } = message;
    if (method === 'session.new') return toPlaywright({ type: 'success', id, result: session });
    // Not in Firefox 153; the colours are what the browser's preferences say.
    if (method === 'emulation.setMediaFeaturesOverride')
      return toPlaywright({ type: 'success', id, result: {} });
    // Would wait for the event that Firefox leaves out; Playwright waits for the page by itself.
    if (method === 'browsingContext.reload') message.params = { ...message.params, wait: 'none' };
    if (method === 'browsingContext.close') closing.set(id!, String(message.params?.context));
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
    if (closing.has(message.id ?? 0)) reportClosed(closing.get(message.id!)!);
    if (method === 'browsingContext.navigationCommitted' && String(params.url).startsWith(EXTENSION))
      void reportLoaded(params);
  });
  firefox.on('error', () => firefox.terminate());
  firefox.on('close', () => playwright.close());
  playwright.on('close', () => firefox.close());
}

const parse = (data: RawData): Message => JSON.parse(data.toString());
