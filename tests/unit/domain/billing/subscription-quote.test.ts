import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceTable } from '../../../../lib/domain/billing/billing.ts';
import { monthlyOf, quoteOf } from '../../../../lib/domain/billing/subscription-quote.ts';

const prices: PriceTable = {
  plans: { free: 0, starter: 4900, scale: 19900 },
  addons: { custom_dns: 9900 },
  tiers: {
    email: [
      { amount: 100, price: 0 },
      { amount: 1000, price: 250 },
      { amount: 2000, price: 500 },
    ],
    sms: [
      { amount: 10, price: 0 },
      { amount: 100, price: 250 },
    ],
  },
};
const half: PriceTable = {
  plans: { scale: 7500 },
  addons: { custom_dns: 4950 },
  tiers: { email: [{ amount: 2000, price: 125 }], sms: [{ amount: 100, price: 125 }] },
};
const held = { plan: 'starter', services: { email: 1000, sms: 10 }, addons: { custom_dns: ['a'] } };

describe('a quote', () => {
  it('is the month with the change, the month before, and what is due now', () => {
    expect(quoteOf({ services: { email: 2000, sms: 100 } }, held, prices, half)).toEqual({
      nowCents: 250,
      monthlyCents: 4900 + 500 + 250 + 9900,
      monthlyBeforeCents: 4900 + 250 + 9900,
    });
    expect(quoteOf({ plan: 'scale' }, held, prices, half)).toMatchObject({ nowCents: 7500 });
    expect(quoteOf({ addons: { custom_dns: ['a', 'b', 'c'] } }, held, prices, half)).toMatchObject({
      nowCents: 9900,
      monthlyCents: 4900 + 250 + 3 * 9900,
    });
  });

  it('is nothing now for a step down', () => {
    expect(quoteOf({ services: { email: 100 } }, held, prices, half)).toMatchObject({
      nowCents: 0,
      monthlyCents: 4900 + 9900,
    });
    expect(quoteOf({ addons: { custom_dns: [] } }, held, prices, half)).toMatchObject({ nowCents: 0 });
  });

  it('does not tell what is due now where the platform does not', () => {
    expect(quoteOf({ plan: 'scale' }, held, prices, null)).toMatchObject({ nowCents: null });
    expect(
      quoteOf({ services: { sms: 100, email: 2000 } }, held, prices, { ...half, tiers: {} }),
    ).toMatchObject({
      nowCents: null,
    });
  });

  it('is none for what is not on sale', () => {
    expect(quoteOf({ services: { email: 1500 } }, held, prices, half)).toBeNull();
    expect(quoteOf({ services: { wishes: 1 } }, held, prices, half)).toBeNull();
    expect(quoteOf({ plan: 'gold' }, held, prices, half)).toBeNull();
    expect(quoteOf({ addons: { helicopter: ['a'] } }, held, prices, half)).toBeNull();
  });

  it('counts a limit outside the tiers neither before nor after', () => {
    const contract = { ...held, services: { ...held.services, sms: 7777 } };
    expect(quoteOf({ services: { email: 2000 } }, contract, prices, half)).toMatchObject({
      monthlyCents: 4900 + 500 + 9900,
      monthlyBeforeCents: 4900 + 250 + 9900,
    });
  });

  it('is in whole cents and says what the month will be once it is so', () => {
    const email = fc.constantFrom(...prices.tiers.email!.map(({ amount }) => amount));
    const sms = fc.constantFrom(...prices.tiers.sms!.map(({ amount }) => amount));
    fc.assert(
      fc.property(email, sms, email, sms, (email1, sms1, email2, sms2) => {
        const now = { ...held, services: { email: email1, sms: sms1 } };
        const quote = quoteOf({ services: { email: email2, sms: sms2 } }, now, prices, prices)!;
        expect(quote.monthlyBeforeCents).toBe(monthlyOf(now, prices));
        expect(quote.monthlyCents).toBe(
          monthlyOf({ ...now, services: { email: email2, sms: sms2 } }, prices),
        );
        expect(Number.isInteger(quote.nowCents)).toBe(true);
        expect(quote.nowCents).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
