import './ui.css';

/** Icons on a 16 × 16 grid, drawn with a stroke (see `.icon` in ui.css); `fill` ones are solid. */
const ICONS = {
  search: { path: 'M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2Zm3.5 8.1 3.5 3.5' },
  sliders: {
    path: 'M2 5h2.6m3.2 0H14M2 11h6.2m3.2 0H14M6.2 3.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Zm3.6 6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Z',
  },
  copy: {
    path: 'M7 5h4.5a2 2 0 0 1 2 2v4.5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Zm3.5-2.5H4A1.5 1.5 0 0 0 2.5 4v6.5',
  },
  check: { path: 'm3 8.5 3.2 3.2L13 4.8' },
  star: { path: 'm8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5L8 2Z' },
  'star-filled': {
    path: 'm8 1.6 2 4.1 4.5.5-3.3 3.1.9 4.5L8 11.6l-4.1 2.2.9-4.5L1.5 6.2 6 5.7l2-4.1Z',
    fill: true,
  },
  refresh: { path: 'M13.2 8a5.2 5.2 0 1 1-1.5-3.7M13.4 1.8v3h-3' },
  /** What a program reads: a configuration or a sample. */
  code: { path: 'M5 4 2 8l3 4m6-8 3 4-3 4M9 3 7 13' },
  /** Replaces one thing by another: two arrows in a circle, unlike the one arrow that loads again. */
  rotate: { path: 'M3 7a5.2 5.2 0 0 1 10-1M3 10a5.2 5.2 0 0 0 10-1M13 2v4H9M3 14v-4h4' },
  close: { path: 'm4 4 8 8m0-8-8 8' },
  warning: { path: 'M8 1.5 15 14H1L8 1.5ZM7.2 6v4h1.6V6H7.2Zm0 5v1.6h1.6V11H7.2Z', fill: true },
  blocked: { path: 'M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5L5 1.5Zm-.5 5.7v1.6h7V7.2h-7Z', fill: true },
  offline: {
    path: 'm2 2 12 12M1.8 6.3A9 9 0 0 1 4.7 4.5m3-.6a9 9 0 0 1 6.5 2.4M4.2 8.9a5.5 5.5 0 0 1 2.1-1.3m3.3.3c.9.3 1.6.7 2.2 1.3M8 12.2v.1',
  },
  clock: { path: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2Zm0 2.9V8l2 1.7' },
  key: { path: 'M5.2 7.2a3 3 0 1 1 0 6 3 3 0 0 1 0-6Zm2.2.8 5.6-5.5m-2.3 2.3 1.8 1.8' },
  lock: {
    path: 'M4.5 7h7A1.5 1.5 0 0 1 13 8.5V12a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12V8.5A1.5 1.5 0 0 1 4.5 7Zm.7 0V5a2.8 2.8 0 0 1 5.6 0v2',
  },
  user: {
    path: 'M8 2.2a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8ZM2.8 13.8c.5-2.5 2.6-3.8 5.2-3.8s4.7 1.3 5.2 3.8',
  },
  globe: {
    path: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM2.3 8h11.4M8 2.2c3.2 3.5 3.2 8.1 0 11.6-3.2-3.5-3.2-8.1 0-11.6Z',
  },
  database: {
    path: 'M8 2c2.8 0 5 .9 5 2s-2.2 2-5 2-5-.9-5-2 2.2-2 5-2ZM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  },
  shared: {
    path: 'M6 2.8a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8ZM1.8 13.2c.3-2.2 2-3.4 4.2-3.4s3.9 1.2 4.2 3.4M10.6 3a2.3 2.3 0 0 1 0 4.4m1.3 2.8c1.3.5 2.1 1.5 2.3 3',
  },
  panel: { path: 'M2.5 3h11v10h-11ZM9.5 3v10' },
  chevron: { path: 'm4 6 4 4 4-4' },
  up: { path: 'm4 10 4-4 4 4' },
} as const satisfies Record<string, { path: string; fill?: boolean }>;

export type IconName = keyof typeof ICONS;

/** A decorative icon: a text or label always says the same. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const icon: { path: string; fill?: boolean } = ICONS[name];
  return (
    <svg
      aria-hidden="true"
      class={icon.fill ? 'icon icon--solid' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 16 16"
    >
      <path d={icon.path} />
    </svg>
  );
}
