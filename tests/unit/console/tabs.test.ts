import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { consoleOf } from '../../../lib/console/console-site.ts';
import { countUnsavedTabs, reloadConsoleTabs } from '../../../lib/console/tabs.ts';
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
