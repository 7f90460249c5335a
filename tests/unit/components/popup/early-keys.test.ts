import type { ReadonlySignal, Signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';

const done = vi.hoisted(() => {
  vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
  vi.stubGlobal('document', { body: {}, activeElement: null, getSelection: () => null });
  vi.stubGlobal('HTMLInputElement', class {});
  return { copyToken: vi.fn(), switchTo: vi.fn() };
});
vi.mock('../../../../components/popup/popup-actions.ts', async (original) => ({
  ...(await original<object>()),
  ...done,
}));
vi.mock('../../../../lib/state/app-state.ts', async (original) => {
  const { signal } = await import('@preact/signals');
  const { makeConnection } = await import('../../domain/make.ts');
  return {
    ...(await (await import('./two-profiles.ts')).withTwoProfiles(original)),
    loaded: signal('nothing'),
    connections: signal([makeConnection('a')]),
    storeProblem: signal(null),
  };
});

import { onPopupKey, takeEarlyKeys } from '../../../../components/popup/popup-keys.ts';
import { setFilter } from '../../../../components/popup/popup-model.ts';
import { active, connections, loaded, profiles, storeProblem } from '../../../../lib/state/app-state.ts';

const copyKey = { ctrlKey: true, metaKey: false };

function press(key: string, more: Partial<KeyboardEvent> = {}): void {
  const target = Object.assign(document.body, { matches: () => false });
  onPopupKey({ key, code: '', target, preventDefault: () => {}, ...more } as unknown as KeyboardEvent);
}

/** Sets a signal of the mocked state. */
function set<Value>(of: ReadonlySignal<Value>, value: Value): void {
  (of as Signal<Value>).value = value;
}

const calls = () => [done.copyToken, done.switchTo].flatMap(({ mock }) => mock.calls);

test('what is typed before the popup is drawn can be corrected, and its commands wait for the filter', async () => {
  // What is pressed while there is nothing to act on doesn't happen later.
  const connected = connections.value;
  set(connections, []);
  set(active, { active: null, recents: [] });
  press('c', copyKey);
  set(loaded, 'all');
  await Promise.resolve();
  set(loaded, 'nothing');
  set(connections, connected);
  set(active, { active: profiles.value[0]!, recents: [] });

  for (const key of ['a', 'c', 'n', 'e', 'Backspace', 'Backspace', 'm', 'e', ' ', '2']) press(key);
  press('c', copyKey);
  press('Enter');
  set(loaded, 'all');
  await Promise.resolve();
  expect(calls()).toEqual([]);

  const typed = takeEarlyKeys();
  expect(typed).toBe('acme 2');
  setFilter(typed);
  await Promise.resolve();
  const second = profiles.value[1];
  expect(calls()).toEqual([[second], [second]]);
});

test('what waits, or is pressed, when the rows can’t be read doesn’t happen once they can', async () => {
  takeEarlyKeys();
  set(loaded, 'first');
  const before = calls().length;
  press('c', copyKey);
  set(storeProblem, 'unreadable');
  press('c', copyKey);
  await Promise.resolve();
  set(storeProblem, null);
  set(loaded, 'all');
  await Promise.resolve();
  await Promise.resolve();
  expect(calls()).toHaveLength(before);
});
