import { describe, expect, it } from 'vitest';
import { readBilling, saveAllocation } from '../../../../lib/actions/billing/billing.ts';
import { settleOrder } from '../../../../lib/actions/billing/pending-order.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  changeSubscription,
  retryPayment,
} from '../../../../lib/actions/billing/subscription.ts';
import type { Gift, SubscriptionChange } from '../../../../lib/domain/billing/billing.ts';
import { getBilling } from '../../../../lib/store/billing.ts';
import { getUsage } from '../../../../lib/store/usage.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { settle } from '../../../sandbox/subscription.ts';
import { storeSays } from '../connect/world.ts';
import { accountNamed, type Connected, connectedByToken, failureOf, lastInJournal } from '../connected.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
let ines: Connected;

withSandbox(async (fresh) => {
  sandbox = fresh;
  ines = await connectedByToken(sandbox, accountNamed(sandbox, 'Ines Duarte'));
  await readBilling({ connectionKey: ines.key });
});

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const stored = async () => (await getBilling(ines.key))!;
const posts = (route: string) => sandbox.requests.count({ method: 'POST', route });
const change = (wish: SubscriptionChange, confirmedMonthlyCents: number, confirmedNowCents?: number) =>
  changeSubscription({ connectionKey: ines.key, change: wish, confirmedMonthlyCents, confirmedNowCents });

/** The next tier of a service above what the account has. */
async function stepUp(service: 'email' | 'run_users'): Promise<SubscriptionChange> {
  const { prices, subscription } = await stored();
  const next = prices!.tiers[service]!.find(({ amount }) => amount > subscription!.services[service]!);
  return { services: { [service]: next!.amount } };
}

async function quoteOf(wish: SubscriptionChange) {
  const [quote] = await quoteSubscription({ connectionKey: ines.key, changes: [wish] });
  return quote!;
}

async function priceOf(wish: SubscriptionChange): Promise<number> {
  return (await quoteOf(wish)).monthlyCents;
}

describe('reading billing', () => {
  it('brings allocation, subscription and prices', async () => {
    const row = await stored();
    expect(row).toMatchObject({ failure: null, fetchedAt: expect.any(Number) });
    expect(row.subscription).toMatchObject({
      plan: 'scale',
      processing: false,
      schedule: null,
      paymentError: null,
    });
    expect(row.subscription?.addons.custom_dns).toEqual([ines.id('Acme Farms')]);
    expect(row.prices?.tiers.sms?.[0]).toEqual({ amount: 10, price: 0 });
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

  it('tells a past-due invoice and a payment that failed', async () => {
    account().billing.past_due = { amount_due: 4200, attempt_count: 2, invoice_url: 'https://pay.example/1' };
    account().billing.payment_error = { message: 'Your card was declined.', details: null };
    account().billing.not_enough_balance = true;
    await readBilling({ connectionKey: ines.key });
    expect((await stored()).subscription).toMatchObject({
      pastDueCents: 4200,
      pastDueInvoiceUrl: 'https://pay.example/1',
      paymentError: 'Your card was declined.',
      notEnoughBalance: true,
    });
  });
});

describe('the allocation', () => {
  it('is saved with what changed alone, and the profile’s limit follows', async () => {
    const demo = ines.id('Demo');
    const free = account().billing.services.sms;
    const taken = sandbox.state.profiles
      .filter((profile) => profile.account === account().id)
      .reduce((sum, profile) => sum + profile.allocation.sms, 0);
    const same = (await stored()).allocation![demo]!.input!;
    await saveAllocation({
      connectionKey: ines.key,
      changes: { [demo]: { sms: free - taken, input: same } },
    });
    expect((await stored()).allocation?.[demo]?.sms).toBe(free - taken);
    expect(sandbox.state.profiles.find(({ id }) => id === demo)?.allocation.sms).toBe(free - taken);
    expect(await lastInJournal()).toMatchObject({ what: 'allocation-changed' });
    await storeSays(async () => (await getUsage(ines.ref('Demo')))?.services.sms?.limit === free - taken);
  });

  it('sends nothing when nothing differs', async () => {
    const demo = ines.id('Demo');
    const { sms } = (await stored()).allocation![demo]!;
    await saveAllocation({ connectionKey: ines.key, changes: { [demo]: { sms: sms! } } });
    expect(posts('/account/allocation')).toBe(0);
  });

  it('is refused beyond the pool, and for what is no number', async () => {
    const changes = { [ines.id('Demo')]: { sms: 10_000_000 } };
    expect(await failureOf(saveAllocation({ connectionKey: ines.key, changes }))).toMatchObject({
      code: 'plan-limit',
    });
    for (const sms of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(
        await failureOf(saveAllocation({ connectionKey: ines.key, changes: { [ines.id('Demo')]: { sms } } })),
      ).toMatchObject({ code: 'invalid-input', field: 'sms' });
  });

  it('goes by the truth when the answer is lost', async () => {
    const lower = (sms: number) =>
      saveAllocation({ connectionKey: ines.key, changes: { [ines.id('Acme Farms')]: { sms } } });
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path: '/account/allocation', times: 1 });
    await lower(1);
    expect((await stored()).allocation?.[ines.id('Acme Farms')]?.sms).toBe(1);
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/account/allocation', times: 1 });
    expect(await failureOf(lower(0))).toMatchObject({ code: 'outcome-unknown' });
    expect((await stored()).allocation?.[ines.id('Acme Farms')]?.sms).toBe(1);
  });
});

describe('a step up', () => {
  it('is quoted for now and a month, and spends nothing', async () => {
    const wish = await stepUp('email');
    const quote = await quoteOf(wish);
    expect(quote.monthlyCents).toBeGreaterThan(quote.monthlyBeforeCents);
    expect(quote.nowCents).toBeGreaterThanOrEqual(0);
    expect(quote.nowCents).toBeLessThanOrEqual(quote.monthlyCents - quote.monthlyBeforeCents);
    expect(quote.monthlyBeforeCents).toBe((await stored()).subscription?.upcomingInvoiceCents);
    expect(sandbox.requests.count({ method: 'POST' })).toBe(0);
  });

  it('is bought at the confirmed price, once', async () => {
    const wish = await stepUp('email');
    const price = await priceOf(wish);
    await Promise.all([change(wish, price), change(wish, price)]);
    expect(posts('/account/subscription')).toBe(1);
    expect((await stored()).subscription).toMatchObject({ ...wish, upcomingInvoiceCents: price } as object);
    expect(await lastInJournal()).toMatchObject({
      what: 'subscription-changed',
      subject: expect.stringContaining('email'),
    });
  });

  it('is not bought at another price', async () => {
    const wish = await stepUp('email');
    const quote = await quoteOf(wish);
    const priceChanged = { code: 'invalid-input', detail: 'rulePriceChanged' };
    expect(await failureOf(change(wish, quote.monthlyCents - 1))).toMatchObject(priceChanged);
    expect(await failureOf(change(wish, quote.monthlyCents, quote.nowCents! - 1))).toMatchObject(
      priceChanged,
    );
    for (const tier of sandbox.state.tiers.email) tier.price += 100;
    expect(await failureOf(change(wish, quote.monthlyCents))).toMatchObject(priceChanged);
    expect(posts('/account/subscription')).toBe(0);
  });

  it('is not on sale off the tiers', async () => {
    const wishes: SubscriptionChange[] = [
      { services: { email: 1234 } },
      { services: { wishes: 1 } },
      { plan: 'gold' },
      { addons: { helicopter: [] } },
    ];
    expect(await quoteSubscription({ connectionKey: ines.key, changes: wishes })).toEqual([
      null,
      null,
      null,
      null,
    ]);
    for (const wish of wishes)
      expect(await failureOf(change(wish, 0))).toMatchObject({
        code: 'invalid-input',
        detail: 'ruleNotOnSale',
      });
    expect(posts('/account/subscription')).toBe(0);
  });

  it('is not bought when the subscription is no more what was seen', async () => {
    const wish = await stepUp('email');
    const quote = await quoteOf(wish);
    account().billing.addons.mobile = [ines.id('Demo')];
    account().plan = 'starter';
    const { monthlyCents } = await quoteOf(wish);
    expect(
      await failureOf(
        changeSubscription({
          connectionKey: ines.key,
          change: wish,
          confirmedMonthlyCents: monthlyCents,
          confirmedMonthlyBeforeCents: quote.monthlyBeforeCents,
        }),
      ),
    ).toMatchObject({ detail: 'rulePriceChanged' });
    expect(posts('/account/subscription')).toBe(0);
    expect((await stored()).order ?? null).toBeNull();
  });

  it('that the bank refuses is a failure with its words, and can be dropped or tried again', async () => {
    account().billing.behaviour = 'payment_error';
    const wish = await stepUp('email');
    const price = await priceOf(wish);
    expect(await failureOf(change(wish, price))).toMatchObject({
      code: 'refused',
      field: 'payment',
      detail: expect.stringContaining('declined'),
    });
    expect((await stored()).subscription?.paymentError).toContain('declined');

    expect(await failureOf(retryPayment({ connectionKey: ines.key }))).toMatchObject({ code: 'refused' });
    account().billing.behaviour = 'instant';
    await retryPayment({ connectionKey: ines.key });
    expect((await stored()).subscription).toMatchObject({ ...wish, paymentError: null } as object);

    account().billing.behaviour = 'payment_error';
    const next = await stepUp('run_users');
    await failureOf(change(next, await priceOf(next)));
    await cancelFailedChange({ connectionKey: ines.key });
    expect((await stored()).subscription?.paymentError).toBeNull();
  });

  it('in processing stops the next one', async () => {
    account().billing.behaviour = 'processing';
    const wish = await stepUp('email');
    await change(wish, await priceOf(wish));
    expect((await stored()).subscription?.processing).toBe(true);
    const next = await stepUp('run_users');
    expect(await failureOf(change(next, await priceOf(next)))).toMatchObject({
      code: 'not-allowed',
      detail: 'ruleSubscriptionProcessing',
    });
    settle(sandbox, account(), true);
    await readBilling({ connectionKey: ines.key });
    expect((await stored()).subscription).toMatchObject({ ...wish, processing: false } as object);
  });

  it('whose answer was lost is never sent again', async () => {
    const wish = await stepUp('email');
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path: '/account/subscription', times: 1 });
    await change(wish, await priceOf(wish));
    expect((await stored()).subscription).toMatchObject(wish as object);
    const next = await stepUp('run_users');
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/account/subscription', times: 1 });
    expect(await failureOf(change(next, await priceOf(next)))).toEqual({
      code: 'outcome-unknown',
      detail: 'not-seen',
    });
    expect(posts('/account/subscription')).toBe(2);
  });
});

describe('a step down', () => {
  it('costs nothing now, waits for the cycle’s end, and can be cancelled', async () => {
    const up = await stepUp('email');
    await change(up, await priceOf(up));
    const down = { services: { email: (await stored()).prices!.tiers.email![0]!.amount } };
    const quote = await quoteOf(down);
    expect(quote.nowCents).toBe(0);
    expect(quote.monthlyCents).toBeLessThan(quote.monthlyBeforeCents);
    await change(down, quote.monthlyCents);
    expect((await stored()).subscription).toMatchObject({
      ...up,
      schedule: { services: down.services, releaseAt: expect.any(String) },
    } as object);
    await cancelScheduledChange({ connectionKey: ines.key });
    expect((await stored()).subscription?.schedule).toBeNull();
  });
});

describe('an add-on', () => {
  it('is bought for a profile besides those that have it', async () => {
    const had = (await stored()).subscription!.addons.custom_dns!;
    const wish = { addons: { custom_dns: [...had, ines.id('Demo')] } };
    const quote = await quoteOf(wish);
    expect(quote.monthlyCents - quote.monthlyBeforeCents).toBe(9900);
    await change(wish, quote.monthlyCents, quote.nowCents!);
    expect((await stored()).subscription?.addons.custom_dns).toEqual(wish.addons.custom_dns);
  });
});

describe('what a profile gets of a larger pool', () => {
  const shareOf = (service: 'email') =>
    sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation[service];

  async function buyForDemo() {
    const wish = (await stepUp('email')) as { services: { email: number } };
    const amount = wish.services.email - (await stored()).subscription!.services.email!;
    const give: Gift = { profileId: ines.id('Demo'), service: 'email', amount };
    const confirmedMonthlyCents = await priceOf(wish);
    const bought = changeSubscription({
      connectionKey: ines.key,
      change: wish,
      confirmedMonthlyCents,
      give,
    });
    return { bought, amount, had: shareOf('email') };
  }

  it('is allocated to it at once', async () => {
    const { bought, amount, had } = await buyForDemo();
    expect(await bought).toEqual({ state: 'done', given: true, failure: null });
    expect(shareOf('email')).toBe(had + amount);
    expect((await stored()).allocation?.[ines.id('Demo')]?.email).toBe(had + amount);
    expect((await stored()).order).toBeNull();
  });

  it('waits for the payment, also over the worker’s death, and is given once', async () => {
    account().billing.behaviour = 'processing';
    const { bought, amount, had } = await buyForDemo();
    expect(await bought).toEqual({ state: 'processing', given: null, failure: null });
    await readBilling({ connectionKey: ines.key });
    expect(await settleOrder(ines.key)).toEqual({ given: null, failure: null });
    expect((await stored()).order).toMatchObject({ give: { amount } });
    expect(shareOf('email')).toBe(had);

    settle(sandbox, account(), true);
    await readBilling({ connectionKey: ines.key });
    await Promise.all([settleOrder(ines.key), settleOrder(ines.key)]);
    expect(shareOf('email')).toBe(had + amount);
    await readBilling({ connectionKey: ines.key });
    expect(await settleOrder(ines.key)).toEqual({ given: null, failure: null });
    expect(shareOf('email')).toBe(had + amount);
  });

  it('comes with the retry of a payment that failed', async () => {
    account().billing.behaviour = 'payment_error';
    const { bought, amount, had } = await buyForDemo();
    expect(await failureOf(bought)).toMatchObject({ code: 'refused', field: 'payment' });
    expect((await stored()).order).toMatchObject({ nowCents: expect.any(Number), give: { amount } });
    account().billing.behaviour = 'instant';
    await retryPayment({ connectionKey: ines.key });
    expect(shareOf('email')).toBe(had + amount);
  });

  it('is given up with the change', async () => {
    account().billing.behaviour = 'payment_error';
    const { bought, had } = await buyForDemo();
    await failureOf(bought);
    await cancelFailedChange({ connectionKey: ines.key });
    expect((await stored()).order).toBeNull();
    expect(shareOf('email')).toBe(had);
  });

  it('is given up when the change was dropped elsewhere', async () => {
    account().billing.behaviour = 'processing';
    const { bought } = await buyForDemo();
    await bought;
    Object.assign(account().billing, { processing: false, pending: null });
    await readBilling({ connectionKey: ines.key });
    await settleOrder(ines.key);
    expect((await stored()).order).toBeNull();
  });

  it('stays in the pool, and is told to, where the allocation is refused', async () => {
    sandbox.faults.add({
      kind: 'failure',
      status: 400,
      message: 'The allocation of email is higher than the limit of your account',
      method: 'POST',
      path: '/account/allocation',
    });
    const { bought, had } = await buyForDemo();
    expect(await bought).toMatchObject({ state: 'done', given: false, failure: { code: 'plan-limit' } });
    expect(shareOf('email')).toBe(had);
    expect((await stored()).order).toBeNull();
  });

  it('leaves no order behind where the platform refuses the change', async () => {
    sandbox.faults.add({
      kind: 'failure',
      status: 400,
      message: 'A payment method is required',
      method: 'POST',
      path: '/account/subscription',
    });
    const { bought } = await buyForDemo();
    expect(await failureOf(bought)).toMatchObject({ code: 'refused' });
    expect((await stored()).order).toBeNull();
  });
});
