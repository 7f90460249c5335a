import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import { fetchSchedule, fetchSubscription, fetchSubscriptionSummary } from '../../../lib/platform/billing.ts';
import { priceTableOf } from '../../../lib/platform/prices.ts';
import { api, respondWith, sandbox, withSandboxApi } from './sandbox-api.ts';

withSandboxApi();

describe('the price table', () => {
  it('leaves out a price that is not in whole cents, and keeps the others', () => {
    const table = priceTableOf({
      plans: [
        { name: 'starter', price: 49.5 },
        { name: 'scale', price: 19900 },
      ],
      addons: [{ name: 'mobile', price: -1 }],
      sms: [
        { amount: 10, price: 0 },
        { amount: 100, price: 250.25 },
        { amount: 1.5, price: 3 },
      ],
    });
    expect(table).toEqual({
      plans: { scale: 19900 },
      addons: {},
      tiers: { sms: [{ amount: 10, price: 0 }] },
    });
  });

  it('has tiers ordered by amount, also of unknown services', () => {
    const table = priceTableOf({
      plans: [{ name: 'free', price: 0 }, { name: 'gold' }, null],
      addons: [{ name: 'mobile', price: 9900, since: 2020 }],
      input: [
        { amount: 3000, price: 20 },
        { amount: 1000, price: 0 },
        { amount: 'many', price: 5 },
      ],
      holograms: [{ amount: 1, price: 100 }],
      currency: 'usd',
      notes: ['a'],
    });
    expect(table).toEqual({
      plans: { free: 0 },
      addons: { mobile: 9900 },
      tiers: {
        input: [
          { amount: 1000, price: 0 },
          { amount: 3000, price: 20 },
        ],
        holograms: [{ amount: 1, price: 100 }],
      },
    });
  });

  it('is malformed without plans, and accepts any other field', () => {
    for (const value of [null, [], {}, 'x', { plans: {} }])
      expect(() => priceTableOf(value)).toThrow(FailureError);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (rest) => {
        const { tiers } = priceTableOf({ ...rest, plans: [], addons: [] });
        for (const rows of Object.values(tiers)) {
          expect(rows.length).toBeGreaterThan(0);
          expect(rows.map(({ amount }) => amount)).toEqual(
            rows.map(({ amount }) => amount).sort((a, b) => a - b),
          );
        }
      }),
    );
  });
});

describe('the subscription', () => {
  it('needs nothing but the plan', async () => {
    respondWith('/account/subscription', { plan: 'free' });
    expect(await fetchSubscription(api)).toEqual({
      accountId: null,
      plan: 'free',
      services: {},
      addons: {},
      cycleStart: null,
      cycleEnd: null,
      processing: false,
      paymentError: null,
      pastDue: null,
      upcomingInvoiceCents: null,
      trialEnd: null,
    });
  });

  it.each(['true', 1, {}])('is malformed when whether a change is processed is %j', async (processing) => {
    respondWith('/account/subscription', { plan: 'free', processing });
    await expect(fetchSubscription(api)).rejects.toMatchObject({ failure: { code: 'malformed' } });
  });

  it('has no time of a cycle, a trial or a change whose text is none', async () => {
    const current_cycle = { start: 'in 5', end: '2026-02-30' };
    respondWith('/account/subscription', { plan: 'free', current_cycle, trial_end: 'Never 1' });
    expect(await fetchSubscription(api)).toMatchObject({ cycleStart: null, cycleEnd: null, trialEnd: null });
    respondWith('/account/subscription/schedule', { release_at: '12', subscription: { plan: 'free' } });
    expect(await fetchSchedule(api)).toMatchObject({ releaseAt: null });
  });

  it.each([null, false])(
    'keeps unknown services, and leaves out what else is unknown, an add-on that is %s, and any address that is not https',
    async (none) => {
      respondWith('/account/subscription', {
        plan: 'scale',
        services: {
          input: { limit: 5 },
          holograms: { limit: 2 },
          teleports: { limit: 'many' },
          sms: null,
          region: 4,
        },
        addons: {
          mobile: ['a'],
          custom_dns: none,
          helicopter: 'b',
          boat: [{ profile: 'x', quantity: 2 }],
          train: ['one two'],
          bus: ['b'],
        },
        payment_error: { message: null, details: null },
        past_due: { amount_due: 100, attempt_count: 1, invoice_url: 'javascript:alert(1)' },
      });
      const subscription = await fetchSubscription(api);
      expect(subscription.addons).toEqual({ mobile: ['a'], bus: ['b'] });
      expect(subscription).toMatchObject({
        services: { input: 5, holograms: 2 },
        paymentError: '',
        pastDue: { cents: 100, invoiceUrl: null },
      });
    },
  );

  it.each([true, 'Your card was declined.', 402, ['declined'], [], { message: 7 }, {}])(
    'has an error and an invoice that is due, also when nothing but that can be read: %j',
    async (something) => {
      respondWith('/account/subscription', { plan: 'scale', payment_error: something, past_due: something });
      expect(await fetchSubscription(api)).toMatchObject({
        paymentError: '',
        pastDue: { cents: null, invoiceUrl: null },
      });
    },
  );

  it.each([null, false, ''])(
    'has neither an error nor an invoice that is due when they are %j',
    async (none) => {
      respondWith('/account/subscription', { plan: 'scale', payment_error: none, past_due: none });
      expect(await fetchSubscription(api)).toMatchObject({ paymentError: null, pastDue: null });
    },
  );

  it('is malformed when what the account has cannot be read, instead of being shown and ordered as none', async () => {
    const unreadable = [
      { services: { input: { limit: '5' } } },
      { services: { input: { limit: null } } },
      { services: { input: { limit: -1 } } },
      { services: { input: { limit: 1e308 } } },
      { services: { input: { limit: 1e-9 } } },
      { services: { input: 5 } },
      { services: ['input'] },
      { services: 'input' },
      { addons: { mobile: ['a', 7] } },
      { addons: { mobile: ['a', '../b'] } },
      { addons: { mobile: 'a' } },
      { addons: { custom_dns: { a: true } } },
      { addons: ['mobile'] },
    ];
    for (const part of unreadable) {
      respondWith('/account/subscription', { plan: 'scale', ...part });
      await expect(fetchSubscription(api)).rejects.toMatchObject({ failure: { code: 'malformed' } });
      sandbox.faults.clear();
      respondWith('/account/subscription/schedule', {
        release_at: null,
        subscription: { plan: 'scale', ...part },
      });
      await expect(fetchSchedule(api)).rejects.toMatchObject({ failure: { code: 'malformed' } });
      sandbox.faults.clear();
    }
  });

  it('has an unknown amount, never 0, for money that is not in whole cents', async () => {
    for (const amount of [undefined, 12.5, -3, '100']) {
      respondWith('/account/subscription', {
        plan: 'scale',
        past_due: { amount_due: amount },
        upcoming_invoice_total: amount,
      });
      expect(await fetchSubscription(api)).toMatchObject({
        pastDue: { cents: null },
        upcomingInvoiceCents: null,
      });
      sandbox.faults.clear();
    }
  });

  it('may have no summary and no schedule', async () => {
    respondWith('/account/subscription/summary', null);
    respondWith('/account/subscription/schedule', { account: 'a', release_at: null });
    expect(await fetchSubscriptionSummary(api)).toEqual({ notEnoughBalance: false, scheduled: null });
    expect(await fetchSchedule(api)).toBeNull();
  });
});

describe('the summary of a subscription', () => {
  it('reports a schedule as true, a date or an object, none as false or null, and unknown if absent', async () => {
    for (const [schedule, scheduled] of [
      [true, true],
      ['2026-12-01T00:00:00.000Z', true],
      [{ release_at: null }, true],
      [false, false],
      [null, false],
      [undefined, null],
    ]) {
      respondWith('/account/subscription/summary', { schedule });
      expect(await fetchSubscriptionSummary(api)).toMatchObject({ scheduled });
      sandbox.faults.clear();
    }
  });
});
