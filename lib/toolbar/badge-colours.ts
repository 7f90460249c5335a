/** Colours of the badge by level and state. White text on each has a contrast of 4.5:1 or more. */
export const BADGE_COLOURS = {
  ok: '#4d5766',
  warning: '#8a5a00',
  high: '#b34700',
  blocked: '#c01f37',
  quiet: '#6b7280',
  accent: '#1f5fd6',
} as const;
