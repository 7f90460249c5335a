import type { MessageSender, SenderName } from '../../../lib/messages/recognize-sender.ts';

/** This extension as Chromium and as Firefox name it. */
export const CHROMIUM = {
  id: 'abcdefghijklmnopabcdefghijklmnop',
  baseUrl: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/',
};
export const FIREFOX = {
  id: 'profiles@tagoio-profiles.example',
  baseUrl: 'moz-extension://6f1a9b9e-0000-4000-8000-1a2b3c4d5e6f/',
};
export type Extension = typeof CHROMIUM;

const OTHER_EXTENSION = 'pppppppppppppppppppppppppppppppp';

/** A page of the extension, as the browser describes it. */
export const pageOf = (
  extension: Extension,
  path: string,
  more: Partial<MessageSender> = {},
): MessageSender => ({
  id: extension.id,
  url: `${extension.baseUrl}${path}`,
  origin: extension.baseUrl.slice(0, -1),
  ...more,
});

/** The docs site's top frame, as the browser describes it. */
export const docsSite = (extension: Extension, more: Partial<MessageSender> = {}): MessageSender => ({
  id: extension.id,
  url: 'https://docs.tago.io/docs/api/devices#create',
  origin: 'https://docs.tago.io',
  frameId: 0,
  documentLifecycle: 'active',
  tab: { id: 7 },
  ...more,
});

/** One sender of each kind that may send messages. */
export const trustedSenders = (extension: Extension): Record<SenderName, MessageSender> => ({
  popup: pageOf(extension, 'popup.html'),
  options: pageOf(extension, 'options.html#/team', { frameId: 0, tab: { id: 3 } }),
  pick: pageOf(extension, 'pick.html', { frameId: 0, tab: { id: 4 } }),
  docs: docsSite(extension),
});

/** Senders that may send nothing. */
export const impostors = (extension: Extension): [kind: string, sender: MessageSender][] => [
  ['a page of the extension that sends nothing', pageOf(extension, 'offscreen.html')],
  ['a file of the extension', pageOf(extension, '_locales/en/messages.json')],
  ['a page in a folder of the extension', pageOf(extension, 'x/popup.html')],
  ['a page whose name begins like the popup’s', pageOf(extension, 'popup.html.evil')],
  ['a framed page of the extension', pageOf(extension, 'options.html', { frameId: 3, tab: { id: 3 } })],
  ['a sandboxed page of the extension', pageOf(extension, 'options.html', { origin: 'null' })],
  [
    'a page at the extension’s address with another origin',
    pageOf(extension, 'options.html', { origin: 'https://docs.tago.io' }),
  ],
  ['another extension at this one’s address', { ...pageOf(extension, 'popup.html'), id: OTHER_EXTENSION }],
  [
    'another extension’s page with this one’s id',
    { id: extension.id, url: `chrome-extension://${OTHER_EXTENSION}/popup.html` },
  ],
  [
    'an address that begins like the extension’s',
    { id: extension.id, url: `${extension.baseUrl.slice(0, -1)}x/popup.html` },
  ],
  ['a web page', { id: extension.id, url: 'https://example.org/popup.html', frameId: 0, tab: { id: 1 } }],
  ['a sender without an address', { id: extension.id }],
  ['a sender without an id', { url: `${extension.baseUrl}popup.html` }],
  ['a sender without anything', {}],
  ['a frame in the docs site', docsSite(extension, { frameId: 2 })],
  ['a docs page without a frame id', docsSite(extension, { frameId: undefined })],
  ['a docs page without a tab', docsSite(extension, { tab: undefined })],
  [
    'the docs site over plain http',
    docsSite(extension, { url: 'http://docs.tago.io/', origin: 'http://docs.tago.io' }),
  ],
  [
    'another port of the docs host',
    docsSite(extension, { url: 'https://docs.tago.io:8443/', origin: 'https://docs.tago.io:8443' }),
  ],
  [
    'a host that ends like the docs site’s',
    docsSite(extension, { url: 'https://evildocs.tago.io/', origin: undefined }),
  ],
  [
    'a host that begins like the docs site’s',
    docsSite(extension, { url: 'https://docs.tago.io.evil.example/', origin: undefined }),
  ],
  ['another host of the platform', docsSite(extension, { url: 'https://admin.tago.io/', origin: undefined })],
  [
    'the docs host as a user name',
    docsSite(extension, { url: 'https://docs.tago.io@evil.example/', origin: undefined }),
  ],
  ['a look-alike of the docs host', docsSite(extension, { url: 'https://docs.tagо.io/', origin: undefined })],
  ['a file', docsSite(extension, { url: 'file:///docs.tago.io/index.html', origin: undefined })],
  [
    'a data: document',
    docsSite(extension, { url: 'data:text/html,https://docs.tago.io', origin: undefined }),
  ],
  ['a blob of another site', docsSite(extension, { url: 'blob:https://evil.example/1', origin: undefined })],
  ['about:blank', docsSite(extension, { url: 'about:blank', origin: undefined })],
  ['a sandboxed docs page', docsSite(extension, { origin: 'null' })],
  ['another origin at the docs site’s address', docsSite(extension, { origin: 'https://evil.example' })],
  ['a docs page that is only prerendered', docsSite(extension, { documentLifecycle: 'prerender' })],
  ['a docs page in the back/forward cache', docsSite(extension, { documentLifecycle: 'cached' })],
  ['a host without a scheme', docsSite(extension, { url: 'docs.tago.io' })],
  ['another extension’s script on the docs site', docsSite(extension, { id: OTHER_EXTENSION })],
];
