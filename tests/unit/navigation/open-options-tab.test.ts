import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { openOptionsTab } from '../../../lib/navigation/open-options-tab.ts';
import { followTypedInput } from '../../../lib/navigation/typed-input.ts';
import { stubLocks } from './fake-locks.ts';

const PAGE = fakeBrowser.runtime.getURL('options.html' as '/');
const SECURITY = `${PAGE}${optionsRoutes.security}`;
/** What the open page does at an event, and when something in it was added or removed. */
let listeners: Record<string, (event: object) => void>;
let drawn: () => void;
let field: { type: string; value: string; isConnected: boolean };
const update = vi.fn(async () => ({}));

/** Types into the open page's field. */
function type(): void {
  listeners.beforeinput!({ target: field });
  field.value += 'x';
}

/** Opens the page of the passphrase, and returns what is done to the open tab; "another": it is left alone. */
async function open(): Promise<unknown> {
  update.mockClear();
  const create = vi.spyOn(fakeBrowser.tabs, 'create');
  create.mockClear();
  await openOptionsTab(optionsRoutes.security);
  if (create.mock.calls.length > 0) return 'another';
  return (update.mock.calls as unknown[][])[0]?.[1];
}

function showPage(documentUrl: string): void {
  const tab = { documentUrl, tabId: 7, windowId: 3 };
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [tab] });
}

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.tabs, { update, getCurrent: async () => ({ id: 7 }) });
  Object.assign(fakeBrowser.windows, { update: async () => ({}) });
  stubLocks();
  listeners = {};
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => (listeners[name] = listener));
  vi.stubGlobal('document', {});
  vi.stubGlobal(
    'MutationObserver',
    class {
      observe = () => {};
      disconnect = () => {};
      constructor(listener: () => void) {
        drawn = listener;
      }
    },
  );
  followTypedInput();
  field = { type: 'password', value: '', isConnected: true };
  showPage(`${PAGE}${optionsRoutes.connect}`);
});

it('goes to a page in the tab that has another one open', async () => {
  expect(await open()).toEqual({ url: SECURITY, active: true });
});

it('leaves a tab alone in which something is typed, until it is sent, deleted or left', async () => {
  type();
  listeners.blur!({});
  await vi.waitFor(async () => expect(await open()).toBe('another'));
  field.isConnected = false;
  listeners.blur!({});
  await vi.waitFor(async () => expect(await open()).toMatchObject({ url: SECURITY }));
  field = { ...field, value: '', isConnected: true };
  type();
  await vi.waitFor(async () => expect(await open()).toBe('another'));
  field.value = '';
  listeners.blur!({});
  await vi.waitFor(async () => expect(await open()).toMatchObject({ url: SECURITY }));
  // The next page is drawn after the address has changed; the tab keeps its focus.
  field = { ...field, value: '', isConnected: true };
  type();
  await vi.waitFor(async () => expect(await open()).toBe('another'));
  drawn();
  expect(await open()).toBe('another');
  field.isConnected = false;
  drawn();
  await vi.waitFor(async () => expect(await open()).toMatchObject({ url: SECURITY }));
});

it('doesn’t leave it alone for what is typed into a filter, which is in the address', async () => {
  field.type = 'search';
  type();
  expect(await open()).toMatchObject({ url: SECURITY });
});

it('shows a tab that is at the page already as it is, whatever is typed in it', async () => {
  showPage(SECURITY);
  type();
  expect(await open()).toEqual({ active: true });
});
