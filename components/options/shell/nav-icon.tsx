import type { MenuPage } from './navigation-entries.ts';

/** On a 16 × 16 grid, drawn with a stroke. */
const PATHS: Record<MenuPage, string> = {
  overview: 'M2.5 2.5h4.5v4.5H2.5Zm6.5 0h4.5v4.5H9Zm-6.5 6.5h4.5v4.5H2.5Zm6.5 0h4.5v4.5H9Z',
  profiles:
    'M4.5 2.5h7a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM6 6h4M6 8.5h4M6 11h2.5',
  team: 'M6 2.8a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8ZM1.8 13.2c.3-2.2 2-3.4 4.2-3.4s3.9 1.2 4.2 3.4M10.6 3a2.3 2.3 0 0 1 0 4.4m1.3 2.8c1.3.5 2.1 1.5 2.3 3',
  tokens: 'M5.2 7.2a3 3 0 1 1 0 6 3 3 0 0 1 0-6Zm2.2.8 5.6-5.5m-2.3 2.3 1.8 1.8',
  usage: 'M2.5 13.5h11M4 11V8m4 3V3m4 8V6',
  cost: 'M2.5 4.5h11v7h-11ZM2.5 7h11M5 9.5h2',
  activity: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2Zm0 2.9V8l2 1.7',
  alerts:
    'M8 2.2c2.2 0 3.6 1.6 3.6 3.8 0 3.2 1.2 4.2 1.2 4.2H3.2S4.4 9.2 4.4 6c0-2.2 1.4-3.8 3.6-3.8ZM6.6 12.6c.3.6.8.9 1.4.9s1.1-.3 1.4-.9',
  security: 'M8 1.8 13 3.5v4c0 3.2-2.1 5.6-5 6.7-2.9-1.1-5-3.5-5-6.7v-4L8 1.8ZM5.8 7.9l1.6 1.6 2.9-3',
  settings:
    'M2 5h2.6m3.2 0H14M2 11h6.2m3.2 0H14M6.2 3.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Zm3.6 6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Z',
};

/** A page's icon in the navigation; decorative: the page's name is beside it. */
export function NavIcon({ page }: { page: MenuPage }) {
  return (
    <svg aria-hidden="true" class="icon" width="16" height="16" viewBox="0 0 16 16">
      <path d={PATHS[page]} />
    </svg>
  );
}

/** The product's logo: two profiles, one of them in front. */
export function ProductLogo() {
  return (
    <svg aria-hidden="true" class="nav__mark" width="22" height="22" viewBox="0 0 22 22">
      <rect x="1" y="5" width="14" height="14" rx="4" fill="currentColor" />
      <rect x="7" y="2" width="14" height="14" rx="4" fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>
  );
}
