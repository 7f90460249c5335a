import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { FailureError } from '../../../lib/domain/failure.ts';
import { listenForMessages } from '../../../lib/messages/listen.ts';
import type { MessageType } from '../../../lib/messages/protocol.ts';
import type { MessageSender, SenderName } from '../../../lib/messages/recognize-sender.ts';
import { routes } from '../../../lib/messages/routes.ts';
import * as refresh from '../../../lib/refresh/refresh.ts';
import { CHROMIUM, FIREFOX, impostors, trustedSenders } from './senders.ts';

// The data of these messages names no profile that an intent could name.
vi.mock('../../../lib/actions/change-intents.ts', () => ({
  withIntent: (_type: unknown, _data: unknown, run: () => unknown) => run(),
}));

type Listener = (message: unknown, sender: MessageSender, reply: (value: unknown) => void) => unknown;

const TYPES = Object.keys(routes) as MessageType[];
const NOT_ALLOWED = { ok: false, failure: { code: 'not-allowed' } };
let listeners: Listener[] = [];

/** Registers the real listener; replaces only the functions that the routes call, and returns their spies. */
function start(extension: typeof CHROMIUM) {
  listeners = [];
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listeners.push(listener as Listener);
  });
  Object.assign(fakeBrowser.runtime, {
    id: extension.id,
    getURL: (path: string) => `${extension.baseUrl}${path}`,
  });
  listenForMessages();
  const table = routes as unknown as Record<MessageType, { run(data: unknown): Promise<unknown> }>;
  return new Map(TYPES.map((type) => [type, vi.spyOn(table[type], 'run').mockResolvedValue('value')]));
}

/** Returns the reply that the sender gets. */
async function send(message: unknown, sender: MessageSender): Promise<unknown> {
  expect(listeners).toHaveLength(1);
  return new Promise((reply) => {
    expect(listeners[0]!(message, sender, reply)).toBe(true);
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['Chromium', CHROMIUM],
  ['Firefox', FIREFOX],
])('in %s', (_browser, extension) => {
  const trusted = Object.entries(trustedSenders(extension)) as [SenderName, MessageSender][];

  it.each(impostors(extension))('%s can run no message', async (_kind, sender) => {
    const runs = start(extension);
    for (const type of TYPES) expect(await send({ type, data: {} }, sender), type).toEqual(NOT_ALLOWED);
    for (const [type, run] of runs) expect(run, type).not.toHaveBeenCalled();
  });

  it.each(trusted)('%s can run exactly the messages that list it', async (name, sender) => {
    const runs = start(extension);
    for (const type of TYPES) {
      const isAllowed = routes[type].from.includes(name);
      const data = { of: type };
      expect(await send({ type, data }, sender), type).toEqual(
        isAllowed ? { ok: true, value: 'value' } : NOT_ALLOWED,
      );
      expect(runs.get(type)!.mock.calls.map(([given]) => given)).toEqual(isAllowed ? [data] : []);
    }
  });

  it.each([
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    '',
    'copysample',
    0,
    null,
    undefined,
    {},
  ])('nobody can run an unknown message: %j', async (type) => {
    start(extension);
    for (const [, sender] of trusted) expect(await send({ type, data: {} }, sender)).toEqual(NOT_ALLOWED);
  });

  it.each([undefined, null, 'lock', 1, [], true])(
    'nobody can run a malformed message: %j',
    async (message) => {
      start(extension);
      for (const [, sender] of trusted) expect(await send(message, sender)).toEqual(NOT_ALLOWED);
    },
  );
});

describe('the reply', () => {
  const { options } = trustedSenders(CHROMIUM);
  let runs: ReturnType<typeof start>;
  beforeEach(() => {
    runs = start(CHROMIUM);
  });

  it('is null for an action that returns nothing', async () => {
    runs.get('lock')!.mockResolvedValue(undefined);
    expect(await send({ type: 'lock' }, options)).toEqual({ ok: true, value: null });
  });

  it('is the failure that was thrown, and "internal" for any other error', async () => {
    runs.get('lock')!.mockRejectedValue(new FailureError({ code: 'locked', field: 'passphrase' }));
    runs.get('switchToPrevious')!.mockRejectedValue(new Error('p-5f0c6a3e-secret in a stack'));
    expect(await send({ type: 'lock' }, options)).toEqual({
      ok: false,
      failure: { code: 'locked', field: 'passphrase' },
    });
    expect(await send({ type: 'switchToPrevious' }, options)).toEqual({
      ok: false,
      failure: { code: 'internal' },
    });
  });
});

describe('a page that opened', () => {
  it('waits for the refresh if it is the popup, which marks its numbers as old until then, and no other', async () => {
    let end = () => {};
    const refreshed = vi
      .spyOn(refresh, 'refreshForPage')
      .mockReturnValue(new Promise<void>((resolve) => (end = resolve)));
    const replied = vi.fn();
    const popup = routes.pageOpened.run({ page: 'popup' }, { name: 'popup' }).then(replied);
    await routes.pageOpened.run({ page: 'options' }, { name: 'options' });
    expect(refreshed.mock.calls).toEqual([['popup'], ['options']]);
    expect(replied).not.toHaveBeenCalled();
    end();
    await popup;
  });
});

describe('the table of routes', () => {
  const onlyFrom = (name: SenderName) => TYPES.filter((type) => routes[type].from.includes(name)).sort();

  it('allows the docs site only what its content script needs', () => {
    expect(onlyFrom('docs')).toEqual([
      'closeDock',
      'copySample',
      'copyTokenAlone',
      'offerTokens',
      'openCopyWindow',
      'openSecurity',
      'openSwitcher',
      'openTokens',
    ]);
  });

  it('allows the copy window only to copy what is pending', () => {
    expect(onlyFrom('pick')).toEqual(['copyPending', 'pendingCopy', 'previewCopy', 'recordUse']);
  });

  it('has a sender for every message, and none for both the docs site and an extension page', () => {
    for (const type of TYPES) {
      expect(routes[type].from, type).not.toEqual([]);
      if (routes[type].from.includes('docs')) expect(routes[type].from, type).toEqual(['docs']);
    }
  });
});
