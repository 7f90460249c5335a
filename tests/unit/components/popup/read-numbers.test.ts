import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const client = vi.hoisted(() => ({ replies: [] as (() => void)[] }));
vi.mock('../../../../lib/messages/client.ts', async (original) => ({
  ...(await original<object>()),
  send: () => new Promise<void>((resolve) => client.replies.push(resolve)),
}));
vi.mock('../../../../lib/state/app-state.ts', async (original) =>
  (await import('./two-profiles.ts')).withTwoProfiles(original),
);

import { reading } from '../../../../components/popup/popup-model.ts';
import { followNumbers } from '../../../../components/popup/read-numbers.ts';
import { active, profiles } from '../../../../lib/state/app-state.ts';
import { chooseIn } from './two-profiles.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('numbers are being read from the start and from each switch on, until the last read has ended', async () => {
  const choose = (index: number) => chooseIn({ active, profiles }, index);
  const reply = async () => {
    client.replies.shift()!();
    await vi.advanceTimersByTimeAsync(1000);
  };
  expect(reading.value).toBe(true);
  followNumbers();
  await reply();
  expect(reading.value).toBe(false);
  // The same profile, stored again.
  choose(0);
  expect(client.replies).toHaveLength(0);
  choose(1);
  choose(0);
  expect(reading.value).toBe(true);
  await reply();
  expect(reading.value).toBe(true);
  await reply();
  expect(reading.value).toBe(false);
});
