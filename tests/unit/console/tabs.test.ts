import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { consoleOf } from '../../../lib/console/console-site.ts';
import { countUnsavedTabs, reloadConsoleTabs, watchPages } from '../../../lib/console/tabs.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';

const CONSOLE = consoleOf('https://api.us-e1.tago.io' as ApiOrigin);
const reloaded: number[] = [];

beforeEach(() => {
  reloaded.length = 0;
  Object.assign(fakeBrowser.tabs, {
    query: async () => [
      { id: 1, incognito: false, cookieStoreId: 'firefox-default' },
      { id: 2, incognito: true },
      { incognito: false },
      { id: 4, incognito: false, cookieStoreId: 'firefox-container-3' },
    ],
    reload: async (id: number) => void reloaded.push(id),
  });
  // Every page has unsaved input.
  Object.assign(fakeBrowser, { scripting: { executeScript: async () => [{ result: true }] } });
});

describe('a console that is also open in a private window and in a container', () => {
  it('is switched whatever was typed there, and not reloaded there', async () => {
    expect(await countUnsavedTabs(CONSOLE)).toBe(1);
    await reloadConsoleTabs(CONSOLE);
    expect(reloaded).toEqual([1]);
  });
});

describe('a console that was switched to another profile', () => {
  it('is reloaded where it is, but shows the section where a page is of a thing of the profile before', async () => {
    const device = '65f0a1b2c3d4e5f60718293a';
    const update = vi.fn(async () => {});
    const urls = [`${CONSOLE}/devices/${device}?tab=data`, `${CONSOLE}/devices`, undefined];
    Object.assign(fakeBrowser.tabs, {
      query: async () => urls.map((url, index) => ({ id: index + 1, incognito: false, url })),
      update,
    });
    await reloadConsoleTabs(CONSOLE);
    expect(update.mock.calls).toEqual([[1, { url: `${CONSOLE}/devices` }]]);
    expect(reloaded).toEqual([2, 3]);
  });
});

describe('a console’s tab that the browser has put to sleep', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    const scripting = {
      executeScript: () => new Promise(() => {}),
      registerContentScripts: async () => {},
      unregisterContentScripts: async () => {},
    };
    Object.assign(fakeBrowser, { scripting });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('may have unsaved input', async () => {
    const count = countUnsavedTabs(CONSOLE);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await count).toBe(1);
  });

  it('keeps nothing waiting', async () => {
    await expect(watchPages([CONSOLE])).resolves.toBeUndefined();
  });
});
