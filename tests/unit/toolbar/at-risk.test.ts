import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { HOUR_MS } from '../../../lib/domain/time.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { putUsage } from '../../../lib/store/usage.ts';
import { forgetLevels, readAtRisk, recordUsageChange } from '../../../lib/toolbar/at-risk.ts';
import { connectionRow, freshDatabase, profileRow, usageRow } from '../store/rows.ts';

/** In the middle of a month: what was read in another one counts no longer. */
const NOW = Date.UTC(2026, 10, 15);
const EARLIER = NOW - 60_000;
const one = connectionRow(1);
const two = connectionRow(2);

/** Stores what a profile has used of 100, and applies the change as the worker does. */
async function read({ connectionKey, profileKey }: ProfileRef, used: number, fetchedAt: number) {
  await putUsage({ ...usageRow(connectionKey, profileKey, used), fetchedAt });
  await recordUsageChange({ store: 'usage', keys: [[connectionKey, profileKey]] });
}

describe('profiles at risk', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    await freshDatabase();
    forgetLevels();
    for (const connection of [one, two]) {
      await putConnection(connection);
      await replaceProfiles(connection.key, [profileRow(connection.key, 1), profileRow(connection.key, 2)]);
    }
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['the one', one, two],
    ['the other', two, one],
  ])(
    'are as they were read last, where %s of two connections can no longer read them',
    async (_, failing, working) => {
      const [here, there] = [profileRow(failing.key, 1), profileRow(working.key, 1)];
      await read(here, 100, EARLIER);
      await read(there, 100, EARLIER);
      const staleAt = (fetchedAt: number) => fetchedAt + 90 * 60_000;
      expect(await readAtRisk(30)).toEqual({ count: 1, level: 'blocked', staleAt: staleAt(EARLIER) });
      await read(there, 40, NOW);
      expect(await readAtRisk(30)).toEqual({ count: 0, level: null, staleAt: null });
      await read(there, 85, NOW + 1);
      expect(await readAtRisk(30)).toEqual({ count: 1, level: 'warning', staleAt: staleAt(NOW + 1) });
      expect(await readAtRisk(30, here)).toEqual({ count: 0, level: null, staleAt: null });
    },
  );

  it('are stale where a clock that was ahead read them', async () => {
    await read(profileRow(one.key, 1), 100, NOW + HOUR_MS);
    expect(await readAtRisk(30)).toEqual({ count: 1, level: 'blocked', staleAt: NOW });
  });
});
