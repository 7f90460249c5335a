import { language } from './t.ts';

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language()}${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language(), { style: 'currency', currency: 'USD', ...options });
    formats.set(key, found);
  }
  return found;
}

/** Returns US cents in the language's format, always with both decimals: `$12.34`, `US$ 12,34`. */
export function moneyText(cents: number): string {
  return format({}).format(cents / 100);
}

/** Returns the same with the narrow symbol, for columns: `$ 12,34` where the language writes `US$ 12,34`. */
export function shortMoneyText(cents: number): string {
  return format({ currencyDisplay: 'narrowSymbol' }).format(cents / 100);
}

/** Returns a difference with its sign: `+$12.34`. */
export function moneyDifferenceText(cents: number): string {
  return format({ signDisplay: 'exceptZero' }).format(cents / 100);
}

/** Returns the language's decimal separator. */
export function decimalSeparator(): '.' | ',' {
  const parts = new Intl.NumberFormat(language()).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}
