import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayAsk } from '../../../lib/messages/handle.ts';
import { type MessageSender, recogniseSender } from '../../../lib/messages/sender.ts';

const CHROME = {
  id: 'abcdefghijklmnopabcdefghijklmnop',
  baseUrl: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/',
};
const FIREFOX = {
  id: 'profiles@tagoio-profiles.example',
  baseUrl: 'moz-extension://6f1a9b9e-0000-4000-8000-1a2b3c4d5e6f/',
};

const page = (self: typeof CHROME, path: string, more: Partial<MessageSender> = {}): MessageSender => ({
  id: self.id,
  url: `${self.baseUrl}${path}`,
  origin: self.baseUrl.slice(0, -1),
  ...more,
});

const docs = (more: Partial<MessageSender> = {}): MessageSender => ({
  id: CHROME.id,
  url: 'https://docs.tago.io/docs/api/devices#create',
  origin: 'https://docs.tago.io',
  frameId: 0,
  documentLifecycle: 'active',
  tab: { id: 7 },
  ...more,
});

describe('the extension’s own pages', () => {
  it.each([
    ['popup.html', 'popup'],
    ['options.html', 'options'],
    ['options.html#/connect', 'options'],
    ['options.html?x=1#/team', 'options'],
  ])('are known: %s', (path, name) => {
    for (const self of [CHROME, FIREFOX]) {
      expect(recogniseSender(page(self, path), self)).toEqual({ kind: 'page', page: name });
      expect(recogniseSender(page(self, path, { frameId: 0, tab: { id: 3 } }), self)).toEqual({
        kind: 'page',
        page: name,
      });
    }
  });

  it('are known in browsers that tell no origin', () => {
    expect(recogniseSender(page(FIREFOX, 'popup.html', { origin: undefined }), FIREFOX)).not.toBeNull();
  });

  it.each([
    ['an unknown page', page(CHROME, 'offscreen.html')],
    ['a file of its own', page(CHROME, '_locales/en/messages.json')],
    ['a page in a folder', page(CHROME, 'x/popup.html')],
    ['a name that goes on', page(CHROME, 'popup.html.evil')],
    ['a frame', page(CHROME, 'options.html', { frameId: 3, tab: { id: 3 } })],
    ['a sandboxed document', page(CHROME, 'options.html', { origin: 'null' })],
    [
      'an origin that differs from the address',
      page(CHROME, 'options.html', { origin: 'https://docs.tago.io' }),
    ],
    ['another extension', { ...page(CHROME, 'popup.html'), id: 'pppppppppppppppppppppppppppppppp' }],
    [
      'another extension’s page under this id',
      { id: CHROME.id, url: 'chrome-extension://pppppppppppppppppppppppppppppppp/popup.html' },
    ],
    [
      'an address that begins like ours',
      { id: CHROME.id, url: `${CHROME.baseUrl.slice(0, -1)}x/popup.html` },
    ],
    ['a web page', { id: CHROME.id, url: 'https://example.org/popup.html', frameId: 0, tab: { id: 1 } }],
    ['a sender without an address', { id: CHROME.id }],
    ['a sender without an id', { url: `${CHROME.baseUrl}popup.html` }],
    ['nobody', {}],
  ] satisfies [string, MessageSender][])('are not: %s', (_what, sender) => {
    expect(recogniseSender(sender, CHROME)).toBeNull();
  });
});

describe('the docs site', () => {
  it('is its top frame on exactly its origin', () => {
    expect(recogniseSender(docs(), CHROME)).toEqual({ kind: 'docs', tabId: 7 });
    expect(recogniseSender(docs({ origin: undefined, documentLifecycle: undefined }), CHROME)).not.toBeNull();
  });

  it.each([
    ['a frame in it', docs({ frameId: 2 })],
    ['no frame told', docs({ frameId: undefined })],
    ['no tab', docs({ tab: undefined })],
    ['plain http', docs({ url: 'http://docs.tago.io/', origin: 'http://docs.tago.io' })],
    ['another port', docs({ url: 'https://docs.tago.io:8443/', origin: 'https://docs.tago.io:8443' })],
    ['a host that ends like it', docs({ url: 'https://evildocs.tago.io/', origin: undefined })],
    ['a host that begins like it', docs({ url: 'https://docs.tago.io.evil.example/', origin: undefined })],
    ['another host of the platform', docs({ url: 'https://admin.tago.io/', origin: undefined })],
    ['the name as a user', docs({ url: 'https://docs.tago.io@evil.example/', origin: undefined })],
    ['a look-alike letter', docs({ url: 'https://docs.tagо.io/', origin: undefined })],
    ['a file', docs({ url: 'file:///docs.tago.io/index.html', origin: undefined })],
    ['a data: document', docs({ url: 'data:text/html,https://docs.tago.io', origin: undefined })],
    ['a blob of it', docs({ url: 'blob:https://evil.example/1', origin: undefined })],
    ['about:blank', docs({ url: 'about:blank', origin: undefined })],
    ['an opaque origin at its address', docs({ origin: 'null' })],
    ['another origin at its address', docs({ origin: 'https://evil.example' })],
    ['a page that is only prepared', docs({ documentLifecycle: 'prerender' })],
    ['no address at all', docs({ url: 'docs.tago.io' })],
    ['another extension’s script', docs({ id: 'pppppppppppppppppppppppppppppppp' })],
  ])('is not: %s', (_what, sender) => {
    expect(recogniseSender(sender, CHROME)).toBeNull();
  });

  it('is no host that differs from it in any place', () => {
    const edit = fc.record({
      at: fc.nat(12),
      drop: fc.nat(2),
      put: fc.string({ unit: fc.constantFrom(...'abdgiost-.:@/1'), maxLength: 3 }),
    });
    fc.assert(
      fc.property(edit, ({ at, drop, put }) => {
        const host = `docs.tago.io`;
        const url = `https://${host.slice(0, at)}${put}${host.slice(at + drop)}/docs/`;
        fc.pre(URL.canParse(url) && new URL(url).origin !== 'https://docs.tago.io');
        expect(recogniseSender(docs({ url, origin: undefined }), CHROME)).toBeNull();
        expect(recogniseSender(docs({ url, origin: new URL(url).origin }), CHROME)).toBeNull();
      }),
    );
  });
});

describe('who may ask what', () => {
  const popup = { kind: 'page', page: 'popup' } as const;
  const options = { kind: 'page', page: 'options' } as const;
  const site = { kind: 'docs', tabId: 7 } as const;

  it('keeps everything but its own messages from the docs site', () => {
    for (const type of [
      'switchProfile',
      'signIn',
      'createToken',
      'copyToken',
      'noteTokenCopied',
      'disconnect',
      'unlock',
    ] as const) {
      expect(mayAsk(type, site)).toBe(false);
      expect(mayAsk(type, null)).toBe(false);
    }
    expect(mayAsk('copySample', site)).toBe(true);
  });

  it('keeps the docs site’s messages from the pages, and passwords from the popup', () => {
    expect(mayAsk('copySample', popup)).toBe(false);
    expect(mayAsk('switchProfile', popup)).toBe(true);
    expect(mayAsk('signIn', popup, ['options'])).toBe(false);
    expect(mayAsk('signIn', options, ['options'])).toBe(true);
  });
});
