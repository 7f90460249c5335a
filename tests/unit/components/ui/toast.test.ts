import { signal } from '@preact/signals';
import { h } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { textOf } from '../text-of.ts';

const page = vi.hoisted(() => ({
  hidden: null as unknown as { value: boolean },
  /** What the drawn items do once they are on the page. */
  effects: [] as (() => void)[],
}));
vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useEffect: (effect: () => void) => page.effects.push(effect),
}));
vi.mock('../../../../components/ui/use-return-focus.ts', () => ({ useReturnFocus: () => ({}) }));
vi.mock('../../../../lib/state/app-state.ts', () => {
  page.hidden = signal(false);
  return { hiddenWhileLocked: page.hidden };
});

import { announce, Toasts } from '../../../../components/ui/toast.tsx';

function shown(): string {
  page.effects = [];
  const text = textOf(h(Toasts, {}));
  for (const effect of page.effects) effect();
  return text;
}

beforeEach(() => {
  vi.useFakeTimers();
  page.hidden.value = false;
});
afterEach(() => {
  vi.useRealTimers();
});

it('a confirmation is shown for some seconds, an error until it is dismissed', () => {
  announce('Saved.');
  announce('Not saved: Acme', 'error');
  expect(shown()).toMatch(/Saved\..*Not saved: Acme/);
  vi.advanceTimersByTime(6000);
  expect(shown()).not.toContain('Saved.');
  expect(shown()).toContain('Not saved: Acme');
});

it('while everything is hidden nothing is shown, and afterwards also what was announced meanwhile', () => {
  page.hidden.value = true;
  announce('A token was made: Export of Acme.');
  expect(shown()).toBe('');
  vi.advanceTimersByTime(60_000);
  page.hidden.value = false;
  expect(shown()).toMatch(/Not saved: Acme.*A token was made: Export of Acme\./);
  vi.advanceTimersByTime(6000);
  expect(shown()).not.toContain('Export');
});
