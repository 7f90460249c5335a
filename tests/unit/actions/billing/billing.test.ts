import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readBilling } from '../../../../lib/actions/billing/billing.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import { settleEverywhere, settleOrders } from '../../../../lib/actions/billing/settle-orders.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  dismissOrder,
  payPastDue,
  placeOrder,
} from '../../../../lib/actions/billing/subscription.ts';
import { asFailure } from '../../../../lib/actions/confirmed-change.ts';
import { ABSENCE_CONFIRMATION_MS } from '../../../../lib/domain/billing/order.ts';
import type { SpendingIntent, SubscriptionQuote } from '../../../../lib/domain/billing/subscription-quote.ts';
import { addOrder, updateOrder } from '../../../../lib/store/billing.ts';
import { dueFor } from '../../../sandbox/pricing.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { order as orderElsewhere, settle } from '../../../sandbox/subscription.ts';
import { type ConnectedAccount, failureOf, lastInJournal } from '../connected-account.ts';
import { nextTier, quoteFor, storedBilling, withBilling } from './account.ts';

let sandbox: Sandbox;
let ines: ConnectedAccount;

withBilling((fresh, connected) => {
  sandbox = fresh;
  ines = connected;
});

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const billing = () => account().billing;
const stored = () => storedBilling(ines.key);
const orders = async () => (await stored()).orders ?? [];
const posts = (route = '/account/subscription') => sandbox.requests.count({ method: 'POST', route });
const charged = () => (billing().charges ?? []).map(({ cents }) => cents);
const quote = (intent: SpendingIntent) => quoteFor(ines.key, intent);
const place = (confirmed: SubscriptionQuote) => placeOrder({ connectionKey: ines.key, confirmed });
const tier = (service: string, receiver?: string) =>
  nextTier(ines.key, service, receiver ? ines.id(receiver) : null);
const addon = (action: 'add' | 'remove', name: string): SpendingIntent => ({
  kind: 'addon',
  name: 'custom_dns',
  profileId: ines.id(name),
  action,
});
const onPost = { method: 'POST', path: '/account/subscription', times: 1 } as const;

describe('reading billing', () => {
  it('brings allocation, subscription and prices', async () => {
    const row = await stored();
    expect(row).toMatchObject({ failure: null, fetchedAt: expect.any(Number) });
    expect(row.subscription).toMatchObject({
      plan: 'scale',
      processing: false,
      schedule: null,
      pastDue: null,
    });
    expect(row.subscription?.addons.custom_dns).toEqual([ines.id('Acme Farms')]);
    expect(row.prices?.plans).toEqual({ free: 0, starter: 4900, scale: 19900 });
    expect(row.allocation?.[ines.id('Acme Farms')]?.input).toBeGreaterThan(0);
    expect(row.allocation).not.toHaveProperty(ines.id('Tallinn Metering'));
  });

  it('keeps what can be read when something cannot', async () => {
    const { fetchedAt, prices } = await stored();
    account().plan = 'starter';
    sandbox.faults.add({ kind: 'server-error', path: '/pricing' });
    expect(await failureOf(readBilling({ connectionKey: ines.key }))).toMatchObject({ code: 'server' });
    expect(await stored()).toMatchObject({
      fetchedAt,
      prices,
      subscription: { plan: 'starter' },
      failure: { failure: { code: 'server' } },
    });
  });
});

describe('a step up', () => {
  it('is quoted for now and a month, and spends nothing', async () => {
    const { nowCents, monthlyCents, monthlyBeforeCents, differenceCents } = await quote(await tier('email'));
    expect(monthlyCents! - monthlyBeforeCents!).toBe(differenceCents);
    expect(nowCents).toBeLessThanOrEqual(differenceCents);
    expect(monthlyBeforeCents).toBe((await stored()).subscription?.upcomingInvoiceCents);
    expect(sandbox.requests.count({ method: 'POST' })).toBe(0);
  });

  it('is bought at the confirmed price, once, however often it is pressed', async () => {
    const confirmed = await quote(await tier('email'));
    expect(await Promise.all([place(confirmed), place(confirmed)])).toMatchObject([
      { state: 'done' },
      { state: 'done' },
    ]);
    expect(posts()).toBe(1);
    expect(charged()).toHaveLength(1);
    expect(charged()[0]).toBeLessThanOrEqual(confirmed.nowCents!);
    expect((await stored()).subscription?.upcomingInvoiceCents).toBe(confirmed.monthlyCents);
    expect(await orders()).toEqual([]);
    expect(await lastInJournal()).toMatchObject({
      what: 'subscription-changed',
      subject: expect.stringContaining('email'),
    });
    // The same once more is another thing by now.
    expect(await failureOf(place(confirmed))).toMatchObject({ detail: 'ruleNothingToChange' });
    expect(posts()).toBe(1);
  });

  it('is not bought at another price, nor at one that cannot be read any more', async () => {
    const confirmed = await quote(await tier('email'));
    const priceChanged = { code: 'invalid-input', field: 'confirmed', detail: 'rulePriceChanged' };
    sandbox.faults.add({ kind: 'server-error', path: '/pricing/prorated', times: 1 });
    expect(await failureOf(place(confirmed))).toMatchObject(priceChanged);
    for (const one of sandbox.state.tiers.email) one.price += 100;
    expect(await failureOf(place(confirmed))).toMatchObject(priceChanged);
    expect(posts()).toBe(0);
    expect(await orders()).toEqual([]);
  });

  it('is not bought in another cycle, or when the account is no more what was shown', async () => {
    const confirmed = await quote(await tier('email'));
    const before = structuredClone(billing().cycle);
    billing().cycle.end = new Date(Date.parse(before.end) + 86_400_000).toISOString();
    expect(await failureOf(place(confirmed))).toMatchObject({ detail: 'rulePriceChanged' });
    billing().cycle = before;
    const limit = sandbox.state.tiers.email.at(-1)!.amount;
    orderElsewhere(sandbox, account(), { services: { email: limit } });
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'invalid-input' });
    expect(posts()).toBe(0);
  });

  it('is never what was not confirmed, at whichever request somebody else raises the limit further', async () => {
    const raise = () => void orderElsewhere(sandbox, account(), { services: { email: 5000 } });
    for (let skip = 0; skip < 12; skip += 1) {
      sandbox.reset();
      billing().services.email = 1000;
      const confirmed = await quote({
        kind: 'limit',
        service: 'email',
        limit: 2000,
        receiverId: ines.id('Demo'),
      });
      const fault = sandbox.faults.add({ kind: 'elsewhere', run: raise, skip, times: 1 });
      const requests = sandbox.requests.count();
      const end = await place(confirmed).catch((error) => asFailure(error));
      fault.remove();
      const [sent] = sandbox.requests.list({ method: 'POST', route: '/account/subscription' });
      const isBefore = sent === undefined || sandbox.requests.list().indexOf(sent) >= requests + skip;
      if (!sent) expect(end).toMatchObject({ code: 'invalid-input', field: 'confirmed' });
      else if (isBefore) {
        // Between the last read and the order: only the platform could refuse it, so it is said what came of it.
        expect(end).toEqual({ code: 'not-allowed', detail: 'ruleOvertaken' });
        expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'overtaken' }]);
        expect(charged().slice(1)).toEqual([]);
      } else expect(end).toMatchObject({ state: 'done' });
      expect(billing().services.email).toBe(skip < 12 && fault.hits > 0 ? 5000 : 2000);
      for (const { id } of await orders()) await dismissOrder({ connectionKey: ines.key, id });
    }
  });

  it('is not on sale off the tiers, nor where a contract has no published price', async () => {
    billing().services.sms = 12_345;
    const limit = (service: string, amount: number): SpendingIntent => ({
      kind: 'limit',
      service,
      limit: amount,
      receiverId: null,
    });
    const intents = [limit('email', 1234), limit('holograms', 1), limit('sms', 100)];
    expect(await quoteSubscription({ connectionKey: ines.key, intents })).toEqual([
      { reason: 'ruleNotOnSale' },
      { reason: 'ruleNotOnSale' },
      { reason: 'ruleContractPrice' },
    ]);
    // Beside a contract another service can be bought: its own difference is known, the whole month is not.
    const confirmed = await quote(await tier('email'));
    expect(confirmed).toMatchObject({ monthlyCents: null, differenceCents: expect.any(Number) });
    await place(confirmed);
    expect(posts()).toBe(1);
  });

  it('in processing stops the next one, and lasts as long as it lasts', async () => {
    billing().behaviour = 'processing';
    const confirmed = await quote(await tier('email'));
    const next = await quote(await tier('run_users'));
    expect(await place(confirmed)).toMatchObject({ state: 'processing' });
    for (let i = 0; i < 3; i += 1) await settleOrders({ connectionKey: ines.key });
    expect(await failureOf(place(next))).toMatchObject({ code: 'not-allowed' });
    settle(sandbox, account(), true);
    await settleOrders({ connectionKey: ines.key });
    expect(await orders()).toEqual([]);
    expect(posts()).toBe(1);
  });
});

describe('a worker that wakes', () => {
  it('billing is read while an order is open; else the stored orders are looked at once, and nothing is requested', async () => {
    const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const asked = sandbox.requests.count({});
    await settleEverywhere();
    expect(read.mock.contexts.map((store) => (store as IDBObjectStore).name)).toEqual(['billing']);
    expect(sandbox.requests.count({})).toBe(asked);
    read.mockRestore();

    billing().behaviour = 'processing';
    await place(await quote(await tier('email', 'Demo')));
    const ordered = sandbox.requests.count({ route: '/account/subscription' });
    await settleEverywhere();
    expect(sandbox.requests.count({ route: '/account/subscription' })).toBeGreaterThan(ordered);
  });
});

describe('a payment that the bank refuses', () => {
  it('is a failure with its words, and so is the second one', async () => {
    billing().behaviour = 'payment_error';
    for (const service of ['email', 'run_users', 'email']) {
      expect(await failureOf(place(await quote(await tier(service))))).toMatchObject({
        code: 'refused',
        field: 'payment',
        detail: expect.stringContaining('declined'),
      });
      expect(await orders()).toMatchObject([{ state: 'sent', refusal: expect.stringContaining('declined') }]);
    }
    expect(posts()).toBe(3);
    expect(charged()).toEqual([]);
  });

  it('is ordered again by a new quote: what somebody else has pending since is not paid', async () => {
    billing().behaviour = 'payment_error';
    const intent = await tier('email', 'Demo');
    await failureOf(place(await quote(intent)));
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    billing().behaviour = 'instant';
    const again = await quote(intent);
    expect(await place(again)).toMatchObject({ state: 'done', given: { service: 'email' } });
    expect(charged()).toEqual([again.nowCents]);
    expect(billing().services.input).toBeLessThan(50_000_000);
    expect(posts('/account/subscription/pending/retry')).toBe(0);
  });

  it('is asked for rarely, what is on its way every minute', async () => {
    const period = async () => (await fakeBrowser.alarms.get('settle-orders'))?.periodInMinutes;
    billing().behaviour = 'payment_error';
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    expect(await period()).toBe(30);
    billing().behaviour = 'processing';
    await place(await quote(await tier('email', 'Demo')));
    expect(await period()).toBe(1);
    settle(sandbox, account(), true);
    await settleEverywhere();
    expect(await period()).toBeUndefined();
  });

  it('can be given up, and its order with it', async () => {
    billing().behaviour = 'payment_error';
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    await cancelFailedChange({ connectionKey: ines.key });
    expect((await stored()).subscription?.paymentError).toBeNull();
    expect(await orders()).toEqual([]);
  });

  it('of somebody else’s takes no order along whose end is not known yet', async () => {
    const down = await quote({ kind: 'limit', service: 'email', limit: 1000, receiverId: null });
    sandbox.faults.add({ ...onPost, kind: 'cut' });
    expect(await failureOf(place(down))).toMatchObject({ code: 'outcome-unknown' });
    billing().behaviour = 'payment_error';
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    await cancelFailedChange({ connectionKey: ines.key });
    expect(billing().payment_error).toBeNull();
    expect(await orders()).toMatchObject([{ state: 'sent', quote: { intent: down.intent } }]);
  });
});

describe('an invoice past due', () => {
  const due = (amount: number) =>
    Object.assign(billing(), { past_due: { amount_due: amount, attempt_count: 1, invoice_url: '' } });
  const pay = (confirmedCents: number) => payPastDue({ connectionKey: ines.key, confirmedCents });

  it('is paid at the amount that was confirmed, once', async () => {
    due(4200);
    await Promise.all([pay(4200), pay(4200)]);
    expect(charged()).toEqual([4200]);
    expect(posts('/account/subscription/pending/retry')).toBe(1);
  });

  it('is not paid at another amount, none, or together with something else', async () => {
    due(4200);
    expect(await failureOf(pay(370))).toMatchObject({ detail: 'rulePriceChanged' });
    Object.assign(billing().past_due!, { amount_due: undefined });
    expect(await failureOf(pay(0))).toMatchObject({ detail: 'rulePriceChanged' });
    due(4200);
    billing().behaviour = 'payment_error';
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    billing().behaviour = 'instant';
    expect(await failureOf(pay(4200))).toMatchObject({ detail: 'rulePriceChanged' });
    expect(posts('/account/subscription/pending/retry')).toBe(0);
    expect(charged()).toEqual([]);
  });
});

describe('an answer that is lost, a gateway’s, or a refusal', () => {
  it.each([
    ['cut off', { kind: 'cut' }],
    ['a gateway’s page', { kind: 'garbage' }],
    ['a 503 that says "unavailable"', { kind: 'failure', status: 503, message: 'Service Unavailable' }],
    ['a refusal of a repetition', { kind: 'failure', status: 400, message: 'You are already on this plan' }],
  ] as const)('after the work (%s) is the success that it was, and the share arrives', async (_, fault) => {
    const confirmed = await quote(await tier('email', 'Demo'));
    sandbox.faults.add({ ...onPost, ...fault, after: true });
    expect(await place(confirmed)).toMatchObject({
      state: 'done',
      given: { amount: confirmed.gift!.amount },
    });
    expect(posts()).toBe(1);
    expect(charged()).toEqual([confirmed.nowCents]);
    expect(await orders()).toEqual([]);
  });

  it('before the work leaves the order open; nothing else is bought until the platform shows its end', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    sandbox.faults.add({ ...onPost, kind: 'cut' });
    expect(await failureOf(place(confirmed))).toEqual({ code: 'outcome-unknown', detail: 'not-seen' });
    expect(await failureOf(place(confirmed))).toMatchObject({ detail: 'ruleOrderUnsettled' });
    expect(posts()).toBe(1);

    const [order] = await orders();
    await updateOrder(ines.key, order!.id, (one) => ({
      ...one,
      sentAt: Date.now() - ABSENCE_CONFIRMATION_MS,
    }));
    await settleEverywhere();
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'not-made' }]);
    expect(charged()).toEqual([]);
    await dismissOrder({ connectionKey: ines.key, id: order!.id });
    expect(await place(await quote(confirmed.intent))).toMatchObject({ state: 'done' });
    expect(posts()).toBe(2);
  });

  it('that is the refusal of a repetition, while reads lag, loses no share', async () => {
    billing().lag = 2;
    const had = sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation.email;
    const confirmed = await quote(await tier('email', 'Demo'));
    sandbox.faults.add({ ...onPost, kind: 'failure', status: 400, message: 'Already done', after: true });
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'refused', detail: 'Already done' });
    for (let i = 0; i < 4; i += 1) await settleEverywhere();
    const has = sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation.email;
    expect(has).toBe(had + confirmed.gift!.amount);
    expect(await orders()).toEqual([]);
  });

  it('that is a refusal stops no other order, and is followed no longer than reads can lag', async () => {
    billing().card = null;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'refused' });
    const [order] = await orders();
    billing().card = { ...({} as NonNullable<ReturnType<typeof billing>['card']>) };
    expect(await place(await quote(await tier('run_users')))).toMatchObject({ state: 'done' });
    expect(await orders()).toEqual([]);
    await addOrder(ines.key, { ...order!, sentAt: Date.now() - ABSENCE_CONFIRMATION_MS });
    await settleEverywhere();
    expect(await orders()).toEqual([]);
  });

  it('that is the platform’s own refusal of what was not done is shown in its words, and nothing is left behind', async () => {
    const confirmed = await quote(await tier('email'));
    billing().card = null;
    expect(await failureOf(place(confirmed))).toMatchObject({
      code: 'refused',
      detail: 'A payment method is required',
    });
    expect(await orders()).toEqual([]);
  });
});

describe('a step down', () => {
  it('costs nothing now, waits for the cycle’s end, and all that is scheduled is cancelled knowingly', async () => {
    await place(await quote(await tier('email')));
    const limit = (await stored()).prices!.tiers.email![0]!.amount;
    const down = await quote({ kind: 'limit', service: 'email', limit, receiverId: null });
    expect(down).toMatchObject({ nowCents: 0, isStepUp: false });
    expect(await place(down)).toMatchObject({ state: 'scheduled' });
    const { schedule } = (await stored()).subscription!;
    expect(schedule).toMatchObject({ services: { email: limit } });

    orderElsewhere(sandbox, account(), { addons: { custom_dns: [] } });
    const cancel = (confirmed: typeof schedule) =>
      cancelScheduledChange({ connectionKey: ines.key, confirmed: confirmed! });
    expect(await failureOf(cancel(schedule))).toMatchObject({ detail: 'ruleScheduleChanged' });
    expect(billing().schedule).not.toBeNull();
    await cancel((await stored()).subscription!.schedule);
    expect((await stored()).subscription?.schedule).toBeNull();
  });
});

describe('an add-on', () => {
  it('is bought for one profile, and takes it from no other that got it meanwhile', async () => {
    const shown = await quote(addon('add', 'Demo'));
    const other = ines.id('Greenhouse Iberia');
    orderElsewhere(sandbox, account(), { addons: { custom_dns: [ines.id('Acme Farms'), other] } });
    const before = charged().length;
    // What was shown is not so any more (the month's price): it is asked for again.
    expect(await failureOf(place(shown))).toMatchObject({ detail: 'rulePriceChanged' });
    const again = await quote(addon('add', 'Demo'));
    await place(again);
    expect(billing().addons.custom_dns).toEqual([ines.id('Acme Farms'), other, ines.id('Demo')]);
    expect(billing().schedule).toBeNull();
    expect(charged().slice(before)).toEqual([again.nowCents]);
  });

  it('takes nobody’s away unsaid, at whichever request somebody else adds one', async () => {
    const other = ines.id('Greenhouse Iberia');
    const add = () => {
      const had = billing().addons.custom_dns;
      orderElsewhere(sandbox, account(), { addons: { custom_dns: [...had, other] } });
    };
    for (let skip = 0; skip < 10; skip += 1) {
      sandbox.reset();
      const shown = await quote(addon('add', 'Demo'));
      const fault = sandbox.faults.add({ kind: 'elsewhere', run: add, skip, times: 1 });
      const end = await place(shown).catch((error) => asFailure(error));
      fault.remove();
      const next = billing().schedule?.addons?.custom_dns ?? billing().addons.custom_dns;
      if (fault.hits > 0 && !next.includes(other)) expect(end).toMatchObject({ displaced: [other] });
      else expect(end).not.toHaveProperty('displaced');
    }
  });

  it('that ends for one profile goes on ending when another gets it', async () => {
    await place(await quote(addon('remove', 'Acme Farms')));
    await place(await quote(addon('add', 'Demo')));
    expect(billing().schedule?.addons?.custom_dns).toEqual([ines.id('Demo')]);
  });
});

describe('what a profile gets of a larger pool', () => {
  const share = () => sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation;

  it('is allocated to it at once, and the platform’s number is what is announced', async () => {
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await place(confirmed)).toEqual({
      state: 'done',
      given: { ...confirmed.gift, limit: had + confirmed.gift!.amount },
      failure: null,
    });
    expect(share().email).toBe(had + confirmed.gift!.amount);
  });

  it('waits for the payment, over the worker’s death and without a page, and is given once', async () => {
    billing().behaviour = 'processing';
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await place(confirmed)).toMatchObject({ state: 'processing', given: null });
    settle(sandbox, account(), true);
    await Promise.all([settleEverywhere(), settleEverywhere(), settleOrders({ connectionKey: ines.key })]);
    await settleEverywhere();
    expect(share().email).toBe(had + confirmed.gift!.amount);
    expect(await orders()).toEqual([]);
  });

  it('is not lost to reads that lag behind, nor given twice', async () => {
    billing().lag = 4;
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await place(confirmed)).toMatchObject({ state: 'accepted', given: null });
    for (let i = 0; i < 8; i += 1) await settleEverywhere();
    expect(share().email).toBe(had + confirmed.gift!.amount);
    expect(await orders()).toEqual([]);
    expect(posts()).toBe(1);
  });

  it('belongs to its order: two at once are two, and each profile gets its own', async () => {
    const had = structuredClone(share());
    const [first, second] = [
      await quote(await tier('email', 'Demo')),
      await quote(await tier('run_users', 'Demo')),
    ];
    const results = await Promise.allSettled([place(first), place(second)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await place(await quote(second.intent));
    expect(share()).toMatchObject({
      email: had.email + first.gift!.amount,
      run_users: had.run_users + second.gift!.amount,
    });
  });

  it('for one profile is not another’s: the receiver is part of what was confirmed', async () => {
    const intent = await tier('email', 'Demo');
    const confirmed = await quote(intent);
    const other = await quote({ ...intent, receiverId: ines.id('Greenhouse Iberia') });
    const results = await Promise.allSettled([place(confirmed), place(other)]);
    expect(results[0]).toMatchObject({ value: { given: { profileId: ines.id('Demo') } } });
    expect(results[1]).toMatchObject({ reason: { failure: { code: 'invalid-input' } } });
    expect(posts()).toBe(1);
  });

  it('stays in the pool, and is said to be missing until it was seen, where the allocation is refused', async () => {
    const message = 'The allocation of email is higher than the limit of your account';
    const path = '/account/allocation';
    sandbox.faults.add({ kind: 'failure', status: 400, message, method: 'POST', path });
    const had = share().email;
    expect(await place(await quote(await tier('email', 'Demo')))).toMatchObject({
      state: 'done',
      given: null,
      failure: { code: 'plan-limit' },
    });
    expect(share().email).toBe(had);
    await settleEverywhere();
    const [order] = await orders();
    expect(order).toMatchObject({ state: 'settled', outcome: 'share-missing' });
    await dismissOrder({ connectionKey: ines.key, id: order!.id });
    expect(await orders()).toEqual([]);
  });

  it('is tried again after a failure that says nothing, and lands once', async () => {
    const had = share().email;
    sandbox.faults.add({
      kind: 'garbage',
      method: 'POST',
      path: '/account/allocation',
      times: 1,
      after: true,
    });
    sandbox.faults.add({
      kind: 'server-error',
      method: 'GET',
      path: '/account/allocation',
      skip: 2,
      times: 1,
    });
    const confirmed = await quote(await tier('email', 'Demo'));
    await place(confirmed);
    await settleEverywhere();
    expect(share().email).toBe(had + confirmed.gift!.amount);
    expect(await orders()).toEqual([]);
  });
});

describe('an order that the worker died over', () => {
  it('before it was sent is not sent afterwards, and is said not to be bought', async () => {
    const confirmed = await quote(await tier('email'));
    const order = {
      id: 'x',
      quote: confirmed,
      state: 'pending' as const,
      orderedAt: Date.now(),
      sentAt: null,
      refusal: null,
      giving: null,
      outcome: null,
      failure: null,
    };
    await addOrder(ines.key, order);
    await settleEverywhere();
    expect(posts()).toBe(0);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'not-made' }]);
  });

  it('while its share was given is finished, not given twice', async () => {
    const demo = ines.id('Demo');
    const confirmed = await quote(await tier('email', 'Demo'));
    const share = sandbox.state.profiles.find(({ id }) => id === demo)!.allocation;
    const giving = { from: share.email, to: share.email + confirmed.gift!.amount };
    orderElsewhere(sandbox, account(), {
      services: { email: (confirmed.intent as { limit: number }).limit },
    });
    share.email = giving.to;
    const sentAt = Date.now();
    await addOrder(ines.key, {
      ...{ id: 'x', quote: confirmed, state: 'sent', orderedAt: sentAt, sentAt, refusal: null },
      ...{ giving, outcome: null, failure: null },
    });
    await settleEverywhere();
    expect(share.email).toBe(giving.to);
    expect(await orders()).toEqual([]);
    expect(posts('/account/allocation')).toBe(0);
  });
});

describe('the sandbox', () => {
  it('charges what it quotes', async () => {
    const intent = await tier('email');
    const change = { services: { email: intent.limit } };
    const { nowCents } = await quote(intent);
    expect(dueFor(sandbox.state, account(), change, sandbox.clock.now())).toBe(nowCents);
  });
});
