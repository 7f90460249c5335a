import { effect } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { startClock, tickNow } from '../../../lib/state/clock-and-network.ts';
import { forecasts } from '../../../lib/state/forecasts.ts';
import { startOptionsState } from '../../../lib/state/start-state.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { closeDatabase } from '../../../lib/store/database.ts';
import { getProfile, putProfileInfo, replaceProfiles } from '../../../lib/store/profiles.ts';
import { putUsage } from '../../../lib/store/usage.ts';
import { connectionRow, freshDatabase, profileRow, usageRow } from '../store/rows.ts';

const NOVEMBER = Date.parse('2026-11-20T12:00:00Z');
const DECEMBER = Date.parse('2026-12-01T00:00:30Z');

const connection = connectionRow(1);
const profile = profileRow(connection.key, 1);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOVEMBER });
  fakeBrowser.reset();
  await freshDatabase();
  await putConnection(connection);
  await replaceProfiles(connection.key, [profile]);
  await putUsage({ ...usageRow(connection.key, profile.profileKey, 60), fetchedAt: NOVEMBER });
  // Sets the clock, also back.
  startClock(() => {})();
});

afterEach(async () => {
  await closeDatabase();
  vi.useRealTimers();
});

test('a forecast whose day has passed leaves an open page, although nothing new was read', async () => {
  await putUsage({ ...usageRow(connection.key, profile.profileKey, 95), fetchedAt: NOVEMBER });
  const count = () => forecasts.value?.get(refId(profile))?.length;
  const stop = effect(() => void count());
  await vi.waitFor(() => expect(count()).toBe(1));
  const { fullAt } = forecasts.value!.get(refId(profile))![0]!;
  vi.setSystemTime(fullAt! + 25 * HOUR_MS);
  tickNow();
  await vi.waitFor(() => expect(forecasts.value?.get(refId(profile))).toEqual([]));
  stop();
});

test('forecasts of last month leave an open page when the month turns', async () => {
  const shown: (number | undefined)[] = [];
  const stop = effect(() => {
    if (forecasts.value) shown.push(forecasts.value.get(refId(profile))?.length);
  });
  await vi.waitFor(() => expect(shown.at(-1)).toBe(1));
  vi.setSystemTime(DECEMBER);
  tickNow();
  await vi.waitFor(() => expect(shown.at(-1)).toBe(0));
  stop();
});

test('those of a profile that two accounts see are kept while others are read', async () => {
  const other = connectionRow(2);
  await putConnection(other);
  const [shared, second] = [profileRow(other.key, 1), profileRow(other.key, 2)];
  await replaceProfiles(other.key, [shared, second]);
  await putUsage({ ...usageRow(other.key, shared.profileKey, 70), fetchedAt: NOVEMBER + 1 });
  const of = (ref: typeof profile) => forecasts.value?.get(refId(ref));
  const stop = effect(() => void of(profile));
  await vi.waitFor(() => expect(of(profile)?.[0]?.used).toBe(70));
  const before = of(profile);
  await putUsage({ ...usageRow(other.key, second.profileKey, 50), fetchedAt: NOVEMBER });
  await vi.waitFor(() => expect(of(second)).toHaveLength(1));
  expect(of(profile)).toBe(before);
  stop();
});

test('they change on an open page once it is read when the profile was made', async () => {
  startOptionsState();
  const perDay = () => forecasts.value?.get(refId(profile))?.[0]?.rate.perDay ?? 0;
  const stop = effect(() => void perDay());
  await vi.waitFor(() => expect(perDay()).toBeGreaterThan(0));
  const before = perDay();
  const info = { ...(await getProfile(profile))!, createdAt: NOVEMBER - 2 * DAY_MS };
  await putProfileInfo(profile, info, NOVEMBER);
  await vi.waitFor(() => expect(perDay()).toBeGreaterThan(5 * before));
  stop();
});
