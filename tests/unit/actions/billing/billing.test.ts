import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readBillingUnlessLimited } from '../../../../lib/actions/billing/billing.ts';
import { saveAllocation } from '../../../../lib/actions/billing/limits.ts';
import { placeOrder } from '../../../../lib/actions/billing/place-order.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import {
  settleEverywhere,
  settleLeftOpen,
  settleOrders,
} from '../../../../lib/actions/billing/settle-orders.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  dismissOrder,
  payPastDue,
} from '../../../../lib/actions/billing/subscription.ts';
import { settleToFailure } from '../../../../lib/actions/confirmed-change.ts';
import { rereadProfiles } from '../../../../lib/actions/profiles/profiles.ts';
import { readErrors } from '../../../../lib/diagnostics/error-log.ts';
import { type Cancellation, cancellationOf } from '../../../../lib/domain/billing/cancellation.ts';
import { afterSchedule, monthlyCentsIfPublished } from '../../../../lib/domain/billing/monthly-price.ts';
import { ABSENCE_CONFIRMATION_MS, isUnresolved, type Order } from '../../../../lib/domain/billing/order.ts';
import type { SpendingIntent, SubscriptionQuote } from '../../../../lib/domain/billing/subscription-quote.ts';
import { FailureError, failureOfError } from '../../../../lib/domain/failure.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../lib/domain/time.ts';
import * as platform from '../../../../lib/platform/billing.ts';
import * as refresh from '../../../../lib/refresh/refresh.ts';
import * as billingStore from '../../../../lib/store/billing.ts';
import { addOrder, updateBilling, updateOrder } from '../../../../lib/store/billing.ts';
import { onStoreChange } from '../../../../lib/store/changes.ts';
import { getConnection, removeConnection, updateConnection } from '../../../../lib/store/connections.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { listProfilesOf } from '../../../../lib/store/profiles.ts';
import type { BillingRow } from '../../../../lib/store/schema.ts';
import type { FaultRule } from '../../../sandbox/faults.ts';
import { dueFor } from '../../../sandbox/pricing.ts';
import { order as orderElsewhere, settle } from '../../../sandbox/subscription.ts';
import { accountNamed, failureOf, lastInJournal } from '../connected-account.ts';
import { failWritesTo } from '../fresh-browser.ts';
import { ines, sandbox } from '../signed-in-account.ts';
import { nextTier, quoteFor, storedBilling, withBilling } from './account.ts';

withBilling();
afterEach(() => {
  vi.restoreAllMocks();
});

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const billing = () => account().billing;
const stored = () => storedBilling(ines.key);
const orders = async () => (await stored()).orders ?? [];
const posts = (route = '/account/subscription') => sandbox.requests.count({ method: 'POST', route });
const charged = () => (billing().charges ?? []).map(({ cents }) => cents);
const quote = (intent: SpendingIntent) => quoteFor(ines.key, intent);
const shownCancellation = async () => {
  const { subscription, prices } = await stored();
  return cancellationOf(subscription!, prices!)!;
};
const cancelSchedule = (confirmed: Cancellation) =>
  cancelScheduledChange({ connectionKey: ines.key, confirmed });
const place = (confirmed: SubscriptionQuote) => placeOrder({ connectionKey: ines.key, confirmed });
const tier = (service: string, receiver?: string) =>
  nextTier(ines.key, service, receiver ? ines.id(receiver) : null);
const addon = (action: 'add' | 'remove', name: string): SpendingIntent => ({
  kind: 'addon',
  name: 'custom_dns',
  profileId: ines.id(name),
  action,
});
/** Keeps the refreshes that follow a changed limit from counting among the requests. */
const withoutRefreshes = () => vi.spyOn(refresh, 'refreshAgain').mockResolvedValue();
const lastOrderSentEarlier = async () =>
  updateOrder(ines.key, (await orders()).at(-1)!.id, (one) => ({
    ...one,
    sentAt: one.sentAt! - ABSENCE_CONFIRMATION_MS,
  }));
const changesInJournal = async () =>
  (await listJournal()).flatMap(({ what, subject }) => (what === 'subscription-changed' ? [subject] : []));
/** Throws something unexpected after `send`, which the platform carried out. */
const thrownAfter =
  <Args extends unknown[]>(send: (...args: Args) => Promise<void>) =>
  async (...args: Args) => {
    await send(...args);
    throw new RangeError('Maximum call stack size exceeded');
  };
const orderThrows = () =>
  vi.spyOn(platform, 'postSubscription').mockImplementationOnce(thrownAfter(platform.postSubscription));
const paymentThrows = () =>
  vi.spyOn(platform, 'postPendingRetry').mockImplementationOnce(thrownAfter(platform.postPendingRetry));
const onPost = { method: 'POST', path: '/account/subscription', times: 1 } as const;

describe('reading billing', () => {
  it('has no schedule where the platform answers null with a message beside it', async () => {
    sandbox.faults.add({ kind: 'server-error', path: '/account/subscription/summary' });
    const body = JSON.stringify({ status: true, result: null, message: 'No schedule' });
    sandbox.faults.add({ kind: 'raw', path: '/account/subscription/schedule', status: 200, body });
    await readBillingUnlessLimited({ connectionKey: ines.key });
    expect(await stored()).toMatchObject({ failure: null, subscription: { schedule: null } });
  });

  const summaryIs = (fault: Pick<FaultRule, 'kind' | 'status' | 'body' | 'message'>) =>
    sandbox.faults.add({ ...fault, path: '/account/subscription/summary' });
  const balance = async () => {
    await readBillingUnlessLimited({ connectionKey: ines.key });
    return (await stored()).subscription?.notEnoughBalance;
  };
  const loggedOfSummary = async () =>
    (await readErrors()).filter(({ where }) => where === 'fetchSubscriptionSummary').map(({ code }) => code);

  it.each([
    ['a 500', { kind: 'server-error' }, ['server']],
    ['a 429', { kind: 'rate-limit' }, ['rate-limited']],
    ['a gateway’s page', { kind: 'garbage' }, ['server']],
    ['half of its response', { kind: 'half' }, ['malformed']],
    ['no response', { kind: 'cut' }, ['offline']],
    ['another result', { kind: 'raw', status: 200, body: '{"status":true,"result":"ok"}' }, ['malformed']],
    [
      'a balance of another type',
      { kind: 'raw', status: 200, body: '{"status":true,"result":{"not_enough_balance":"true"}}' },
      [],
    ],
    ['no balance', { kind: 'raw', status: 200, body: '{"status":true,"result":{}}' }, []],
  ] as const)(
    'keeps whether the balance pays the next invoice while the summary doesn’t say it: %s',
    async (_, fault, logged) => {
      const first = summaryIs(fault);
      await updateBilling(ines.key, (row) => ({ ...row, subscription: null }));
      expect(await balance()).toBeNull();
      first.remove();
      for (const isMissing of [true, false]) {
        billing().not_enough_balance = isMissing;
        expect(await balance()).toBe(isMissing);
        const unread = summaryIs(fault);
        expect(await balance()).toBe(isMissing);
        unread.remove();
      }
      expect([...new Set(await loggedOfSummary())]).toEqual(logged);
      expect(await stored()).toMatchObject({ failure: null });
    },
  );

  it.each([
    ['that has no subscription', { kind: 'raw', status: 200, body: '{"status":true,"result":null}' }],
    ['that may not read the summary', { kind: 'denied' }],
    ['of a server without the summary', { kind: 'failure', status: 404, message: 'Not found' }],
  ] as const)('forgets that the balance was short for an account %s', async (_, fault) => {
    billing().not_enough_balance = true;
    expect(await balance()).toBe(true);
    summaryIs(fault);
    expect(await balance()).toBe(false);
    expect(await loggedOfSummary()).toEqual([]);
  });

  it('stores allocation, subscription and prices', async () => {
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

  it('asks for the limits of each of the account’s profiles that the list leaves out; those that can’t be read are unknown', async () => {
    const path = '/account/allocation';
    const body = JSON.stringify({ status: true, result: [] });
    sandbox.faults.add({ kind: 'raw', method: 'GET', path, status: 200, body });
    sandbox.faults.add({ kind: 'server-error', path: '/profile/:id', profile: ines.id('Demo') });
    await readBillingUnlessLimited({ connectionKey: ines.key });
    const { allocation, failure } = await stored();
    expect(failure).toBeNull();
    const acme = sandbox.state.profiles.find(({ id }) => id === ines.id('Acme Farms'))!;
    expect(allocation?.[acme.id]).toMatchObject(acme.allocation);
    expect(allocation?.[ines.id('Demo')]).toBeNull();
    expect(allocation).not.toHaveProperty(ines.id('Tallinn Metering'));
  });

  it('doesn’t undo what is stored of a change of limits that is made meanwhile', async () => {
    const profileId = ines.id('Acme Farms');
    const from = (await stored()).allocation![profileId]!.input!;
    const slow = sandbox.faults.add({ kind: 'hold', method: 'GET', path: '/account/subscription' });
    const reads = () => sandbox.requests.count({ method: 'GET', route: '/account/allocation' });
    const readBefore = reads();
    const reading = readBillingUnlessLimited({ connectionKey: ines.key });
    await vi.waitFor(() => expect(reads()).toBe(readBefore + 1));
    const changes = [{ profileId, service: 'input', from, to: from - 1 }];
    await saveAllocation({ connectionKey: ines.key, changes });
    slow.remove();
    await reading;
    expect((await stored()).allocation![profileId]!.input).toBe(from - 1);
  });

  it('stores what can be read when another part fails', async () => {
    const { fetchedAt, prices } = await stored();
    account().plan = 'starter';
    sandbox.faults.add({ kind: 'server-error', path: '/pricing' });
    expect(await failureOf(readBillingUnlessLimited({ connectionKey: ines.key }))).toMatchObject({
      code: 'server',
    });
    expect(await stored()).toMatchObject({
      fetchedAt,
      prices,
      subscription: { plan: 'starter' },
      failure: { failure: { code: 'server' } },
    });
  });
});

describe('a token whose profile changes hands', () => {
  /** TagoIO's support transfers the profile with its tokens. */
  const handOver = () => {
    const marta = accountNamed(sandbox, 'Marta Lind');
    const row = sandbox.state.tokens.find(({ token }) => token === ines.account.token)!;
    row.created_by = marta.id;
    sandbox.state.profiles.find(({ id }) => id === row.profile)!.account = marta.id;
  };

  it('neither shows the other account’s subscription nor lets it pay, and asks for a sign-in', async () => {
    const before = (await stored()).subscription;
    const confirmed = await quote(await tier('email'));
    handOver();
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'needs-sign-in' });
    expect(await failureOf(settleOrders({ connectionKey: ines.key }))).toMatchObject({
      code: 'needs-sign-in',
    });
    expect(posts()).toBe(0);
    expect((await stored()).subscription).toEqual(before);
    expect(await getConnection(ines.key)).toMatchObject({ state: 'needs-sign-in' });
  });

  it('leaves the account its profiles', async () => {
    const before = await listProfilesOf(ines.key);
    handOver();
    expect(await failureOf(rereadProfiles(ines.key))).toMatchObject({ code: 'needs-sign-in' });
    expect(await listProfilesOf(ines.key)).toEqual(before);
  });

  it('isn’t one whose subscription names the account in another form', async () => {
    const result = { account: 'acct_1', plan: 'starter', services: {}, addons: {} };
    const body = JSON.stringify({ status: true, result });
    sandbox.faults.add({ kind: 'raw', path: '/account/subscription', status: 200, body });
    await readBillingUnlessLimited({ connectionKey: ines.key });
    expect((await stored()).subscription?.plan).toBe('starter');
  });
});

describe('an upgrade', () => {
  it('is quoted with the charge now and the monthly price, and a quote spends nothing', async () => {
    const { nowCents, monthlyCents, monthlyBeforeCents, differenceCents } = await quote(await tier('email'));
    expect(monthlyCents! - monthlyBeforeCents!).toBe(differenceCents);
    expect(nowCents).toBeLessThanOrEqual(differenceCents);
    expect(monthlyBeforeCents).toBe((await stored()).subscription?.upcomingInvoiceCents);
    expect(sandbox.requests.count({ method: 'POST' })).toBe(0);
  });

  it('is bought once, at the confirmed price, however often the button is pressed', async () => {
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
    // The account has it by now: the same order changes nothing.
    expect(await failureOf(place(confirmed))).toMatchObject({ detail: 'ruleNothingToChange' });
    expect(posts()).toBe(1);
  });

  it('is in the journal at the moment its order is removed, so that a worker that is terminated in between loses neither', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    const seen: Promise<number>[] = [];
    const stop = onStoreChange(({ store }) => {
      if (store !== 'journal' && store !== 'billing') return;
      seen.push(
        Promise.all([changesInJournal(), orders()]).then(([entries, open]) => entries.length + open.length),
      );
    });
    await place(confirmed);
    stop();
    const kept = await Promise.all(seen);
    expect(kept.at(-1)).toBe(1);
    expect(kept.slice(kept.indexOf(1))).not.toContain(0);
  });

  it('is not bought when the price has changed or can no longer be read', async () => {
    const confirmed = await quote(await tier('email'));
    const priceChanged = { code: 'invalid-input', field: 'confirmed', detail: 'rulePriceChanged' };
    sandbox.faults.add({ kind: 'server-error', path: '/pricing/prorated', times: 1 });
    expect(await failureOf(place(confirmed))).toMatchObject(priceChanged);
    for (const one of sandbox.state.tiers.email) one.price += 100;
    expect(await failureOf(place(confirmed))).toMatchObject(priceChanged);
    expect(posts()).toBe(0);
    expect(await orders()).toEqual([]);
  });

  it('is not bought in another billing cycle, or when the account has changed since the quote', async () => {
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

  it('never buys anything unconfirmed, at whichever request somebody else raises the limit further', async () => {
    withoutRefreshes();
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
      const end = await place(confirmed).catch((error) => failureOfError(error));
      fault.remove();
      const [sent] = sandbox.requests.list({ method: 'POST', route: '/account/subscription' });
      const isBefore = sent === undefined || sandbox.requests.list().indexOf(sent) >= requests + skip;
      if (!sent) expect(end).toMatchObject({ code: 'invalid-input', field: 'confirmed' });
      else if (isBefore) {
        // Raised between the last read and the order: only the platform could refuse it, so the outcome is shown.
        expect(end).toEqual({ code: 'not-allowed', detail: 'ruleOvertaken' });
        expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'overtaken' }]);
        expect(charged().slice(1)).toEqual([]);
      } else expect(end).toMatchObject({ state: 'done' });
      expect(billing().services.email).toBe(skip < 12 && fault.hits > 0 ? 5000 : 2000);
      for (const { id } of await orders()) await dismissOrder({ connectionKey: ines.key, id });
    }
  });

  it('is not on sale between two tiers, or where a contract has no published price', async () => {
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
    // Another service can still be bought: its price difference is known, the monthly total is not.
    const confirmed = await quote(await tier('email'));
    expect(confirmed).toMatchObject({ monthlyCents: null, differenceCents: expect.any(Number) });
    await place(confirmed);
    expect(posts()).toBe(1);
  });

  it('blocks the next order while its payment is processed', async () => {
    billing().behavior = 'processing';
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

describe('a worker that starts', () => {
  it('reads billing while an order is open, and otherwise only the stored orders', async () => {
    const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const asked = sandbox.requests.count({});
    await settleLeftOpen();
    expect(read.mock.contexts.map((store) => (store as IDBObjectStore).name)).toEqual(['billing']);
    expect(sandbox.requests.count({})).toBe(asked);
    read.mockRestore();

    billing().behavior = 'processing';
    await place(await quote(await tier('email', 'Demo')));
    const ordered = sandbox.requests.count({ route: '/account/subscription' });
    await settleLeftOpen();
    expect(sandbox.requests.count({ route: '/account/subscription' })).toBeGreaterThan(ordered);
  });

  it('leaves a refused order to its alarm, if that is set', async () => {
    billing().behavior = 'payment_error';
    await failureOf(place(await quote(await tier('email'))));
    await settleEverywhere();
    const asked = sandbox.requests.count({});
    await settleLeftOpen();
    expect(sandbox.requests.count({})).toBe(asked);
    await fakeBrowser.alarms.clear('settle-orders');
    await settleLeftOpen();
    expect(sandbox.requests.count({})).toBeGreaterThan(asked);
  });
});

it('why an open order could not be settled by itself is in diagnostics', async () => {
  billing().behavior = 'processing';
  await place(await quote(await tier('email')));
  failWritesTo('billing');
  await settleEverywhere();
  expect(await readErrors()).toContainEqual(expect.objectContaining({ where: 'settleAccount' }));
});

it('what TagoIO refused while an open order was settled by itself is stored with the billing, and no error', async () => {
  billing().behavior = 'processing';
  await place(await quote(await tier('email')));
  sandbox.faults.add({ path: '/account/subscription', kind: 'denied', times: 1 });
  await settleEverywhere();
  expect((await stored()).failure).toMatchObject({ failure: { code: 'denied' } });
  expect(await readErrors()).toEqual([]);
});

describe('an open order while TagoIO asks to wait', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const asked = () => sandbox.requests.count({ route: '/account/subscription', method: 'GET' });
  const readByItself = async () => {
    await settleEverywhere();
    await readBillingUnlessLimited({ connectionKey: ines.key });
  };

  it('is read no sooner than that, unless a person asks', async () => {
    billing().behavior = 'processing';
    await place(await quote(await tier('email')));
    const limit = sandbox.faults.add({ path: '/account/subscription', kind: 'rate-limit', retryAfter: 600 });
    await settleEverywhere();
    const before = asked();
    await readByItself();
    expect(asked()).toBe(before);
    expect(await failureOf(settleOrders({ connectionKey: ines.key }))).toMatchObject({
      code: 'rate-limited',
    });
    expect(asked()).toBe(before + 1);

    limit.remove();
    settle(sandbox, account(), true);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * MINUTE_MS });
    await settleEverywhere();
    expect(await orders()).toEqual([]);
  });

  it('isn’t read during a pause of the account’s refreshes, unless a person asks', async () => {
    billing().behavior = 'processing';
    await place(await quote(await tier('email')));
    const at = Date.now();
    await updateConnection(ines.key, (row) => ({ ...row, pause: { at, until: at + HOUR_MS, pauses: 1 } }));
    const before = asked();
    await readByItself();
    expect(asked()).toBe(before);
    expect((await stored()).failure).toBeNull();
    await settleOrders({ connectionKey: ines.key });
    expect(asked()).toBe(before + 1);
  });
});

describe('a payment that the bank declines', () => {
  const cancelFailed = async (shown?: string) => {
    const confirmed = shown ?? (await stored()).subscription!.paymentError!;
    return cancelFailedChange({ connectionKey: ines.key, confirmed });
  };
  const emailOf = (name: string) =>
    sandbox.state.profiles.find(({ id }) => id === ines.id(name))!.allocation.email;
  const refusedFor = async (name: string) => {
    billing().behavior = 'payment_error';
    const confirmed = await quote(await tier('email', name));
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'refused' });
    billing().behavior = 'instant';
    return confirmed;
  };

  it('fails with the bank’s reason, each time; the same reason counts once it can’t be that of the payment before', async () => {
    billing().behavior = 'payment_error';
    expect(await failureOf(place(await quote(await tier('email'))))).toMatchObject({
      code: 'refused',
      field: 'payment',
      detail: expect.stringContaining('declined'),
    });
    for (const service of ['run_users', 'email']) {
      expect(await place(await quote(await tier(service)))).toMatchObject({ state: 'accepted' });
      expect(await orders()).toMatchObject([{ state: 'sent', paymentError: null }]);
      await lastOrderSentEarlier();
      await settleEverywhere();
      expect(await orders()).toMatchObject([
        { state: 'sent', paymentError: expect.stringContaining('declined') },
      ]);
    }
    expect(posts()).toBe(3);
    expect(charged()).toEqual([]);
  });

  it('is not taken for that of a later order that is paid, while reads lag', async () => {
    billing().behavior = 'payment_error';
    await failureOf(place(await quote(await tier('email'))));
    Object.assign(billing(), { behavior: 'instant', lag: 2 });
    const demo = sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!;
    const had = demo.allocation.run_users;
    const confirmed = await quote(await tier('run_users', 'Demo'));
    expect(await place(confirmed)).toMatchObject({ state: 'accepted' });
    expect(await orders()).toMatchObject([{ state: 'sent', paymentError: null }]);
    for (let i = 0; i < 4; i += 1) await settleEverywhere();
    expect(demo.allocation.run_users).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toEqual([]);
    expect(charged()).toEqual([confirmed.nowCents]);
  });

  it('is not taken for that of a later order whose response is lost', async () => {
    billing().behavior = 'payment_error';
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    sandbox.faults.add({ ...onPost, kind: 'cut', times: 1 });
    expect(await failureOf(place(await quote(await tier('run_users'))))).toMatchObject({
      code: 'outcome-unknown',
    });
    expect((await orders()).at(-1)).toMatchObject({ state: 'sent', paymentError: null });
    // It may still arrive: nothing is bought in its place.
    expect(await failureOf(place(await quote(await tier('run_users'))))).toMatchObject({
      detail: 'ruleOrderUnsettled',
    });
  });

  it('leaves the units to the profile that was confirmed last, also where the response to that order is lost', async () => {
    billing().services.email = 1000;
    for (const { allocation } of sandbox.state.profiles) allocation.email = 0;
    billing().behavior = 'payment_error';
    const intent = { kind: 'limit', service: 'email', limit: 2000 } as const;
    const forName = (name: string) => quote({ ...intent, receiverId: ines.id(name) });
    await failureOf(place(await forName('Demo')));
    billing().behavior = 'instant';
    const again = await forName('Greenhouse Iberia');
    sandbox.faults.add({ ...onPost, kind: 'cut', after: true });
    const down = sandbox.faults.add({
      kind: 'server-error',
      method: 'GET',
      path: '/account/subscription',
      skip: 2,
    });
    expect(await failureOf(place(again))).toEqual({ code: 'outcome-unknown', detail: 'not-read' });
    down.remove();
    await settleEverywhere();
    expect(emailOf('Greenhouse Iberia')).toBe(again.receiverUnits!.amount);
    expect(emailOf('Demo')).toBe(0);
    expect((await orders()).filter(({ outcome }) => outcome === 'not-allocated')).toEqual([]);
  });

  it('is retried with a new quote, and does not pay what somebody else has pending', async () => {
    billing().behavior = 'payment_error';
    const intent = await tier('email', 'Demo');
    await failureOf(place(await quote(intent)));
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    billing().behavior = 'instant';
    const again = await quote(intent);
    expect(await place(again)).toMatchObject({ state: 'done', allocated: { service: 'email' } });
    expect(charged()).toEqual([again.nowCents]);
    expect(billing().services.input).toBeLessThan(50_000_000);
    expect(posts('/account/subscription/pending/retry')).toBe(0);
  });

  it('is checked every 30 minutes; a payment being processed every minute', async () => {
    const period = async () => (await fakeBrowser.alarms.get('settle-orders'))?.periodInMinutes;
    billing().behavior = 'payment_error';
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    expect(await period()).toBe(30);
    billing().behavior = 'processing';
    await place(await quote(await tier('email', 'Demo')));
    expect(await period()).toBe(1);
    settle(sandbox, account(), true);
    await settleEverywhere();
    expect(await period()).toBeUndefined();
  });

  it('and is then paid in the console gives its units, also where something else is ordered before that is read', async () => {
    const had = emailOf('Demo');
    const confirmed = await refusedFor('Demo');
    settle(sandbox, account(), true);
    expect(await place(await quote(await tier('run_users')))).toMatchObject({ state: 'done' });
    expect(emailOf('Demo')).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it('gives its units at whichever request of another order it is paid in the console', async () => {
    withoutRefreshes();
    for (let skip = 0; skip < 14; skip += 1) {
      sandbox.reset();
      await readBillingUnlessLimited({ connectionKey: ines.key });
      const had = emailOf('Demo');
      const confirmed = await refusedFor('Demo');
      const next = await quote(await tier('run_users', 'Greenhouse Iberia'));
      const run = () => settle(sandbox, account(), true);
      const fault = sandbox.faults.add({ kind: 'elsewhere', run, skip, times: 1 });
      await place(next).catch((error) => failureOfError(error));
      fault.remove();
      await settleEverywhere();
      const isPaid = billing().services.email === (confirmed.intent as { limit: number }).limit;
      expect(emailOf('Demo')).toBe(had + (isPaid ? confirmed.receiverUnits!.amount : 0));
      expect((await orders()).map(({ outcome }) => outcome)).toEqual(isPaid ? ['made'] : []);
      for (const { id } of await orders()) await dismissOrder({ connectionKey: ines.key, id });
    }
  });

  it('is not replaced by a downgrade: it can still be paid in the console', async () => {
    const had = emailOf('Demo');
    const confirmed = await refusedFor('Demo');
    expect(await place(await quote(addon('remove', 'Acme Farms')))).toMatchObject({ state: 'scheduled' });
    expect(await orders()).toMatchObject([{ quote: { intent: confirmed.intent } }]);
    settle(sandbox, account(), true);
    await settleEverywhere();
    expect(emailOf('Demo')).toBe(had + confirmed.receiverUnits!.amount);
  });

  it('and is paid in the console, but whose units can’t be given yet, is as any other order that was bought', async () => {
    const had = emailOf('Demo');
    const confirmed = await refusedFor('Demo');
    settle(sandbox, account(), true);
    const busy = sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/account/allocation' });
    await failureOf(settleOrders({ connectionKey: ines.key }));
    expect((await orders()).map(isUnresolved)).toEqual([true]);
    expect((await fakeBrowser.alarms.get('settle-orders'))?.periodInMinutes).toBe(1);
    // Neither another order nor the end of another failed payment takes its units away.
    expect(await failureOf(place(await quote(await tier('run_users'))))).toMatchObject({
      detail: 'ruleOrderUnsettled',
    });
    billing().behavior = 'payment_error';
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    await failureOf(settleOrders({ connectionKey: ines.key }));
    expect(await cancelFailed()).toBe('canceled');
    expect(await orders()).toHaveLength(1);
    busy.remove();
    await settleEverywhere();
    expect(emailOf('Demo')).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it('and was paid in the console, but whose units can’t be given, is said so until a person has seen it', async () => {
    await refusedFor('Demo');
    settle(sandbox, account(), true);
    const path = '/account/allocation';
    sandbox.faults.add({ kind: 'failure', status: 400, message: 'No', method: 'POST', path, times: 1 });
    await settleEverywhere();
    expect(await place(await quote(await tier('run_users')))).toMatchObject({ state: 'done' });
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'not-allocated' }]);
  });

  it('is reported as gone, and gives its units, where it is paid at the moment it is canceled', async () => {
    const had = emailOf('Demo');
    const confirmed = await refusedFor('Demo');
    const run = () => settle(sandbox, account(), true);
    const path = '/account/subscription/pending/cancel';
    sandbox.faults.add({ kind: 'elsewhere', run, method: 'POST', path, times: 1 });
    expect(await cancelFailed()).toBe('gone');
    expect(emailOf('Demo')).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it('can be canceled, together with its order', async () => {
    billing().behavior = 'payment_error';
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    expect(await cancelFailed()).toBe('canceled');
    expect((await stored()).subscription?.paymentError).toBeNull();
    expect(await orders()).toEqual([]);
    expect(await changesInJournal()).toHaveLength(1);
  });

  it('is reported as gone, not as canceled, once it was paid elsewhere', async () => {
    billing().behavior = 'payment_error';
    const confirmed = await quote(await tier('email', 'Demo'));
    await failureOf(place(confirmed));
    const { paymentError } = (await stored()).subscription!;
    settle(sandbox, account(), true);
    expect(await cancelFailed(paymentError!)).toBe('gone');
    expect(posts('/account/subscription/pending/cancel')).toBe(0);
    expect(charged()).toEqual([confirmed.nowCents]);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it('cancels neither a payment that is being processed by now, nor another failure than the one shown', async () => {
    billing().behavior = 'payment_error';
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    const { paymentError } = (await stored()).subscription!;
    billing().payment_error = { message: 'Insufficient funds.', details: 'insufficient_funds' };
    expect(await cancelFailed(paymentError!)).toBe('gone');
    billing().behavior = 'processing';
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    expect(await failureOf(cancelFailed(paymentError!))).toMatchObject({
      code: 'not-allowed',
      detail: 'ruleSubscriptionProcessing',
    });
    expect(posts('/account/subscription/pending/cancel')).toBe(0);
    expect(billing().processing).toBe(true);
  });

  it('can be canceled without canceling an order whose outcome is unknown', async () => {
    const down = await quote({ kind: 'limit', service: 'email', limit: 1000, receiverId: null });
    sandbox.faults.add({ ...onPost, kind: 'cut' });
    expect(await failureOf(place(down))).toMatchObject({ code: 'outcome-unknown' });
    billing().behavior = 'payment_error';
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    await readBillingUnlessLimited({ connectionKey: ines.key });
    await cancelFailed();
    expect(billing().payment_error).toBeNull();
    expect(await orders()).toMatchObject([{ state: 'sent', quote: { intent: down.intent } }]);
  });
});

describe('an invoice past due', () => {
  const due = (amount: number) =>
    Object.assign(billing(), { past_due: { amount_due: amount, attempt_count: 1, invoice_url: '' } });
  const pay = (confirmedCents: number) => payPastDue({ connectionKey: ines.key, confirmedCents });

  it('is paid once, at the confirmed amount', async () => {
    due(4200);
    await Promise.all([pay(4200), pay(4200)]);
    expect(charged()).toEqual([4200]);
    expect(posts('/account/subscription/pending/retry')).toBe(1);
  });

  it('is reported as paid while reads lag behind its payment, and not paid again before they can’t anymore', async () => {
    due(4200);
    billing().lag = 4;
    await pay(4200);
    expect((await stored()).subscription?.pastDue).toMatchObject({ cents: 4200 });
    expect(await lastInJournal()).toMatchObject({ what: 'subscription-changed' });
    expect(await failureOf(pay(4200))).toEqual({ code: 'not-allowed', detail: 'ruleInvoicePaid' });
    expect(posts('/account/subscription/pending/retry')).toBe(1);
    expect(charged()).toEqual([4200]);

    due(4200);
    billing().stale = null;
    vi.useFakeTimers({ now: Date.now() + ABSENCE_CONFIRMATION_MS + 1, toFake: ['Date'] });
    await pay(4200);
    vi.useRealTimers();
    expect(charged()).toEqual([4200, 4200]);
  });

  it('is not paid again where something unexpected was thrown after its payment was sent', async () => {
    due(4200);
    billing().lag = 4;
    paymentThrows();
    expect(await failureOf(pay(4200))).toMatchObject({ code: 'outcome-unknown' });
    expect(await failureOf(pay(4200))).toEqual({ code: 'not-allowed', detail: 'ruleInvoicePaid' });
    expect(charged()).toEqual([4200]);
  });

  it.each([
    ['arrived', true],
    ['got lost', false],
  ])(
    'is not paid again before reads can’t lag anymore where its payment got no answer: it %s',
    async (_, after) => {
      due(4200);
      billing().lag = 4;
      const path = '/account/subscription/pending/retry';
      sandbox.faults.add({ kind: 'cut', method: 'POST', path, times: 1, after });
      expect(await failureOf(pay(4200))).toMatchObject({ code: 'outcome-unknown' });
      expect((await stored()).paidInvoice).toMatchObject({ cents: 4200 });
      expect(await failureOf(pay(4200))).toEqual({ code: 'not-allowed', detail: 'ruleInvoicePaid' });
      expect(posts(path)).toBe(1);
      // Once it's seen, the journal has it, too.
      expect(await changesInJournal()).toHaveLength(0);
      billing().stale = null;
      await readBillingUnlessLimited({ connectionKey: ines.key });
      await readBillingUnlessLimited({ connectionKey: ines.key });
      expect(await changesInJournal()).toHaveLength(after ? 1 : 0);
    },
  );

  it.each([
    ['the bank accepts it', true],
    ['the bank refuses it in the end', false],
  ])(
    'is in the journal once if it is paid, where the subscription is read before its payment is answered: %s',
    async (_, isPaid) => {
      due(4200);
      const path = '/account/subscription/pending/retry';
      const answer = sandbox.faults.add({ kind: 'hold', method: 'POST', path, times: 1, after: true });
      const payment = settleToFailure(pay(4200));
      await vi.waitFor(() => expect(answer.waiting).toBe(1));
      if (!isPaid) Object.assign(billing(), { processing: true, past_due: { amount_due: 4200 } });
      await readBillingUnlessLimited({ connectionKey: ines.key });
      expect(await changesInJournal()).toHaveLength(0);
      const payment_error = { message: 'Your card was declined.', details: 'card_declined' };
      if (!isPaid) Object.assign(billing(), { processing: false, payment_error });
      answer.remove();
      expect(await payment).toEqual(isPaid ? null : expect.objectContaining({ code: 'refused' }));
      expect(await changesInJournal()).toHaveLength(isPaid ? 1 : 0);
    },
  );

  it('is known to be paid and in the journal at once, so that a worker that is terminated in between loses neither', async () => {
    due(4200);
    const seen: Promise<unknown[]>[] = [];
    const stop = onStoreChange(({ store }) => {
      if (store === 'journal' || store === 'billing') seen.push(Promise.all([changesInJournal(), stored()]));
    });
    await pay(4200);
    stop();
    const states = (await Promise.all(seen)) as [string[], BillingRow][];
    const afterSending = states.flatMap(([entries, { paidInvoice }]) =>
      paidInvoice ? `${entries.length} ${paidInvoice.unanswered}` : [],
    );
    expect(new Set(afterSending)).toEqual(new Set(['0 true', '1 undefined']));
  });

  it('is not paid again before reads can’t lag anymore, also when the clock was an hour ahead as it was paid', async () => {
    due(4200);
    billing().lag = 20;
    await pay(4200);
    const { paidInvoice } = await stored();
    const paidAt = paidInvoice!.paidAt + HOUR_MS;
    await updateBilling(ines.key, (row) => ({ ...row, paidInvoice: { ...paidInvoice!, paidAt } }));
    for (let time = 0; time < 2; time += 1)
      expect(await failureOf(pay(4200))).toEqual({ code: 'not-allowed', detail: 'ruleInvoicePaid' });
    expect((await stored()).paidInvoice!.paidAt).toBeLessThanOrEqual(Date.now());
    vi.useFakeTimers({ now: Date.now() + ABSENCE_CONFIRMATION_MS + 1, toFake: ['Date'] });
    billing().stale = null;
    due(4200);
    await pay(4200);
    vi.useRealTimers();
    expect(charged()).toEqual([4200, 4200]);
  });

  it('can be paid at once after a payment that was refused, or wasn’t sent', async () => {
    due(4200);
    billing().behavior = 'payment_error';
    expect(await failureOf(pay(4200))).toMatchObject({ code: 'refused' });
    expect((await stored()).paidInvoice).toBeUndefined();
    billing().behavior = 'instant';
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(await failureOf(pay(4200))).toMatchObject({ code: 'offline' });
    online.mockRestore();
    await pay(4200);
    expect(charged()).toEqual([4200]);
    expect(await changesInJournal()).toHaveLength(1);
  });

  it('is not paid when the amount has changed or is unknown, or when another payment is pending', async () => {
    due(4200);
    expect(await failureOf(pay(370))).toMatchObject({ detail: 'rulePriceChanged' });
    Object.assign(billing().past_due!, { amount_due: undefined });
    expect(await failureOf(pay(0))).toMatchObject({ detail: 'rulePriceChanged' });
    due(4200);
    billing().behavior = 'payment_error';
    orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } });
    billing().behavior = 'instant';
    expect(await failureOf(pay(4200))).toMatchObject({ detail: 'rulePriceChanged' });
    expect(posts('/account/subscription/pending/retry')).toBe(0);
    expect(charged()).toEqual([]);
  });
});

describe('what would be sent without being stored, as after the browser deleted the database', () => {
  const loseOrders = () => updateBilling(ines.key, ({ orders: _, ...row }) => row);

  it('is not sent: an order', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    const add = billingStore.addOrder;
    vi.spyOn(billingStore, 'addOrder').mockImplementationOnce(async (...order) => {
      const isAdded = await add(...order);
      await loseOrders();
      return isAdded;
    });
    expect(await failureOf(place(confirmed))).toEqual({ code: 'storage-failed' });
    expect(posts()).toBe(0);
    expect(charged()).toEqual([]);
    expect(await place(confirmed)).toMatchObject({ state: 'done' });
  });

  it('is not sent: an order whose account was disconnected in another window', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    const add = billingStore.addOrder;
    vi.spyOn(billingStore, 'addOrder').mockImplementationOnce(async (...order) => {
      const isAdded = await add(...order);
      await removeConnection(ines.key);
      return isAdded;
    });
    expect(await failureOf(place(confirmed))).toEqual({ code: 'not-connected' });
    expect(posts()).toBe(0);
  });

  it('is not sent: the ordered units’ allocation', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    const read = platform.fetchAllocation;
    vi.spyOn(platform, 'fetchAllocation').mockImplementation(async (api) => {
      if (charged().length > 0) await loseOrders();
      return read(api);
    });
    expect(await place(confirmed)).toMatchObject({ allocated: null, failure: { code: 'storage-failed' } });
    expect(posts('/account/allocation')).toBe(0);
  });

  it('is not sent: the payment of an invoice', async () => {
    Object.assign(billing(), { past_due: { amount_due: 4200, attempt_count: 1, invoice_url: '' } });
    vi.spyOn(billingStore, 'updateBilling').mockResolvedValueOnce(undefined);
    const payment = payPastDue({ connectionKey: ines.key, confirmedCents: 4200 });
    expect(await failureOf(payment)).toEqual({ code: 'not-connected' });
    expect(charged()).toEqual([]);
  });
});

describe('an order whose response is lost, a gateway’s or a refusal', () => {
  it.each([
    ['cut off', { kind: 'cut' }],
    ['a gateway’s page', { kind: 'garbage' }],
    ['a 503 that says "unavailable"', { kind: 'failure', status: 503, message: 'Service Unavailable' }],
    ['a refusal of a repetition', { kind: 'failure', status: 400, message: 'You are already on this plan' }],
  ] as const)(
    'succeeded when the platform had made the change (%s), and the share is allocated',
    async (_, fault) => {
      const confirmed = await quote(await tier('email', 'Demo'));
      sandbox.faults.add({ ...onPost, ...fault, after: true });
      expect(await place(confirmed)).toMatchObject({
        state: 'done',
        allocated: { amount: confirmed.receiverUnits!.amount },
      });
      expect(posts()).toBe(1);
      expect(charged()).toEqual([confirmed.nowCents]);
      expect(await orders()).toEqual([]);
    },
  );

  it('succeeded when the platform had made the change, whatever was thrown after it was sent', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    orderThrows();
    expect(await place(confirmed)).toMatchObject({ state: 'done' });
    expect(charged()).toEqual([confirmed.nowCents]);
  });

  it('stays open when something unexpected was thrown after it was sent and no read shows it', async () => {
    const confirmed = await quote(await tier('email'));
    orderThrows();
    const unread = sandbox.faults.add({
      kind: 'server-error',
      path: '/account/subscription',
      method: 'GET',
      skip: 1,
    });
    expect(await failureOf(place(confirmed))).toEqual({ code: 'outcome-unknown', detail: 'not-read' });
    expect(await orders()).toMatchObject([{ state: 'sent' }]);
    expect((await readErrors()).at(-1)?.code).toBe('RangeError');
    unread.remove();
    await settleEverywhere();
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
    expect(posts()).toBe(1);
  });

  it('stays open when the request was lost, and nothing else is bought until its outcome is known', async () => {
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

  it('is said to be made once that is found, until a person has seen it, and is in the journal once', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    sandbox.faults.add({ ...onPost, kind: 'cut', after: true });
    billing().lag = 4;
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'outcome-unknown' });
    for (let i = 0; i < 4; i += 1) await settleEverywhere();
    const [order] = await orders();
    expect(order).toMatchObject({ state: 'settled', outcome: 'made' });
    expect(await changesInJournal()).toEqual([expect.stringContaining('email')]);
    // It stays, whatever is ordered next.
    Object.assign(billing(), { lag: 0, stale: null });
    expect(await place(await quote(await tier('run_users')))).toMatchObject({ state: 'done' });
    expect(await orders()).toEqual([order]);
    await dismissOrder({ connectionKey: ines.key, id: order!.id });
    expect(await orders()).toEqual([]);
  });

  it('is in the journal and settled at once, so that a worker that is terminated in between loses neither', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    sandbox.faults.add({ ...onPost, kind: 'cut', after: true });
    billing().lag = 4;
    await failureOf(place(confirmed));
    const seen: Promise<unknown[]>[] = [];
    const stop = onStoreChange(({ store }) => {
      if (store === 'journal' || store === 'billing') seen.push(Promise.all([changesInJournal(), orders()]));
    });
    for (let i = 0; i < 4; i += 1) await settleEverywhere();
    stop();
    const states = (await Promise.all(seen)) as [string[], Order[]][];
    expect(
      new Set(
        states.map(([entries, [order]]) => [entries.length, order?.recorded, order?.outcome].join(' ')),
      ),
    ).toEqual(new Set(['0  ', '1 true made']));
  });

  it('is in the journal once it is found to be scheduled, or the bank has processed its payment', async () => {
    const down = await quote(addon('remove', 'Acme Farms'));
    sandbox.faults.add({ ...onPost, kind: 'cut', after: true });
    billing().lag = 4;
    expect(await failureOf(place(down))).toMatchObject({ code: 'outcome-unknown' });
    for (let i = 0; i < 4; i += 1) await settleEverywhere();
    expect(await orders()).toEqual([]);
    expect(await changesInJournal()).toEqual(['custom_dns']);

    Object.assign(billing(), { lag: 0, behavior: 'processing' });
    expect(await place(await quote(await tier('email', 'Demo')))).toMatchObject({ state: 'processing' });
    expect(await changesInJournal()).toHaveLength(1);
    settle(sandbox, account(), true);
    await settleEverywhere();
    expect(await orders()).toEqual([]);
    expect(await changesInJournal()).toHaveLength(2);
  });

  it('isn’t in the journal if the bank declines the payment that was being processed', async () => {
    billing().behavior = 'processing';
    expect(await place(await quote(await tier('email')))).toMatchObject({ state: 'processing' });
    settle(sandbox, account(), false);
    await settleEverywhere();
    expect(await orders()).toMatchObject([{ paymentError: expect.stringContaining('declined') }]);
    expect(await changesInJournal()).toEqual([]);
  });

  it('is settled as soon as reads can no longer lag, also when the clock was an hour ahead as it was sent', async () => {
    sandbox.faults.add({ ...onPost, kind: 'cut' });
    await failureOf(place(await quote(await tier('email', 'Demo'))));
    const [{ id }] = (await orders()) as [Order];
    const sentEarlier = (ms: number) =>
      updateOrder(ines.key, id, (one) => ({ ...one, sentAt: one.sentAt! - ms }));
    await sentEarlier(-HOUR_MS);
    await settleEverywhere();
    expect(await orders()).toMatchObject([{ state: 'sent' }]);
    await sentEarlier(ABSENCE_CONFIRMATION_MS);
    await settleEverywhere();
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'not-made' }]);
    expect(charged()).toEqual([]);
  });

  it('loses no share when a repetition is refused while reads lag', async () => {
    billing().lag = 2;
    const had = sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation.email;
    const confirmed = await quote(await tier('email', 'Demo'));
    sandbox.faults.add({ ...onPost, kind: 'failure', status: 400, message: 'Already done', after: true });
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'refused', detail: 'Already done' });
    for (let i = 0; i < 4; i += 1) await settleEverywhere();
    const has = sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation.email;
    expect(has).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it('that was refused gives nobody the units that somebody else buys at the same moment', async () => {
    billing().services.email = 1000;
    for (const { allocation } of sandbox.state.profiles) allocation.email = 0;
    const intent = { kind: 'limit', service: 'email', limit: 2000, receiverId: ines.id('Demo') } as const;
    const confirmed = await quote(intent);
    billing().behavior = 'processing';
    const run = () => void orderElsewhere(sandbox, account(), { services: { email: 5000 } });
    sandbox.faults.add({ ...onPost, kind: 'elsewhere', run });
    await place(confirmed).catch(() => null);
    settle(sandbox, account(), true);
    expect(billing().services.email).toBe(5000);
    await lastOrderSentEarlier();
    await settleEverywhere();
    const has = sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation.email;
    expect(has).toBe(0);
    expect(await orders()).toMatchObject([{ outcome: 'not-made' }]);
  });

  it('that was refused does not block another one, and is followed no longer than reads can lag', async () => {
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

  it('that was refused fails with the platform’s message and leaves no order behind', async () => {
    const confirmed = await quote(await tier('email'));
    billing().card = null;
    expect(await failureOf(place(confirmed))).toMatchObject({
      code: 'refused',
      detail: 'A payment method is required',
    });
    expect(await orders()).toEqual([]);
  });
});

describe('a downgrade', () => {
  it('costs nothing, is scheduled for the end of the cycle, and is canceled only with the schedule that was shown', async () => {
    await place(await quote(await tier('email')));
    const limit = (await stored()).prices!.tiers.email![0]!.amount;
    const down = await quote({ kind: 'limit', service: 'email', limit, receiverId: null });
    expect(down).toMatchObject({ nowCents: 0, isStepUp: false });
    expect(await place(down)).toMatchObject({ state: 'scheduled' });
    const confirmed = await shownCancellation();
    expect(confirmed.schedule).toMatchObject({ services: { email: limit } });

    orderElsewhere(sandbox, account(), { addons: { custom_dns: [] } });
    expect(await failureOf(cancelSchedule(confirmed))).toMatchObject({ detail: 'ruleScheduleChanged' });
    expect(billing().schedule).not.toBeNull();
    // The platform may name the same services in another order.
    const shown = await shownCancellation();
    const schedule = Object.fromEntries(Object.entries(shown.schedule).reverse()) as typeof shown.schedule;
    await cancelSchedule({ ...shown, schedule });
    expect((await stored()).subscription?.schedule).toBeNull();
  });

  it.each([
    ['somebody bought more', () => orderElsewhere(sandbox, account(), { services: { input: 50_000_000 } })],
    [
      'a price rose',
      () => {
        for (const one of sandbox.state.tiers.input) one.price += 100;
      },
    ],
  ])(
    'is canceled only at the monthly amounts that were shown, and then at the new ones: %s',
    async (_, change) => {
      orderElsewhere(sandbox, account(), { addons: { custom_dns: [] } });
      await readBillingUnlessLimited({ connectionKey: ines.key });
      const shown = await shownCancellation();
      change();
      expect(await failureOf(cancelSchedule(shown))).toMatchObject({
        field: 'confirmed',
        detail: 'ruleScheduleChanged',
      });
      expect(sandbox.requests.count({ method: 'DELETE' })).toBe(0);
      const now = await shownCancellation();
      expect(now.keptCents).toBeGreaterThan(shown.keptCents!);
      await cancelSchedule(now);
      expect(billing().schedule).toBeNull();
    },
  );

  it('that TagoIO refuses until the profiles’ limits are lowered fails with its message, and can be ordered after that', async () => {
    billing().lessThanAllocated = 'refused';
    const down = { kind: 'limit', service: 'input', limit: 1_000_000, receiverId: null } as const;
    expect(await failureOf(place(await quote(down)))).toMatchObject({
      detail: 'Reduce the allocation of your profiles first',
    });
    expect(await orders()).toEqual([]);
    for (const profile of sandbox.state.profiles) profile.allocation.input = 1000;
    expect(await place(await quote(down))).toMatchObject({ state: 'scheduled' });
  });

  it('that has taken effect isn’t said to be canceled', async () => {
    await place(await quote(await tier('email')));
    const limit = (await stored()).prices!.tiers.email![0]!.amount;
    await place(await quote({ kind: 'limit', service: 'email', limit, receiverId: null }));
    const confirmed = await shownCancellation();
    billing().services.email = limit;
    billing().schedule = null;
    expect(await failureOf(cancelSchedule(confirmed))).toMatchObject({ detail: 'ruleScheduleChanged' });
  });
});

describe('a scheduled downgrade to the free plan', () => {
  const isEnding = async () => {
    orderElsewhere(sandbox, account(), { plan: 'free' });
    await readBillingUnlessLimited({ connectionKey: ines.key });
  };

  it('ends everything that was bought: the next invoice is 0', async () => {
    await isEnding();
    const { subscription, prices } = await stored();
    expect(monthlyCentsIfPublished(afterSchedule(subscription!), prices!)).toBe(0);
    expect(subscription?.upcomingInvoiceCents).toBe(0);
  });

  it('ends what was bought also after a lower limit was scheduled, although the schedule lists all limits then', async () => {
    const { tiers } = (await stored()).prices!;
    const { services } = billing();
    // Both are above the free plan's, which is the first tier.
    Object.assign(services, { input: tiers.input![3]!.amount, analysis: tiers.analysis![2]!.amount });
    orderElsewhere(sandbox, account(), { services: { input: tiers.input![1]!.amount } });
    await isEnding();
    const { subscription, prices } = await stored();
    expect(subscription?.schedule?.services).toMatchObject({ analysis: services.analysis });
    expect(subscription?.upcomingInvoiceCents).toBe(tiers.input![1]!.price);
    expect(monthlyCentsIfPublished(afterSchedule(subscription!), prices!)).toBe(
      subscription?.upcomingInvoiceCents,
    );
  });

  it('lets nothing be bought that would end with it, also if it was scheduled after the price was shown', async () => {
    const shown = await quote(addon('add', 'Demo'));
    await isEnding();
    expect(await failureOf(place(shown))).toMatchObject({ detail: 'ruleFreePlanScheduled' });
    expect(billing().addons.custom_dns ?? []).not.toContain(ines.id('Demo'));
  });
});

describe('a scheduled change that can’t be read', () => {
  const scheduled = async () => {
    await place(await quote(await tier('email')));
    const limit = (await stored()).prices!.tiers.email![0]!.amount;
    await place(await quote({ kind: 'limit', service: 'email', limit, receiverId: null }));
    return shownCancellation();
  };
  const unreadable: FaultRule = { path: '/account/subscription/schedule', kind: 'server-error' };
  /** The platform caches the summary: it may be from before the change was scheduled. */
  const oldSummary = (): FaultRule => {
    const body = JSON.stringify({ status: true, result: { not_enough_balance: false, schedule: null } });
    return { path: '/account/subscription/summary', kind: 'raw', status: 200, body };
  };

  it('isn’t reported as canceled, whatever the summary says', async () => {
    const confirmed = await scheduled();
    sandbox.faults.add(oldSummary());
    sandbox.faults.add(unreadable);
    expect(await failureOf(cancelSchedule(confirmed))).toMatchObject({ code: 'server' });
    expect(billing().schedule).not.toBeNull();
    expect((await stored()).subscription?.schedule).toEqual(confirmed.schedule);
  });

  it('is found although the summary says that there is none', async () => {
    const confirmed = await scheduled();
    sandbox.faults.add(oldSummary());
    await readBillingUnlessLimited({ connectionKey: ines.key });
    expect((await stored()).subscription?.schedule).toEqual(confirmed.schedule);
  });

  it('is looked up in the summary where it is refused', async () => {
    sandbox.faults.add(oldSummary());
    for (const status of [401, 403]) {
      const message = 'Authorization denied';
      const refusal = sandbox.faults.add({ ...unreadable, kind: 'failure', status, message });
      await readBillingUnlessLimited({ connectionKey: ines.key });
      expect(await stored()).toMatchObject({ failure: null, subscription: { schedule: null } });
      refusal.remove();
    }
  });

  it('isn’t reported as not made', async () => {
    const { services } = (await scheduled()).schedule;
    billing().schedule = null;
    const down = await quote({ kind: 'limit', service: 'email', limit: services.email!, receiverId: null });
    sandbox.faults.add({ ...onPost, kind: 'cut', after: true });
    // It can be read once, for the quote: without a schedule, nothing is ordered.
    sandbox.faults.add({ ...unreadable, skip: 1 });
    await failureOf(place(down));
    vi.useFakeTimers({ now: Date.now() + ABSENCE_CONFIRMATION_MS + 60_000, toFake: ['Date'] });
    await failureOf(settleOrders({ connectionKey: ines.key }));
    expect(await orders()).toMatchObject([{ state: 'sent', outcome: null }]);
    sandbox.faults.clear();
    await settleOrders({ connectionKey: ines.key });
    vi.useRealTimers();
    expect(await orders()).toEqual([]);
    expect(billing().schedule?.services?.email).toBe(services.email);
  });
});

describe('an add-on', () => {
  it('is bought for one profile and kept by others that got it meanwhile', async () => {
    const shown = await quote(addon('add', 'Demo'));
    const other = ines.id('Greenhouse Iberia');
    orderElsewhere(sandbox, account(), { addons: { custom_dns: [ines.id('Acme Farms'), other] } });
    const before = charged().length;
    // The monthly price that was shown has changed: a new quote is needed.
    expect(await failureOf(place(shown))).toMatchObject({ detail: 'rulePriceChanged' });
    const again = await quote(addon('add', 'Demo'));
    await place(again);
    expect(billing().addons.custom_dns).toEqual([ines.id('Acme Farms'), other, ines.id('Demo')]);
    expect(billing().schedule).toBeNull();
    expect(charged().slice(before)).toEqual([again.nowCents]);
  });

  it('is never taken from a profile without saying so, at whichever request somebody else adds it', async () => {
    withoutRefreshes();
    const other = ines.id('Greenhouse Iberia');
    const add = () => {
      const had = billing().addons.custom_dns;
      orderElsewhere(sandbox, account(), { addons: { custom_dns: [...had, other] } });
    };
    for (let skip = 0; skip < 10; skip += 1) {
      sandbox.reset();
      const shown = await quote(addon('add', 'Demo'));
      const fault = sandbox.faults.add({ kind: 'elsewhere', run: add, skip, times: 1 });
      const end = await place(shown).catch((error) => failureOfError(error));
      fault.remove();
      const next = billing().schedule?.addons?.custom_dns ?? billing().addons.custom_dns;
      if (fault.hits > 0 && !next.includes(other)) expect(end).toMatchObject({ displaced: [other] });
      else expect(end).not.toHaveProperty('displaced');
    }
  });

  it('still ends for one profile when another one gets it', async () => {
    await place(await quote(addon('remove', 'Acme Farms')));
    await place(await quote(addon('add', 'Demo')));
    expect(billing().schedule?.addons?.custom_dns).toEqual([ines.id('Demo')]);
  });

  it('is being paid, or refused by the bank, also while it is to end for another profile', async () => {
    await place(await quote(addon('remove', 'Acme Farms')));
    const confirmed = await quote(addon('add', 'Demo'));
    billing().behavior = 'processing';
    expect(await place(confirmed)).toMatchObject({ state: 'processing' });
    settle(sandbox, account(), false);
    await settleEverywhere();
    expect(await orders()).toMatchObject([
      { state: 'sent', paymentError: expect.stringContaining('declined') },
    ]);
    settle(sandbox, account(), true);
    await settleEverywhere();
    expect(await orders()).toEqual([]);
    expect(charged()).toEqual([confirmed.nowCents]);
    expect(billing().schedule?.addons?.custom_dns).toEqual([ines.id('Demo')]);
  });
});

describe('a profile’s share of an upgrade', () => {
  const share = () => sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation;

  it('is allocated at once, and the platform’s limit is returned', async () => {
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await place(confirmed)).toEqual({
      state: 'done',
      allocated: { ...confirmed.receiverUnits, limit: had + confirmed.receiverUnits!.amount },
      failure: null,
    });
    expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
  });

  it('is allocated once when the payment arrives, without a page and after a worker restart', async () => {
    billing().behavior = 'processing';
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await place(confirmed)).toMatchObject({ state: 'processing', allocated: null });
    settle(sandbox, account(), true);
    await Promise.all([settleEverywhere(), settleEverywhere(), settleOrders({ connectionKey: ines.key })]);
    await settleEverywhere();
    expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toEqual([]);
  });

  it('is allocated at whichever request the payment arrives, while another limit is to be reduced', async () => {
    withoutRefreshes();
    const arrive = () => settle(sandbox, account(), true);
    const reduced = sandbox.state.tiers.analysis[0]!.amount;
    const intent = await tier('email', 'Demo');
    for (let skip = 0; skip < 8; skip += 1) {
      sandbox.reset();
      const had = share().email;
      orderElsewhere(sandbox, account(), { services: { analysis: reduced } });
      billing().behavior = 'processing';
      const confirmed = await quote(intent);
      await place(confirmed);
      const fault = sandbox.faults.add({ kind: 'elsewhere', run: arrive, skip, times: 1 });
      await settleEverywhere();
      fault.remove();
      arrive();
      await settleEverywhere();
      expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
      expect(await orders()).toEqual([]);
      expect(billing().schedule?.services).toEqual({ analysis: reduced });
    }
  });

  it('is neither lost nor given twice when reads lag', async () => {
    billing().lag = 4;
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    expect(await place(confirmed)).toMatchObject({ state: 'accepted', allocated: null });
    for (let i = 0; i < 8; i += 1) await settleEverywhere();
    expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toEqual([]);
    expect(posts()).toBe(1);
  });

  /** Makes the store refuse what becomes of orders, from when `isFull` returns true. */
  const fillStoreWhen = (isFull: () => boolean) => {
    const write = billingStore.updateOrder;
    return vi.spyOn(billingStore, 'updateOrder').mockImplementation(async (...change) => {
      if (isFull()) throw new FailureError({ code: 'storage-full' });
      return write(...change);
    });
  };

  it('doesn’t make an order fail that was paid, where the store refuses to keep what became of it', async () => {
    const confirmed = await quote(await tier('email', 'Demo'));
    fillStoreWhen(() => posts('/account/allocation') > 0);
    sandbox.faults.add({ kind: 'failure', status: 400, method: 'POST', path: '/account/allocation' });
    expect(await place(confirmed)).toMatchObject({ state: 'done', allocated: null });
  });

  it('is reported as given, and once, where the store is full since the payment or since the allocation', async () => {
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    const full = fillStoreWhen(() => posts('/account/allocation') > 0);
    expect(await place(confirmed)).toMatchObject({
      state: 'done',
      failure: null,
      allocated: confirmed.receiverUnits,
    });
    full.mockRestore();
    await settleEverywhere();
    expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
    const [first] = await orders();
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
    await dismissOrder({ connectionKey: ines.key, id: first!.id });
    expect(await orders()).toEqual([]);

    const next = await quote(await tier('run_users', 'Demo'));
    const fuller = fillStoreWhen(() => charged().length > 1);
    expect(await place(next)).toMatchObject({
      state: 'done',
      allocated: null,
      failure: { code: 'storage-full' },
    });
    fuller.mockRestore();
    await settleEverywhere();
    expect(share().run_users).toBeGreaterThanOrEqual(next.receiverUnits!.amount);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it('doesn’t wait for a price list that can’t be read', async () => {
    billing().behavior = 'processing';
    const had = share().email;
    const confirmed = await quote(await tier('email', 'Demo'));
    await place(confirmed);
    settle(sandbox, account(), true);
    sandbox.faults.add({ kind: 'failure', status: 500, method: 'GET', path: '/pricing' });
    await settleEverywhere();
    expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
  });

  it('belongs to its order: of two orders at once each gives its own', async () => {
    const had = structuredClone(share());
    const [first, second] = [
      await quote(await tier('email', 'Demo')),
      await quote(await tier('run_users', 'Demo')),
    ];
    const results = await Promise.allSettled([place(first), place(second)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await place(await quote(second.intent));
    expect(share()).toMatchObject({
      email: had.email + first.receiverUnits!.amount,
      run_users: had.run_users + second.receiverUnits!.amount,
    });
  });

  it('goes to the profile that was confirmed', async () => {
    const intent = await tier('email', 'Demo');
    const confirmed = await quote(intent);
    const other = await quote({ ...intent, receiverId: ines.id('Greenhouse Iberia') });
    const results = await Promise.allSettled([place(confirmed), place(other)]);
    expect(results[0]).toMatchObject({ value: { allocated: { profileId: ines.id('Demo') } } });
    expect(results[1]).toMatchObject({ reason: { failure: { code: 'invalid-input' } } });
    expect(posts()).toBe(1);
  });

  const refusal = 'The allocation of email is higher than the limit of your account';
  it.each<[string, Pick<FaultRule, 'kind' | 'status' | 'message' | 'body'>, string]>([
    ['refused', { kind: 'failure', status: 400, message: refusal }, 'plan-limit'],
    ['refused without a reason', { kind: 'raw', status: 422, body: '{"status":false}' }, 'server'],
  ])(
    'stays unallocated when it is %s, and is reported missing until a person has seen it',
    async (_, fault, code) => {
      sandbox.faults.add({ ...fault, method: 'POST', path: '/account/allocation' });
      const had = share().email;
      expect(await place(await quote(await tier('email', 'Demo')))).toMatchObject({
        state: 'done',
        allocated: null,
        failure: { code },
      });
      expect(share().email).toBe(had);
      await settleEverywhere();
      const [order] = await orders();
      expect(order).toMatchObject({ state: 'settled', outcome: 'not-allocated' });
      await dismissOrder({ connectionKey: ines.key, id: order!.id });
      expect(await orders()).toEqual([]);
    },
  );

  it('is allocated once although the response to the allocation was lost', async () => {
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
    expect(share().email).toBe(had + confirmed.receiverUnits!.amount);
    expect(await orders()).toEqual([]);
  });

  /** The rest of what the account has is free, so that giving the share a second time would be accepted. */
  const quoteWithFreeUnits = () => {
    billing().services.email = 1000;
    for (const { allocation } of sandbox.state.profiles) allocation.email = 0;
    return quote({ kind: 'limit', service: 'email', limit: 2000, receiverId: ines.id('Demo') });
  };

  it('isn’t allocated again to a profile that was given it by hand because allocating it failed', async () => {
    const confirmed = await quoteWithFreeUnits();
    const path = '/account/allocation';
    sandbox.faults.add({ kind: 'server-error', method: 'GET', path, skip: 1, times: 1 });
    expect(await place(confirmed)).toMatchObject({
      state: 'done',
      allocated: null,
      failure: { code: 'server' },
    });
    share().email = confirmed.receiverUnits!.amount;
    await settleEverywhere();
    expect(share().email).toBe(confirmed.receiverUnits!.amount);
    expect(await orders()).toEqual([]);
  });

  it('isn’t allocated to a profile that was given it by hand before the first attempt', async () => {
    billing().behavior = 'payment_error';
    const confirmed = await quoteWithFreeUnits();
    expect(await failureOf(place(confirmed))).toMatchObject({ code: 'refused' });
    settle(sandbox, account(), true);
    share().email = confirmed.receiverUnits!.amount;
    await settleEverywhere();
    expect(share().email).toBe(confirmed.receiverUnits!.amount);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
  });

  it.each([0, 1])(
    'is added to a limit that was raised by hand while the payment was processed (%i failures before)',
    async (times) => {
      billing().behavior = 'processing';
      const confirmed = await quote(await tier('email', 'Demo'));
      await place(confirmed);
      share().email += 1;
      const raised = share().email;
      settle(sandbox, account(), true);
      const path = '/account/allocation';
      if (times) sandbox.faults.add({ kind: 'server-error', method: 'GET', path, skip: 1, times });
      for (let i = 0; i <= times; i += 1) await settleEverywhere();
      expect(share().email).toBe(raised + confirmed.receiverUnits!.amount);
      expect(await orders()).toEqual([]);
    },
  );
});

describe('an order that a stopped worker left', () => {
  it('is not sent later when it had not been sent, and is reported as not made', async () => {
    const confirmed = await quote(await tier('email'));
    const order = {
      id: 'x',
      quote: confirmed,
      state: 'pending' as const,
      orderedAt: Date.now(),
      sentAt: null,
      paymentError: null,
      limitChange: null,
      outcome: null,
      failure: null,
    };
    await addOrder(ines.key, order);
    await settleEverywhere();
    expect(posts()).toBe(0);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'not-made' }]);
  });

  it('is finished without giving its share twice', async () => {
    const demo = ines.id('Demo');
    const confirmed = await quote(await tier('email', 'Demo'));
    const share = sandbox.state.profiles.find(({ id }) => id === demo)!.allocation;
    const limitChange = { from: share.email, to: share.email + confirmed.receiverUnits!.amount };
    orderElsewhere(sandbox, account(), {
      services: { email: (confirmed.intent as { limit: number }).limit },
    });
    share.email = limitChange.to;
    const sentAt = Date.now();
    await addOrder(ines.key, {
      ...{ id: 'x', quote: confirmed, state: 'sent', orderedAt: sentAt, sentAt, paymentError: null },
      ...{ limitChange, outcome: null, failure: null },
    });
    await settleEverywhere();
    expect(share.email).toBe(limitChange.to);
    expect(await orders()).toMatchObject([{ state: 'settled', outcome: 'made' }]);
    expect(posts('/account/allocation')).toBe(0);
  });
});

describe('the sandbox’s prices', () => {
  it('are charged as quoted', async () => {
    const intent = await tier('email');
    const change = { services: { email: intent.limit } };
    const { nowCents } = await quote(intent);
    expect(dueFor(sandbox.state, account(), change, sandbox.clock.now())).toBe(nowCents);
  });
});
