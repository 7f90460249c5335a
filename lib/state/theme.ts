import { effect } from '@preact/signals';
import type { Theme } from '../domain/settings/settings.ts';
import { loaded, preferences } from './app-state.ts';

/** The page's own note of the theme: read before the store is, so that a dark page does not begin white. */
const KEY = 'theme';

/** Shows the page in the theme that the person chose, from its first frame on, and follows the setting. */
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
