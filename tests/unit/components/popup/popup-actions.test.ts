import { afterEach, expect, test, vi } from 'vitest';
import {
  moveRow,
  refresh,
  refreshing,
  switchBack,
  switchTo,
} from '../../../../components/popup/popup-actions.ts';
import { query, resetList, setFilter } from '../../../../components/popup/popup-model.ts';
import { showStatus, status } from '../../../../components/popup/status-message.ts';
import type { Result } from '../../../../lib/domain/failure.ts';
import { refId } from '../../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../../../lib/domain/settings/options-route.ts';
import { handleMessagesWith } from '../../../../lib/messages/client.ts';
import { active, profiles } from '../../../../lib/state/app-state.ts';
import { makeConnection, makeProfile } from '../../domain/make.ts';
import { chooseIn } from './two-profiles.ts';

/** An update of the extension has removed the file under the open popup. */
vi.mock('../../../../components/popup/lazy-parts.ts', () => {
  throw new Error('no such file');
});
vi.mock('../../../../lib/state/app-state.ts', async (original) => ({
  ...(await (await import('./two-profiles.ts')).withTwoProfiles(original)),
  whenLoaded: () => Promise.resolve(),
}));

afterEach(() => {
  showStatus(null);
  resetList();
});

test('a failure is said although its explanation can’t be loaded', async () => {
  handleMessagesWith(() => Promise.resolve({ ok: false, failure: { code: 'timeout' } }));
  await switchBack();
  expect(status.value).toMatchObject({
    tone: 'error',
    text: expect.stringMatching(/./),
    action: { route: optionsRoutes.diagnostics },
  });
});

test('a move that can’t be loaded isn’t silent', async () => {
  await moveRow('a', 1);
  expect(status.value?.tone).toBe('error');
});

test('a switch clears the filter with the press; what is typed until the reply is the next search', async () => {
  const profile = makeProfile(makeConnection('a'), 'f'.repeat(24), 'Demo');
  handleMessagesWith(() => Promise.resolve({ ok: true, value: null }));
  setFilter('be');
  const switched = switchTo(profile);
  expect(query.value).toBe('');
  setFilter('alpha');
  await switched;
  expect(query.value).toBe('alpha');
});

test('a switch that failed leaves the filter as it was', async () => {
  handleMessagesWith(() => Promise.resolve({ ok: false, failure: { code: 'timeout' } }));
  setFilter('be');
  await switchTo(makeProfile(makeConnection('a'), 'f'.repeat(24), 'Demo'));
  expect(query.value).toBe('be');
});

test('a refresh that gets no reply keeps no other profile from being refreshed, nor says there that it failed', async () => {
  const [one, two] = profiles.value as [Profile, Profile];
  const replies: ((reply: Result<unknown>) => void)[] = [];
  handleMessagesWith(() => new Promise((resolve) => replies.push(resolve)));
  const first = refresh(one);
  await refresh(one);
  expect(replies).toHaveLength(1);
  chooseIn({ active, profiles }, 1);
  const second = refresh(two);
  expect(replies).toHaveLength(2);
  replies[1]!({ ok: true, value: null });
  await second;
  expect([...refreshing.value]).toEqual([refId(one)]);
  replies[0]!({ ok: false, failure: { code: 'timeout' } });
  await first;
  expect([refreshing.value.size, status.value]).toEqual([0, null]);
});
