import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SeenRequest } from '../../../lib/console/console-site.ts';
import { watchConsole } from '../../../lib/console/watch-console.ts';

const CONSOLE = 'https://admin.tago.io';
const API = 'https://api.us-e1.tago.io';
const TOKEN = 'p-8be70d95-0dbc-4e16-89b6-b23b077d05e5';

const events = { tokenSeen: vi.fn(), sessionMoved: vi.fn(), accessChanged: vi.fn() };
type Listener = (seen: SeenRequest & { tabId: number }) => void;
const listeners: Record<'sent' | 'completed' | 'failed', Listener> = {
  sent: () => {},
  completed: () => {},
  failed: () => {},
};
const listenAs = (name: keyof typeof listeners) => (added: Listener) => {
  listeners[name] = added;
};

const TABS = [
  { id: 1, incognito: false },
  { id: 2, incognito: true },
];

beforeEach(() => {
  for (const event of Object.values(events)) event.mockReset().mockResolvedValue(undefined);
  const ignored = { addListener: () => {} };
  Object.assign(fakeBrowser.permissions, { onAdded: ignored, onRemoved: ignored });
  Object.assign(fakeBrowser.tabs, {
    get: async (tabId: number) => {
      const tab = TABS.find(({ id }) => id === tabId);
      if (!tab) throw new Error(`No tab with id: ${tabId}.`);
      return tab;
    },
  });
  Object.assign(fakeBrowser, {
    webRequest: {
      onSendHeaders: { addListener: listenAs('sent') },
      onCompleted: { addListener: listenAs('completed') },
      onErrorOccurred: { addListener: listenAs('failed') },
    },
  });
  watchConsole(events);
});

/** A tab switches the profile: its request is sent, and its response arrives or is lost. */
async function switchIn(tabId: number, end: 'completed' | 'failed' = 'completed'): Promise<void> {
  const requestHeaders = [{ name: 'token', value: TOKEN }];
  const request = {
    method: 'PUT',
    url: `${API}/profile/switch/5f5a8f3351d4db99c40ded2d`,
    initiator: CONSOLE,
  };
  listeners.sent({ ...request, requestHeaders, tabId });
  listeners[end]({ ...request, tabId });
  await new Promise((resolve) => setTimeout(resolve));
}

it('a console’s token and switches are seen', async () => {
  await switchIn(1);
  expect(events.tokenSeen).toHaveBeenCalledWith(CONSOLE, { api: API, token: TOKEN });
  expect(events.sessionMoved).toHaveBeenCalledWith(CONSOLE);
});

it('a switch whose response was lost is seen, too', async () => {
  await switchIn(1, 'failed');
  expect(events.sessionMoved).toHaveBeenCalledWith(CONSOLE);
});

it('those of a console in a private window are not', async () => {
  await switchIn(2);
  expect(events.tokenSeen).not.toHaveBeenCalled();
  expect(events.sessionMoved).not.toHaveBeenCalled();
});

it('of a tab that is closed by now, the switch is seen, but not the token, which may be of a private window', async () => {
  await switchIn(3);
  expect(events.tokenSeen).not.toHaveBeenCalled();
  expect(events.sessionMoved).toHaveBeenCalledWith(CONSOLE);
});

it('which consoles may be followed is determined again when the browser starts: Firefox reports no change of policy', async () => {
  await fakeBrowser.runtime.onStartup.trigger();
  expect(events.accessChanged).toHaveBeenCalled();
});
