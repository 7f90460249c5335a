import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalOf,
  isMarkup,
  markupCents,
  parseHundredths,
  parseWhole,
} from '../../../../lib/domain/billing/money.ts';

const cents = fc.integer({ min: 0, max: 1_000_000_000 });

describe('cents as a decimal', () => {
  it('has two places and no grouping', () => {
    expect([0, 5, 99, 100, 123456789, -1205].map(decimalOf)).toEqual([
      '0.00',
      '0.05',
      '0.99',
      '1.00',
      '1234567.89',
      '-12.05',
    ]);
  });

  it('is read back as the same cents', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        expect(parseHundredths(decimalOf(amount), '.')).toBe(amount);
        expect(parseHundredths(decimalOf(amount).replace('.', ','), ',')).toBe(amount);
      }),
    );
  });
});

describe('a decimal as it is typed', () => {
  it.each([
    ['12', '.', 1200],
    ['12.5', '.', 1250],
    ['12.', '.', 1200],
    ['12,5', ',', 1250],
    ['1,234.50', '.', 123450],
    ['1.234,50', ',', 123450],
    ['1,23,456.50', '.', 12345650],
    ['1 234,50', ',', 123450],
    ['1 000', '.', 100000],
    ["1'234.50", '.', 123450],
    ['12\u202f345\u202f678', ',', 1234567800],
    ['$12.00', '.', 1200],
    ['US$ 12,00', ',', 1200],
    ['US $1 200', '.', 120000],
    ['12,34 US$', ',', 1234],
    ['12,34 $', ',', 1234],
    ['USD 12.34', '.', 1234],
    ['$12.34 usd', '.', 1234],
    ['15 %', '.', 1500],
    ['0', '.', 0],
  ] as const)('reads %s', (text, separator, expected) => {
    expect(parseHundredths(text, separator)).toBe(expected);
  });

  it.each([
    ...[
      'en-US',
      'en-GB',
      'en-CA',
      'en-AU',
      'en-IN',
      'pt-BR',
      'es',
      'es-ES',
      'es-419',
      'es-MX',
      'es-AR',
      'es-CL',
      'es-US',
    ],
  ])('is read as a browser in %s writes an amount', (tag) => {
    const parts = new Intl.NumberFormat(tag).formatToParts(1.5);
    const separator = parts.find(({ type }) => type === 'decimal')?.value as '.' | ',';
    for (const currencyDisplay of ['symbol', 'narrowSymbol', 'code'] as const) {
      const format = new Intl.NumberFormat(tag, { style: 'currency', currency: 'USD', currencyDisplay });
      for (const amount of [0, 1234, 99_999_999])
        expect(parseHundredths(format.format(amount / 100), separator)).toBe(amount);
    }
  });

  it.each([
    ['', '.'],
    ['$', '.'],
    ['12 $ 5', '.'],
    ['US 12', '.'],
    ['-1', '.'],
    ['1.005', '.'],
    ['1,5', '.'],
    ['1.5', ','],
    ['1,234,56', '.'],
    ['1,2,345', '.'],
    ['123,45,678', '.'],
    ['1,23 456', '.'],
    ['1.23.456', ','],
    ['1,23,456', ','],
    ['12 50', '.'],
    ['12 50', ','],
    ['1 00 000', '.'],
    ["1'2", '.'],
    ['1 000,000', '.'],
    ['12. 5', '.'],
    ['1.2.3', '.'],
    ['ten', '.'],
    ['1e3', '.'],
    ['9999999999999', '.'],
  ] as const)('refuses %s', (text, separator) => {
    expect(parseHundredths(text, separator)).toBeNull();
  });

  it('returns null or whole hundredths', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('.' as const, ',' as const), (text, separator) => {
        const value = parseHundredths(text, separator);
        expect(value === null || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });
});

describe('a whole number as it is typed', () => {
  it('may be grouped', () => {
    expect(['1500', '1,500', ' 20 000 000 ', '12.00'].map((text) => parseWhole(text, '.'))).toEqual([
      1500, 1500, 20_000_000, 12,
    ]);
    expect(parseWhole('1.500', ',')).toBe(1500);
    for (const text of ['1.5', '1.500', '35 00', '50%', '$5', '-3', '', '1e3'])
      expect(parseWhole(text, '.')).toBeNull();
  });

  it('is read as any language writes it', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom('en-US', 'en-IN', 'pt-BR', 'es-ES', 'de-CH', 'fr-FR'),
        (value, tag) => {
          const parts = new Intl.NumberFormat(tag).formatToParts(1.5);
          const decimal = parts.find(({ type }) => type === 'decimal')!.value as '.' | ',';
          expect(parseWhole(new Intl.NumberFormat(tag).format(value), decimal)).toBe(value);
        },
      ),
    );
  });
});

describe('a markup', () => {
  it('adds a percentage of the cost or an amount', () => {
    expect(markupCents(10_000, { percentHundredths: 1500 })).toBe(1500);
    expect(markupCents(333, { percentHundredths: 1500 })).toBe(50);
    expect(markupCents(10, { percentHundredths: 500 })).toBe(1);
    expect(markupCents(333, { cents: 2500 })).toBe(2500);
    expect(markupCents(333, null)).toBe(0);
  });

  it('is exact to the half cent, also where a product leaves the safe numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 48 }),
        fc.integer({ min: 0, max: 100_000 }),
        (cost, percentHundredths) => {
          const added = BigInt(markupCents(cost, { percentHundredths }));
          const exact = BigInt(cost) * BigInt(percentHundredths);
          const off = added * 10_000n - exact;
          expect(off > -5000n && off <= 5000n).toBe(true);
        },
      ),
    );
  });

  it('must be whole and within bounds', () => {
    for (const good of [{ cents: 0 }, { cents: 2500 }, { percentHundredths: 1250 }])
      expect(isMarkup(good)).toBe(true);
    for (const bad of [
      null,
      {},
      { cents: -1 },
      { cents: 1.5 },
      { percentHundredths: 100_001 },
      { cents: 1, percentHundredths: 1 },
      { euros: 1 },
      'ten',
    ])
      expect(isMarkup(bad)).toBe(false);
  });
});
