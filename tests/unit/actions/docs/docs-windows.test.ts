import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openSecurity, openTokens } from '../../../../lib/actions/docs/docs-windows.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import { updateActive } from '../../../../lib/store/settings.ts';
import { refOfProfile } from '../../domain/make.ts';
import { stubLocks } from '../../navigation/fake-locks.ts';
import { freshBrowser } from '../fresh-browser.ts';

beforeEach(() => freshBrowser());

it('pages that the docs site opens are shown in an options tab that is open already', async () => {
  await updateActive((stored) => withActive(stored, refOfProfile(1)));
  stubLocks();
  const page = fakeBrowser.runtime.getURL('options.html' as '/');
  const open = { documentUrl: `${page}#/cost`, tabId: 7, windowId: 3 };
  Object.assign(fakeBrowser.runtime, { getContexts: async () => [open] });
  const update = vi.fn(async () => ({}));
  Object.assign(fakeBrowser.tabs, { update });
  Object.assign(fakeBrowser.windows, { update: async () => ({}) });
  const create = vi.spyOn(fakeBrowser.tabs, 'create');
  await openSecurity();
  expect(update).toHaveBeenLastCalledWith(7, { url: `${page}#/security`, active: true });
  await openTokens();
  expect(update).toHaveBeenLastCalledWith(7, { url: expect.stringMatching(/\/tokens$/), active: true });
  expect(create).not.toHaveBeenCalled();
});
