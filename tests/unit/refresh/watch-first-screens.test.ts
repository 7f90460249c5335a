import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchFirstScreens } from '../../../lib/refresh/watch-first-screens.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { replaceProfiles, updateProfile } from '../../../lib/store/profiles.ts';
import { listRows } from '../../../lib/store/rows.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';

const connection = connectionRow(1);

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getManifest = () => ({ version: '0.1.0', manifest_version: 3, name: '' });
  await freshDatabase();
  await putConnection(connection);
  await replaceProfiles(connection.key, [profileRow(connection.key, 1)]);
});

async function shownNames(): Promise<string[]> {
  const rows = await listRows('settings');
  return rows.flatMap((row) => ('screen' in row ? row.screen.profiles.map(({ name }) => name) : []));
}

it('derives the first screens when the worker starts, and again after a change', async () => {
  watchFirstScreens();
  await vi.waitFor(async () => expect(await shownNames()).toContain('Profile 1'), { timeout: 10_000 });
  await updateProfile(profileRow(connection.key, 1), (profile) => ({ ...profile, name: 'Renamed' }));
  expect(await shownNames()).toEqual([]);
  await vi.waitFor(async () => expect(await shownNames()).toContain('Renamed'), { timeout: 10_000 });
}, 30_000);
