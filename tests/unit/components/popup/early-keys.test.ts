import type { Signal } from '@preact/signals';
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
vi.mock('../../../../lib/state/app-state.ts', async (original) => ({
  ...(await (await import('./two-profiles.ts')).withTwoProfiles(original)),
  loaded: (await import('@preact/signals')).signal('nothing'),
}));

import { onPopupKey, takeEarlyKeys } from '../../../../components/popup/popup-keys.ts';
import { setFilter } from '../../../../components/popup/popup-model.ts';
import { loaded, profiles } from '../../../../lib/state/app-state.ts';

function press(key: string, more: Partial<KeyboardEvent> = {}): void {
  const target = Object.assign(document.body, { matches: () => false });
  onPopupKey({ key, code: '', target, preventDefault: () => {}, ...more } as unknown as KeyboardEvent);
}

test('what is typed before the popup is drawn can be corrected, and its commands wait for the filter', async () => {
  for (const key of ['a', 'c', 'n', 'e', 'Backspace', 'Backspace', 'm', 'e', ' ', '2']) press(key);
  press('c', { ctrlKey: true, metaKey: false });
  press('Enter');
  (loaded as Signal<string>).value = 'all';
  await Promise.resolve();
  expect([done.copyToken, done.switchTo].flatMap(({ mock }) => mock.calls)).toEqual([]);

  const typed = takeEarlyKeys();
  expect(typed).toBe('acme 2');
  setFilter(typed);
  await Promise.resolve();
  const second = profiles.value[1];
  expect([done.copyToken, done.switchTo].map(({ mock }) => mock.calls)).toEqual([[[second]], [[second]]]);
});
