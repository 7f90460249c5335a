import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { copyFromAnywhere } from '../../../lib/toolbar/copy-command.ts';
import { restoreToolbar } from '../../../lib/toolbar/update.ts';

vi.mock('../../../lib/toolbar/update.ts', () => ({ restoreToolbar: vi.fn(async () => {}) }));

const titles: string[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  titles.length = 0;
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7 }] as never);
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key: string) => key);
  Object.assign(browser.action, {
    setTitle: async ({ title }: { title: string }) => void titles.push(title),
    setBadgeText: () => Promise.reject(new Error('No tab with id: 7.')),
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('a token that was copied is said to be, and the icon restored, though its tab was closed meanwhile', async () => {
  await copyFromAnywhere(async () => ({ name: 'CLI', permission: 'full', profileName: 'Acme' }));
  expect(titles).toEqual(['toolbarCopied']);
  await vi.runAllTimersAsync();
  expect(restoreToolbar).toHaveBeenCalledOnce();
});
