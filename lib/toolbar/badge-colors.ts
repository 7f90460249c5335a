/**
 * Colors of the badge by level and state, with a contrast of at least 4.5:1 with white text. Those of levels at risk
 * are the light ones of tokens.css (tests/unit/project/colors.test.ts); `ok` and `quiet` are less prominent.
 */
export const BADGE_COLORS = {
  ok: '#4d5766',
  warning: '#8a5a00',
  high: '#b34700',
  blocked: '#c01f37',
  quiet: '#6b7280',
} as const;
