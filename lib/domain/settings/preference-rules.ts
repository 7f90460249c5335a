import { graphemesOf } from '../text/graphemes.ts';
import { areThresholds } from '../usage/thresholds.ts';

/** UTF-16 units: families and flags are long, and a character can have any number of combining marks. */
const MAX_EMOJI_LENGTH = 40;

/** Returns true for a colour as the form writes it: `#rrggbb`. */
export function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}

/** Returns true for one visible character. */
export function isEmoji(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_EMOJI_LENGTH && graphemesOf(value).length === 1;
}

/** Returns true for percentages by service. */
export function areServiceThresholds(value: unknown): value is Record<string, number[]> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(areThresholds)
  );
}
