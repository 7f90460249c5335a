import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import {
  fetchAllocation,
  fetchSchedule,
  fetchSubscription,
  fetchSubscriptionSummary,
} from '../../../lib/platform/billing.ts';
import { fetchNotifications } from '../../../lib/platform/notifications.ts';
import { priceTableOf } from '../../../lib/platform/prices.ts';
import { fetchProfileInfo } from '../../../lib/platform/profiles.ts';
import type { Api } from '../../../lib/platform/request.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';

let sandbox: Sandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox();
  api = { origin: sandbox.origin as ApiOrigin, token: sandbox.accounts[0]?.token ?? '' };
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

/** Makes the platform return this result for a path. */
function respondWith(path: string, result: unknown): void {
  const headers = { 'content-type': 'application/json' };
  sandbox.faults.add({
    kind: 'raw',
    path,
    status: 200,
    headers,
    body: JSON.stringify({ status: true, result }),
  });
}

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

  it('keeps unknown services, and leaves out what else is unknown, and any address that is not https', async () => {
    respondWith('/account/subscription', {
      plan: 'scale',
      services: {
        input: { limit: 5 },
        holograms: { limit: 2 },
        teleports: { limit: 'many' },
        sms: null,
        region: 4,
      },
      addons: { mobile: ['a'], custom_dns: null, helicopter: 'b' },
      payment_error: { message: null, details: null },
      past_due: { amount_due: 100, attempt_count: 1, invoice_url: 'javascript:alert(1)' },
    });
    expect(await fetchSubscription(api)).toMatchObject({
      services: { input: 5, holograms: 2 },
      addons: { mobile: ['a'] },
      paymentError: '',
      pastDue: { cents: 100, invoiceUrl: null },
    });
  });

  it('is malformed when what the account has cannot be read, instead of being shown and ordered as none', async () => {
    const unreadable = [
      { services: { input: { limit: '5' } } },
      { services: { input: { limit: null } } },
      { services: { input: 5 } },
      { services: ['input'] },
      { services: 'input' },
      { addons: { mobile: ['a', 7] } },
      { addons: { mobile: ['a', '../b'] } },
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
    expect(await fetchSubscriptionSummary(api)).toBeNull();
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

describe('the allocation', () => {
  it('has null for a profile whose limits can’t be read, and leaves out what is no row', async () => {
    respondWith('/account/allocation', [
      { profile: 'a', input: 5, sms: null, updated_at: 'x' },
      { input: 7 },
      'b',
      { profile: 'c', input: '5', sms: 3 },
      { profile: 'd', input: 2, holograms: 'many' },
    ]);
    expect(await fetchAllocation(api)).toEqual({ a: { input: 5 }, c: null, d: { input: 2 } });
  });

  it.each([
    [{ input: 5, sms: null, holograms: 'many' }, { input: 5 }],
    [{ input: '5', sms: 3 }, null],
    [['5'], null],
    [undefined, null],
  ])('is read by the same rule from the details of one profile: %j', async (allocation, limits) => {
    respondWith('/profile/:id', { info: { id: 'a' }, allocation });
    expect((await fetchProfileInfo(api, 'a')).allocation).toEqual(limits);
  });

  it('has null for a profile with a number that is too large to be one', async () => {
    const body = '{"status":true,"result":[{"profile":"a","input":1e999}]}';
    sandbox.faults.add({ kind: 'raw', path: '/account/allocation', status: 200, body });
    expect(await fetchAllocation(api)).toEqual({ a: null });
  });
});

describe('notifications', () => {
  const accept = { id: 'yes', label: 'Accept', triggers: [{ share_profile: 'accept' }] };
  const refuse = { id: 'no', label: 'Refuse', triggers: [{ share_profile: 'refuse' }] };

  it('are invitations when an enabled button accepts one', async () => {
    respondWith('/notification', [
      {
        id: '1',
        title: 'Limit',
        message: 'm',
        read: false,
        buttons: [accept, refuse],
        buttons_enabled: true,
      },
      { id: '2', buttons: [refuse, null, { id: 3 }, accept] },
      { id: '3', buttons: [accept] },
      { id: '4', buttons: [accept, refuse], buttons_enabled: false },
      { id: '5', buttons: [{ id: 'x', triggers: [{ url: 'https://acme.example' }] }] },
      { id: '6', buttons: null },
      { title: 'no id' },
    ]);
    const both = { acceptButtonId: 'yes', refuseButtonId: 'no' };
    expect((await fetchNotifications(api)).map(({ id, invitation }) => [id, invitation])).toEqual([
      ['1', both],
      ['2', both],
      ['3', { acceptButtonId: 'yes', refuseButtonId: null }],
      ['4', null],
      ['5', null],
      ['6', null],
    ]);
  });
});
