import { signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../../lib/state/app-state.ts', async (original) =>
  (await import('./two-profiles.ts')).withTwoProfiles(original),
);

import { shownLate } from '../../../../components/popup/late-banner.ts';
import { aiming } from '../../../../components/popup/popup-model.ts';
import { active, profiles } from '../../../../lib/state/app-state.ts';
import { chooseIn } from './two-profiles.ts';

const choose = (index: number) => chooseIn({ active, profiles }, index);
beforeEach(() => {
  choose(0);
  aiming.value = false;
});

it('a banner that comes late doesn’t move the list under the pointer', () => {
  const isThere = signal(false);
  const isShown = shownLate(() => isThere.value);
  aiming.value = true;
  isThere.value = true;
  expect(isShown.value).toBe(false);
  aiming.value = false;
  expect(isShown.value).toBe(true);
  // Once shown, it stays as long as it has something to say.
  aiming.value = true;
  expect(isShown.value).toBe(true);
  isThere.value = false;
  expect(isShown.value).toBe(false);
});

it('after a profile was chosen in the list, what comes of that is shown at once', () => {
  const isThere = signal(false);
  const isShown = shownLate(() => isThere.value);
  aiming.value = true;
  choose(1);
  isThere.value = true;
  expect(isShown.value).toBe(true);
});

it('after a switch elsewhere, the list is kept in place again once the pointer comes back', () => {
  const isThere = signal(false);
  const isShown = shownLate(() => isThere.value);
  expect(isShown.value).toBe(false);
  choose(1);
  expect(isShown.value).toBe(false);
  aiming.value = true;
  isThere.value = true;
  expect(isShown.value).toBe(false);
});
