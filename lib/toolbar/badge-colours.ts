/**
 * Colours of the badge by level and state. White text on each has a contrast of 4.5:1 or more. Those of levels at risk
 * are tokens.css's light ones (tests/unit/project/colours.test.ts); healthy and unknown are quieter on a toolbar.
 */
export const BADGE_COLOURS = {
  ok: '#4d5766',
  warning: '#8a5a00',
  high: '#b34700',
  blocked: '#c01f37',
  quiet: '#6b7280',
} as const;
