import { beforeEach, expect, it, vi } from 'vitest';
import { fetchLogo } from '../../../lib/refresh/fetch-logo.ts';
import { watchLogos } from '../../../lib/refresh/sync-logos.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { listLogos } from '../../../lib/store/logos.ts';
import { replaceProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';

vi.mock('../../../lib/refresh/fetch-logo.ts', () => ({ fetchLogo: vi.fn() }));

const { key } = connectionRow(1);
const logoOf = (n: number) => `https://pictures.example/${n}.png`;

beforeEach(async () => {
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
