import { isObject } from '../json.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';

/* Money is in whole US cents; percentages in whole hundredths of a percent. */

/** What a reseller adds to a profile's cost: a percentage, or a fixed amount. */
export type Markup = NonNullable<ProfilePreferences['markUp']>;

/** Upper bounds of a markup: ten times the cost, or a million dollars. */
export const MAX_MARKUP = { percentHundredths: 100_000, cents: 100_000_000 } as const;

/** Returns cents as a plain decimal for files: `1234` → `12.34`. */
export function decimalOf(cents: number): string {
  const size = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

/** Returns true if a text says that its number is in US dollars. */
export function isInDollars(text: string): boolean {
  return /\$|USD/i.test(text);
}

/** The sign of US dollars or percent, where a language writes it; looks behind, so that many blanks don't take long. */
const SIGN = /^((US\s*)?\$|USD)\s*|(?<!\s)\s*((US\s*)?\$|USD|%)$/gi;

/**
 * Parses a decimal that a person typed into hundredths: `12.5` → 1250. Returns null when it isn't a decimal, is
 * negative, or has more than two places. A sign of US dollars or percent is left out. `decimal`: the language's
 * separator; the other one, spaces or apostrophes may separate groups of three digits; where it is a comma, also
 * India's groups of two before the last three.
 */
export function parseHundredths(text: string, decimal: '.' | ','): number | null {
  const group = decimal === '.' ? ',' : '.';
  const grouped = new RegExp(
    `^\\d{1,3}(?:([${group}\\s'’])\\d{3}(?:\\1\\d{3})*)?$|^\\d{1,2}(?:,\\d\\d)+,\\d{3}$`,
  );
  const [whole = '', places = '', ...more] = text.trim().replace(SIGN, '').split(decimal);
  if (more.length > 0 || !/^\d{0,2}$/.test(places)) return null;
  if (!/^\d+$/.test(whole) && !grouped.test(whole)) return null;
  const digits = whole.replace(/\D/g, '');
  return digits.length > 12 ? null : Number(digits) * 100 + Number(places.padEnd(2, '0'));
}

/** Returns what a markup adds to a cost, in cents; half a cent is rounded up. */
export function markupCents(cents: number, markup: Markup | null): number {
  if (!markup) return 0;
  if ('cents' in markup) return markup.cents;
  // BigInt: the product may exceed the range of exact integers.
  return Number((BigInt(cents) * BigInt(markup.percentHundredths) + 5000n) / 10_000n);
}

/** Returns true for a valid markup: a whole number, from 0 to {@link MAX_MARKUP}. */
export function isMarkup(value: unknown): value is Markup {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  const [kind, amount] = entries[0] ?? [];
  if (entries.length !== 1 || (kind !== 'cents' && kind !== 'percentHundredths')) return false;
  return typeof amount === 'number' && Number.isInteger(amount) && amount >= 0 && amount <= MAX_MARKUP[kind];
}

/**
 * Parses a whole number that a person typed, with or without grouping; null when it isn't one. See
 * {@link parseHundredths}.
 */
export function parseWhole(text: string, decimal: '.' | ','): number | null {
  const hundredths = /^[\d.,\s'’]+$/.test(text) ? parseHundredths(text, decimal) : null;
  return hundredths !== null && hundredths % 100 === 0 ? hundredths / 100 : null;
}
