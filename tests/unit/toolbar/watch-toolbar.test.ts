import { beforeEach, expect, test, vi } from 'vitest';
import { putConnection } from '../../../lib/store/connections.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { putUsage } from '../../../lib/store/usage.ts';
import { readAtRisk } from '../../../lib/toolbar/at-risk.ts';
import { updateToolbar } from '../../../lib/toolbar/update.ts';
import { watchToolbar } from '../../../lib/toolbar/watch-toolbar.ts';
import { connectionRow, freshDatabase, profileRow, usageRow } from '../store/rows.ts';

vi.mock('../../../lib/toolbar/update.ts', () => ({
  BADGE_ALARM: 'badge',
  isActiveKey: () => true,
  updateToolbar: vi.fn(async () => {}),
}));

const connection = connectionRow(1);

beforeEach(freshDatabase);

test('profiles at risk are counted no longer once the browser deleted the database', async () => {
  watchToolbar();
  await putConnection(connection);
  const profile = profileRow(connection.key, 1);
  await replaceProfiles(connection.key, [profile]);
  await putUsage({ ...usageRow(connection.key, profile.profileKey, 100), fetchedAt: Date.now() });
  await vi.waitFor(async () => expect(await readAtRisk(30)).toMatchObject({ count: 1 }));
  vi.mocked(updateToolbar).mockClear();
  indexedDB.deleteDatabase('profiles');
  await vi.waitFor(() => expect(updateToolbar).toHaveBeenCalled());
  expect(await readAtRisk(30)).toMatchObject({ count: 0 });
});
