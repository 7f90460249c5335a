import { batch, type Signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const done = vi.hoisted(() => {
  vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
  return { copyToken: vi.fn(), switchBack: vi.fn(), switchTo: vi.fn(), toggleFavourite: vi.fn() };
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
    firstScreen: signal(null),
    active: signal({ active: profiles[0], recents: [] }),
    connections: signal([connection]),
    profiles: signal(profiles),
  };
});

import { FILTER_ID } from '../../../../components/popup/focus.ts';
import { onPopupKey, takeEarlyKeys } from '../../../../components/popup/popup-keys.ts';
import { highlightedIndex, resetList, setFilter } from '../../../../components/popup/popup-model.ts';
import type { FirstScreen } from '../../../../lib/domain/first-screen/first-screen.ts';
import { refId } from '../../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import * as appState from '../../../../lib/state/app-state.ts';

/** The state, whose signals can be set here. */
const state = appState as unknown as {
  loaded: Signal<(typeof appState.loaded)['value']>;
  firstScreen: Signal<Pick<FirstScreen, 'order' | 'count' | 'disambiguators'> | null>;
  profiles: Signal<Profile[]>;
};
const all = state.profiles.value;
const CTRL = { ctrlKey: true, metaKey: false };

/** Shows the first `count` profiles alone; returns what loads all of them. */
function loadOnly(stage: 'first' | 'active', count: number): () => Promise<void> {
  state.loaded.value = stage;
  state.profiles.value = all.slice(0, count);
  if (stage === 'first')
    state.firstScreen.value = {
      order: all.slice(1, count).map(refId),
      count: all.length - 1,
      disambiguators: [],
    };
  return async () => {
    batch(() => {
      state.firstScreen.value = null;
      state.profiles.value = all;
      state.loaded.value = 'all';
    });
    await Promise.resolve();
  };
}

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
    ['c', CTRL, done.copyToken],
    ['Backspace', { altKey: true }, done.switchBack],
    ['Enter', {}, done.switchTo],
  ] as const) {
    expect(press(key, more)).toBe(false);
    expect(press(key, { ...more, repeat: true })).toBe(false);
    expect(action).toHaveBeenCalledOnce();
  }
});

test('a filter that finds nothing leaves nothing to copy or pin; without a filter it is the active profile', () => {
  setFilter('qqqq');
  expect(press('c', CTRL)).toBe(false);
  expect(press('d', CTRL)).toBe(false);
  expect([done.copyToken, done.toggleFavourite].flatMap(({ mock }) => mock.calls)).toEqual([]);
  setFilter(' ');
  press('c', CTRL);
  press('d', CTRL);
  expect([done.copyToken, done.toggleFavourite].flatMap(({ mock }) => mock.calls)).toEqual([
    [all[0]],
    [all[0]],
  ]);
});

test.for([
  ['first', 2],
  ['active', 1],
] as const)(
  'before all profiles are read (%s), keys wait and then mean what was typed',
  async ([stage, count]) => {
    const loadAll = loadOnly(stage, count);
    setFilter('acme 3');
    expect(press('c', CTRL)).toBe(false);
    expect(press('Enter')).toBe(false);
    await Promise.resolve();
    expect([done.copyToken, done.switchTo].flatMap(({ mock }) => mock.calls)).toEqual([]);
    await loadAll();
    expect(done.copyToken.mock.calls).toEqual([[all[2]]]);
    expect(done.switchTo.mock.calls).toEqual([[all[2]]]);
  },
);

test.for(['first', 'active'] as const)(
  'before all profiles are read (%s), the highlight moves among all that are found',
  async (stage) => {
    const loadAll = loadOnly(stage, 1);
    setFilter('acme');
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) expect(press(key)).toBe(false);
    await loadAll();
    expect(done.switchTo.mock.calls).toEqual([[all[2]]]);
  },
);
