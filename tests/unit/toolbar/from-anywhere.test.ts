import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { FailureError } from '../../../lib/domain/failure.ts';
import { copyFromAnywhere, switchFromAnywhere } from '../../../lib/toolbar/from-anywhere.ts';
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

test('a copy that got no answer isn’t said to have failed', async () => {
  const unknown = new FailureError({ code: 'outcome-unknown', detail: 'ruleCopyUnknown' });
  await copyFromAnywhere(() => Promise.reject(unknown));
  expect(titles).toEqual(['ruleCopyUnknown']);
});

test('a second result has its own time, and ends the one before in its tab', async () => {
  vi.mocked(restoreToolbar).mockClear();
  const badges: [number, string | null][] = [];
  Object.assign(browser.action, {
    setBadgeText: async ({ tabId, text }: { tabId: number; text: string | null }) =>
      void badges.push([tabId, text]),
  });
  await copyFromAnywhere(async () => ({ name: 'CLI', permission: 'full', profileName: 'Acme' }));
  await vi.advanceTimersByTimeAsync(2_300);
  vi.mocked(browser.tabs.query).mockResolvedValue([{ id: 8 }] as never);
  await copyFromAnywhere(() => Promise.reject(new Error('refused')));
  await vi.advanceTimersByTimeAsync(2_300);
  expect(badges.slice(-3)).toEqual([
    [7, '✓'],
    [7, null],
    [8, '!'],
  ]);
  expect(restoreToolbar).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  expect(badges.at(-1)).toEqual([8, null]);
  expect(restoreToolbar).toHaveBeenCalledOnce();
});

test('a switch that failed is said, and the popup opens to choose a profile', async () => {
  const openPopup = vi.fn(async () => {});
  Object.assign(browser.action, { openPopup });
  const gone = new FailureError({ code: 'not-found' });
  await expect(switchFromAnywhere(() => Promise.reject(gone))).rejects.toBe(gone);
  expect(titles).toEqual(['toolbarNotSwitched']);
  expect(openPopup).toHaveBeenCalledOnce();
});

test('a switch that succeeded shows in the badge alone', async () => {
  await switchFromAnywhere(async () => null);
  expect(titles).toEqual([]);
});
