import { numberText } from './service-text.ts';

/** Digits that an abbreviated number has at most. */
const DIGITS = 3;

/**
 * Returns a number abbreviated where that is exact: `12.5M`, but `12,345`. It stands beside exact numbers, which a
 * rounded one would contradict.
 */
export function compactText(value: number): string {
  const isExact = Number(value.toPrecision(DIGITS)) === value;
  return numberText(value, isExact ? { notation: 'compact', maximumSignificantDigits: DIGITS } : {});
}
