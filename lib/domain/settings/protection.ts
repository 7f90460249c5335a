import type { Preferences } from './settings.ts';

/** Each preference that protects tokens and numbers, as a number that is higher the less it protects. */
const EXPOSURE = {
  autoLockMinutes: ({ autoLockMinutes }: Preferences) => autoLockMinutes || Number.POSITIVE_INFINITY,
  lockWithComputer: ({ lockWithComputer }: Preferences) => Number(!lockWithComputer),
  hideWhileLocked: ({ hideWhileLocked }: Preferences) => Number(!hideWhileLocked),
  clearClipboardAfter: ({ clearClipboardAfter }: Preferences) =>
    clearClipboardAfter || Number.POSITIVE_INFINITY,
};

export type Protection = keyof typeof EXPOSURE;

/** Returns the preferences that protect less than before. */
export function weakenedProtections(before: Preferences, after: Preferences): Protection[] {
  return (Object.keys(EXPOSURE) as Protection[]).filter(
    (name) => EXPOSURE[name](after) > EXPOSURE[name](before),
  );
}
