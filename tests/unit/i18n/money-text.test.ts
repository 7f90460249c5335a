import { beforeEach, describe, expect, it, vi } from 'vitest';

let language = 'en-US';
vi.mock('../../../lib/i18n/t.ts', () => ({ language: () => language }));
const { decimalSeparator, moneyDifferenceText, moneyText } = await import('../../../lib/i18n/money-text.ts');

beforeEach(() => {
  language = 'en-US';
});

describe('money as text', () => {
  it('is exact to the cent', () => {
    expect([0, 5, 1234, 123456789].map(moneyText)).toEqual(['$0.00', '$0.05', '$12.34', '$1,234,567.89']);
  });

  it('has a sign for a difference', () => {
    expect([3000, 0, -250].map(moneyDifferenceText)).toEqual(['+$30.00', '$0.00', '-$2.50']);
  });

  it('follows the language', () => {
    expect(decimalSeparator()).toBe('.');
    language = 'pt-BR';
    expect(moneyText(123456).replace(/\s/g, ' ')).toBe('US$ 1.234,56');
    expect(decimalSeparator()).toBe(',');
  });
});
