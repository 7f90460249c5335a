import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { refuseUnclearCopy } from '../../../lib/toolbar/from-anywhere.ts';
import { watchOmnibox } from '../../../lib/toolbar/omnibox.ts';
import { ines, withConnectedAccount } from '../actions/signed-in-account.ts';

withConnectedAccount('token', undefined, { profiles: 8 });

const actions = { switch: vi.fn(), copy: vi.fn(), open: vi.fn(), copyUnclear: vi.fn(), notFound: vi.fn() };
let failed: ReturnType<typeof vi.fn<(error: unknown) => void>>;
let entered: (line: string) => void;

beforeEach(() => {
  for (const action of Object.values(actions)) action.mockReset().mockResolvedValue(null);
  failed = vi.fn();
  const ignored = { addListener: () => {} };
  const onInputEntered = {
    addListener: (listener: typeof entered) => {
      entered = listener;
    },
  };
  Object.assign(fakeBrowser, {
    omnibox: { onInputStarted: ignored, onInputChanged: ignored, onInputEntered },
  });
  watchOmnibox(actions, failed);
});

it('a copy whose profile is not the only match, or matches nothing, is refused and not passed over', async () => {
  entered('copy nothing-like-this');
  await vi.waitFor(() => expect(actions.copyUnclear).toHaveBeenCalledTimes(1));
  entered('copy');
  await vi.waitFor(() => expect(actions.copyUnclear).toHaveBeenCalledTimes(2));
  expect(actions.copy).not.toHaveBeenCalled();
  entered('copy demo');
  await vi.waitFor(() => expect(actions.copy).toHaveBeenCalledWith(ines.ref('Demo')));
  expect(actions.copyUnclear).toHaveBeenCalledTimes(2);
  expect(failed).not.toHaveBeenCalled();
});

it('a switch to a name that nothing matches is said, and not passed over', async () => {
  entered('nothing-like-this');
  await vi.waitFor(() => expect(actions.notFound).toHaveBeenCalledTimes(1));
  entered('open nothing-like-this');
  await vi.waitFor(() => expect(actions.notFound).toHaveBeenCalledTimes(2));
  expect(actions.switch).not.toHaveBeenCalled();
  expect(failed).not.toHaveBeenCalled();
});

it('the icon says that nothing was copied, and the popup opens to choose a profile', async () => {
  const titles: string[] = [];
  const openPopup = vi.fn(async () => {});
  Object.assign(fakeBrowser.tabs, { query: async () => [{ id: 7 }] });
  Object.assign(fakeBrowser.action, {
    openPopup,
    setTitle: async ({ title }: { title: string }) => void titles.push(title),
  });
  await refuseUnclearCopy();
  expect(titles).toEqual(['Token not copied. No profile matches, or several do.']);
  expect(openPopup).toHaveBeenCalledOnce();
});
