import { afterEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { openPopup } from '../../../lib/toolbar/open-popup.ts';

afterEach(() => vi.restoreAllMocks());

function stubBrowser(open: () => Promise<void>) {
  Object.assign(browser.action, { openPopup: vi.fn(open) });
  return vi.spyOn(browser.windows, 'create').mockResolvedValue({ id: 7 } as never);
}

test('the popup is opened where the browser allows it', async () => {
  const created = stubBrowser(async () => {});
  await openPopup();
  expect(browser.action.openPopup).toHaveBeenCalledOnce();
  expect(created).not.toHaveBeenCalled();
});

test('elsewhere a window with it is opened, as in older versions of Firefox without a click', async () => {
  const created = stubBrowser(() => Promise.reject(new Error('openPopup requires a user gesture')));
  await openPopup();
  expect(created).toHaveBeenCalledWith(
    expect.objectContaining({ type: 'popup', url: browser.runtime.getURL('popup.html' as never) }),
  );
});
