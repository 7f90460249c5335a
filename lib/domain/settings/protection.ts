import { isSameRule } from './name-rules.ts';
import type { Preferences } from './settings.ts';

/** Each preference that protects tokens and numbers, with what returns true if `after` protects less than `before`. */
const PROTECTS_LESS = {
  autoLockMinutes: (before, after) => orForever(after.autoLockMinutes) > orForever(before.autoLockMinutes),
  lockWithComputer: (before, after) => before.lockWithComputer && !after.lockWithComputer,
  hideWhileLocked: (before, after) => before.hideWhileLocked && !after.hideWhileLocked,
  clearClipboardAfter: (before, after) =>
    orForever(after.clearClipboardAfter) > orForever(before.clearClipboardAfter),
  nameRules: (before, after) =>
    before.nameRules.some(
      (rule) =>
        rule.confirmFull && !after.nameRules.some((other) => other.confirmFull && isSameRule(other, rule)),
    ),
} as const satisfies Partial<Record<keyof Preferences, (before: Preferences, after: Preferences) => boolean>>;

export type Protection = keyof typeof PROTECTS_LESS;

/** Returns the preferences that protect less than before. */
export function weakenedProtections(before: Preferences, after: Preferences): Protection[] {
  return (Object.keys(PROTECTS_LESS) as Protection[]).filter((name) => PROTECTS_LESS[name](before, after));
}

/** Returns the time that a preference sets; 0 means never. */
const orForever = (time: number) => time || Number.POSITIVE_INFINITY;
