import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { pendingCopy } from '../../../../lib/actions/docs/copy-window.ts';
import { copyActiveTokenOrConfirm } from '../../../../lib/actions/tokens/copy-or-confirm.ts';
import {
  type CopyFormat,
  containsToken,
  formatsFor,
} from '../../../../lib/domain/copy-formats/copy-format.ts';
import { settle } from '../../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { listenForMessages } from '../../../../lib/messages/listen.ts';
import type { MessageType } from '../../../../lib/messages/protocol.ts';
import type { MessageSender, SenderName } from '../../../../lib/messages/recognize-sender.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock, unlock } from '../../../../lib/vault/passphrase.ts';
import { issueToken } from '../../../sandbox/tokens.ts';
import { CHROMIUM, trustedSenders } from '../../messages/senders.ts';
import { speedUpKeyDerivation } from '../../vault/fast-key-derivation.ts';
import { acme, ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

// The sandbox is a TagoDeploy over http, for which some formats aren't offered.
vi.mock('../../../../lib/domain/copy-formats/copy-format.ts', async (original) => {
  const actual = await original<typeof import('../../../../lib/domain/copy-formats/copy-format.ts')>();
  const origins = ['https://api.us-e1.tago.io', 'https://api.acme.tagodeploy.example'] as ApiOrigin[];
  return { ...actual, formatsFor: () => [...new Set(origins.flatMap(actual.formatsFor))] };
});

const FORMATS = formatsFor('' as ApiOrigin).filter(containsToken);
const PASSPHRASE = 'violet tractors hum at noon';
const LOCKED = { ok: false, failure: { code: 'locked' } };
const TOKENS = { method: 'GET', path: '/profile/:id/token' };

/** The offscreen document through which the worker writes the clipboard: opens when a test lets it. */
const offscreen = {
  clipboard: 'before',
  requested: 0,
  open: async () => {},
};

/** Replaces the browser's side of an offscreen document, which the fake browser lacks. */
function fakeOffscreen(): void {
  Object.assign(offscreen, { clipboard: 'before', requested: 0, open: async () => {} });
  const api = {
    Reason: { CLIPBOARD: 'CLIPBOARD' },
    hasDocument: async () => false,
    closeDocument: async () => {},
    createDocument: async () => {
      offscreen.requested += 1;
      await offscreen.open();
    },
  };
  Object.assign(fakeBrowser, { offscreen: api });
  const page = {
    url: fakeBrowser.runtime.getURL('/offscreen.html' as never),
    postMessage: ({ text }: { text: string }, [port]: [MessagePort]) => {
      offscreen.clipboard = text;
      port.postMessage({ ok: true, text: '' });
    },
  };
  vi.stubGlobal('clients', { matchAll: async () => [page] });
}

let lastTab = 100;
let send: (type: MessageType, data: unknown, from: SenderName) => Promise<unknown>;

function startListening(): void {
  type Listener = (message: unknown, sender: MessageSender, reply: (value: unknown) => void) => unknown;
  let listener: Listener = () => {};
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((added) => {
    listener = added as Listener;
  });
  Object.assign(fakeBrowser.runtime, {
    id: CHROMIUM.id,
    getURL: (path: string) => `${CHROMIUM.baseUrl}${path.replace(/^\//, '')}`,
  });
  listenForMessages();
  send = (type, data, from) => {
    const sender = { ...trustedSenders(CHROMIUM)[from] };
    // A tab of the docs site may ask once a second.
    if (from === 'docs') sender.tab = { id: ++lastTab };
    return new Promise((reply) => listener({ type, data }, sender, reply));
  };
}

withConnectedAccount('password', async () => {
  speedUpKeyDerivation();
  await setPassphrase(PASSPHRASE, null);
  startListening();
  fakeOffscreen();
  Object.assign(fakeBrowser.windows, { create: async () => ({ id: 1 }), remove: async () => {} });
});
afterEach(() => vi.restoreAllMocks());

const sample = (more = {}) => ({
  profileKey: acme().profileKey,
  text: 'new Account({ token: "YOUR-TOKEN" }).devices.list()',
  method: null,
  what: 'placeholders',
  ...more,
});
/** Returns what copies the request that the copy window was opened for. */
const pending = async (format: CopyFormat | null) => {
  const { at } = await pendingCopy();
  return () => send('copyPending', { ...acme(), at, token: null, format, fullAccepted: true }, 'pick');
};

/** Every way to copy a token; each first does what leads to it, and then what copies. */
const COPIES: [what: string, start: () => Promise<() => Promise<unknown>>][] = [
  ['the popup’s button', async () => () => send('copyToken', { ...acme(), token: null }, 'popup')],
  ['a row of the tokens page', async () => () => send('copyToken', { ...acme(), token: null }, 'options')],
  ['the keyboard command and the menu', async () => () => settle(copyActiveTokenOrConfirm)],
  ['a sample on the docs site', async () => () => send('copySample', { ...sample(), token: null }, 'docs')],
  [
    'the token alone on the docs site',
    async () => () => send('copyTokenAlone', { profileKey: acme().profileKey, sample: null }, 'docs'),
  ],
  [
    'a sample in the copy window',
    async () => {
      await send(
        'openCopyWindow',
        { profileKey: acme().profileKey, sample: sample(), token: null, reason: 'confirm' },
        'docs',
      );
      return pending(null);
    },
  ],
  [
    'the token alone in the copy window',
    async () => {
      await send(
        'openCopyWindow',
        { profileKey: acme().profileKey, sample: null, token: null, reason: 'confirm' },
        'docs',
      );
      return pending(null);
    },
  ],
  ...FORMATS.map((format): (typeof COPIES)[number] => [
    `the format ${format}`,
    async () => {
      await send('openCopyAs', { ...acme(), token: null }, 'popup');
      return pending(format);
    },
  ]),
];

describe('a vault that is locked while a copy is under way', () => {
  it('the list of copies covers every format that contains a token', () => {
    expect(FORMATS.length).toBeGreaterThanOrEqual(13);
  });

  it.each(COPIES)('%s copies nothing, and copies once it is open again', async (_what, start) => {
    // While the token is being fetched.
    const held = sandbox.faults.add({ ...TOKENS, kind: 'hold' });
    let outcome = (await start())();
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await lock();
    held.remove();
    expect(await outcome).toEqual(LOCKED);
    await unlock(PASSPHRASE);

    // When it was fetched, and what writes it is not ready yet.
    let open = () => {};
    offscreen.open = () =>
      new Promise((resolve) => {
        open = resolve;
      });
    outcome = (await start())();
    await vi.waitFor(() => expect(offscreen.requested).toBe(1));
    await lock();
    open();
    expect(await outcome).toEqual(LOCKED);
    expect(offscreen.clipboard).toBe('before');
    await unlock(PASSPHRASE);

    offscreen.open = async () => {};
    expect(await (await start())()).toMatchObject({ ok: true });
    expect(sandbox.state.tokens.some(({ token }) => offscreen.clipboard.includes(token))).toBe(true);
  });

  const NEW = { name: 'Gateway', permission: 'read', expireTime: 'never' } as const;
  /** Every way to a new token whose value the page shows and copies. */
  const MADE: [what: string, start: () => Promise<() => Promise<unknown>>][] = [
    [
      'a token that is created',
      async () => () =>
        send('createToken', { ...acme(), ...NEW, password: ines.account.password }, 'options'),
    ],
    [
      'a token’s successor',
      async () => {
        const old = issueToken(sandbox.state, {
          region: 'us-e1',
          name: NEW.name,
          profile: ines.id('Acme Farms'),
          created_by: ines.account.id,
          created_at: sandbox.clock.iso(),
        });
        const token = { name: old.name, createdAt: old.created_at };
        return () => send('rotateToken', { ...acme(), token, password: ines.account.password }, 'options');
      },
    ],
  ];

  it.each(MADE)('%s: locked before its value is returned, it is not returned', async (_what, start) => {
    const make = await start();
    const before = new Set(sandbox.state.tokens.map(({ token }) => token));
    const outcome = make();
    await sandbox.requests.next({ method: 'POST', route: '/profile/:id/token' });
    // The list is read again before the value is returned.
    const held = sandbox.faults.add({ ...TOKENS, kind: 'hold' });
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await lock();
    held.remove();
    // As it was made, unlocking and trying again would make another one.
    expect(await outcome).toEqual({ ok: false, failure: { code: 'outcome-unknown', detail: 'not-read' } });
    expect(sandbox.state.tokens.filter(({ token }) => !before.has(token))).toHaveLength(1);
  });
});
