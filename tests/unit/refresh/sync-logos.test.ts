import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { fetchLogo } from '../../../lib/refresh/fetch-logo.ts';
import { watchLogos } from '../../../lib/refresh/sync-logos.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { listLogos, putLogo } from '../../../lib/store/logos.ts';
import { replaceProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { waitForStore } from '../actions/fresh-browser.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';

vi.mock('../../../lib/refresh/fetch-logo.ts', () => ({ fetchLogo: vi.fn() }));

const { key } = connectionRow(1);
const logoOf = (n: number) => `https://pictures.example/${n}.png`;

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
  await putConnection(connectionRow(1));
  await replaceProfiles(key, [{ ...profileRow(key, 1), logoUrl: logoOf(1) }]);
});

it('fetches what is missing when the worker starts, and a logo that is set while others are fetched', async () => {
  let arrive = (_picture: string) => {};
  vi.mocked(fetchLogo).mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  );
  vi.mocked(fetchLogo).mockResolvedValue('data:second');
  watchLogos();
  await vi.waitFor(() => expect(fetchLogo).toHaveBeenCalledWith(logoOf(1)), { timeout: 5_000 });

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await updateProfile(profileRow(key, 1), (profile) => ({ ...profile, logoUrl: logoOf(2) }));
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  arrive('data:first');
  await vi.waitFor(async () =>
    expect((await listLogos()).map(({ address, picture }) => [address, picture])).toEqual([
      [logoOf(2), 'data:second'],
    ]),
  );
});

it('reads all pictures for their age once an hour, and at other starts only what is missing', async () => {
  vi.mocked(fetchLogo).mockReset().mockResolvedValue('data:new');
  const now = Date.now();
  await putLogo({ address: logoOf(1), picture: 'data:old', fetchedAt: now - 8 * DAY_MS });
  const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const picturesRead = () => read.mock.contexts.filter((store) => (store as IDBObjectStore).name === 'logos');
  const fetched = (n: number) =>
    waitForStore(async () =>
      (await listLogos()).some((row) => row.address === logoOf(n) && row.picture === 'data:new'),
    );
  const start = () =>
    updateProfile(profileRow(key, 1), (profile) => ({ ...profile, name: `${profile.name}.` }));
  const checkedAt = async () => (await fakeBrowser.storage.session.get('logosCheckedAt')).logosCheckedAt;

  watchLogos();
  await fetched(1);
  await vi.waitFor(async () => expect(await checkedAt()).toBeGreaterThanOrEqual(now), { timeout: 5_000 });

  read.mockClear();
  // The run that fetches the second one has ended once the third is fetched.
  for (const n of [2, 3]) {
    await updateProfile(profileRow(key, 1), (profile) => ({ ...profile, logoUrl: logoOf(n) }));
    await vi.waitFor(() => expect(fetchLogo).toHaveBeenCalledWith(logoOf(n)), { timeout: 5_000 });
  }
  expect(picturesRead()).toEqual([]);

  await fetched(3);
  await putLogo({ address: logoOf(3), picture: null, fetchedAt: now - 2 * DAY_MS });
  await fakeBrowser.storage.session.set({ logosCheckedAt: now - 2 * HOUR_MS });
  await start();
  await fetched(3);
  read.mockRestore();
});
