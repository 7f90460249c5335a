import type { FirstScreenName } from './first-screen.ts';

/** The addresses of the options page that show a table unfiltered, in its own order. */
const TABLES: Record<string, FirstScreenName> = {
  '': 'overview',
  '#/': 'overview',
  '#/overview': 'overview',
  '#/profiles': 'profiles',
};

/** Returns the first screen that is shown at an address; null: that page is drawn from all rows. */
export function firstScreenAt({
  pathname,
  hash,
}: {
  pathname: string;
  hash: string;
}): FirstScreenName | null {
  return pathname.startsWith('/popup') ? 'popup' : (TABLES[hash] ?? null);
}
