import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const done = vi.hoisted(() => {
  vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
  return { copyToken: vi.fn(), switchBack: vi.fn(), switchTo: vi.fn() };
});
vi.mock('../../../../components/popup/popup-actions.ts', async (original) => ({
  ...(await original<object>()),
  ...done,
}));
vi.mock('../../../../lib/state/app-state.ts', async (original) => {
  const { signal } = await import('@preact/signals');
  const { makeConnection, makeProfile } = await import('../../domain/make.ts');
  const connection = makeConnection('a');
  const profiles = [1, 2, 3].map((n) => makeProfile(connection, `${n}`.repeat(24), `Acme ${n}`));
  return {
    ...(await original<object>()),
    loaded: signal('all'),
    connections: signal([connection]),
    profiles: signal(profiles),
  };
});

import { FILTER_ID } from '../../../../components/popup/focus.ts';
import { onPopupKey, takeEarlyKeys } from '../../../../components/popup/popup-keys.ts';
import { highlightedIndex, resetList, setFilter } from '../../../../components/popup/popup-model.ts';

/** Presses a key in the filter; returns true if the browser handles it. */
function press(key: string, more: Partial<KeyboardEvent> = {}): boolean {
  const preventDefault = vi.fn();
  const target = { id: FILTER_ID, matches: (selector: string) => selector === 'input' };
  onPopupKey({ key, code: '', target, preventDefault, ...more } as unknown as KeyboardEvent);
  return preventDefault.mock.calls.length === 0;
}

beforeEach(() => {
  takeEarlyKeys();
  vi.stubGlobal('HTMLInputElement', class {});
  vi.stubGlobal('document', { getElementById: () => null, getSelection: () => null, activeElement: null });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetAllMocks();
  resetList();
});

test('Alt+Backspace belongs to the text that was typed, and only without one switches back', () => {
  setFilter('acme farms');
  expect(press('Backspace', { altKey: true })).toBe(true);
  expect(done.switchBack).not.toHaveBeenCalled();
  setFilter('');
  expect(press('Backspace', { altKey: true })).toBe(false);
  expect(done.switchBack).toHaveBeenCalledOnce();
});

test('a key that is held copies and switches once, and moves on in the list', () => {
  press('ArrowDown');
  press('ArrowDown', { repeat: true });
  expect(highlightedIndex.value).toBe(1);
  for (const [key, more, action] of [
    ['c', { ctrlKey: true, metaKey: false }, done.copyToken],
    ['Backspace', { altKey: true }, done.switchBack],
    ['Enter', {}, done.switchTo],
  ] as const) {
    expect(press(key, more)).toBe(false);
    expect(press(key, { ...more, repeat: true })).toBe(false);
    expect(action).toHaveBeenCalledOnce();
  }
});
