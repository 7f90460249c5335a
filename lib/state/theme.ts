import { effect } from '@preact/signals';
import type { Theme } from '../domain/settings/settings.ts';
import { loaded, preferences } from './app-state.ts';

/** Key in `localStorage`, which can be read before the store, so that a dark page doesn't start white. */
const KEY = 'theme';

/** Applies the chosen theme from the first frame on, and follows the setting. */
export function followTheme(): void {
  show(localStorage.getItem(KEY));
  effect(() => {
    if (loaded.value === 'nothing') return;
    const { theme } = preferences.value;
    localStorage.setItem(KEY, theme satisfies Theme);
    show(theme);
  });
}

function show(theme: string | null): void {
  const { dataset } = document.documentElement;
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
  else delete dataset.theme;
}
