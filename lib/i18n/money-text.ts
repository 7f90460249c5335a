import { numberText } from './service-text.ts';
import { language } from './t.ts';

function format(cents: number, options: Intl.NumberFormatOptions = {}): string {
  return numberText(cents / 100, { style: 'currency', currency: 'USD', ...options });
}

/** Returns US cents in the language's format, always with both decimals: `$12.34`, `US$ 12,34`. */
export function moneyText(cents: number): string {
  return format(cents);
}

/** Returns an amount, and a question mark for what comes on top if it isn't all that there is. */
export function sumText(cents: number, isComplete: boolean): string {
  return isComplete ? moneyText(cents) : `${moneyText(cents)} + ?`;
}

/** Returns an amount with the narrow symbol, for columns: `$ 12,34` where the language writes `US$ 12,34`. */
export function shortMoneyText(cents: number): string {
  return format(cents, { currencyDisplay: 'narrowSymbol' });
}

/** Returns a difference with its sign: `+$12.34`. */
export function moneyDifferenceText(cents: number): string {
  return format(cents, { signDisplay: 'exceptZero' });
}

/** Returns the language's decimal separator. */
export function decimalSeparator(): '.' | ',' {
  const parts = new Intl.NumberFormat(language()).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}
