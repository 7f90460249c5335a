import { beforeEach, expect, it, vi } from 'vitest';
import { keepScroll, keptScroll } from '../../../../components/ui/kept-scroll.ts';

/** The tab's history, as far as it is used. */
const tab = {
  state: null as unknown,
  replaceState: (state: unknown) => {
    tab.state = state;
  },
};

beforeEach(() => {
  tab.state = null;
  vi.stubGlobal('history', tab);
});

it('an entry of the history that is gone back to is scrolled as it was left, a new one of the same page isn’t', () => {
  keepScroll('Profiles', 'name', 900);
  keepScroll('', '', 40);
  const left = tab.state;
  // Another page is opened, then the first one by a link.
  tab.state = null;
  expect(keptScroll('Profiles', 'name')).toBe(0);
  expect(tab.state).toBeNull();
  keepScroll('Profiles', 'name', 100);

  tab.state = left;
  expect(keptScroll('Profiles', 'name')).toBe(900);
  expect(keptScroll('', '')).toBe(40);
  expect(keptScroll('Tokens', 'name')).toBe(0);
});

it('what shows other rows by now begins at the first', () => {
  keepScroll('Profiles', 'name', 900);
  expect(keptScroll('Profiles', 'acme name')).toBe(0);
});

it('another state of the entry stays', () => {
  tab.state = { other: true };
  keepScroll('Profiles', 'name', 900);
  expect(tab.state).toMatchObject({ other: true });
});
