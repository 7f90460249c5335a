import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBillingUnlessLimited } from '../../../../lib/actions/billing/billing.ts';
import { addToLimit, saveAllocation } from '../../../../lib/actions/billing/limits.ts';
import { placeOrder } from '../../../../lib/actions/billing/place-order.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import { settleEverywhere } from '../../../../lib/actions/billing/settle-orders.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  payPastDue,
} from '../../../../lib/actions/billing/subscription.ts';
import { isOutcomeUnknown } from '../../../../lib/actions/confirmed-change.ts';
import { abortConnection } from '../../../../lib/calls/connection-queue.ts';
import type { LimitChange } from '../../../../lib/domain/billing/allocation.ts';
import { type Cancellation, cancellationOf } from '../../../../lib/domain/billing/cancellation.ts';
import {
  ABSENCE_CONFIRMATION_MS,
  type Order,
  type OrderResult,
} from '../../../../lib/domain/billing/order.ts';
import {
  isQuote,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../../lib/domain/billing/subscription-quote.ts';
import { type Failure, FailureError, failureOfError } from '../../../../lib/domain/failure.ts';
import { refreshIdle } from '../../../../lib/refresh/refresh.ts';
import { getBilling, listOrders, updateBilling, updateOrder } from '../../../../lib/store/billing.ts';
import type { FaultRule } from '../../../sandbox/faults.ts';
import { allocated } from '../../../sandbox/pool.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { order as orderElsewhere, settle } from '../../../sandbox/subscription.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

/**
 * Two windows of the extension, somebody else in TagoIO's console, and a faulty network and bank, in any order.
 * Always: only what was confirmed is charged, each share that was paid for is allocated or reported missing, and
 * nobody else's change is undone. `npm run test:money` runs thousands of sequences.
 */
const SEQUENCES = Number(process.env.MONEY_SEQUENCES ?? 25);
const SEED = Number(process.env.MONEY_SEED ?? 20_261_126);

const SERVICES = ['email', 'analysis', 'run_users'] as const;
const OWNED = ['Acme Farms', 'Demo', 'Greenhouse Iberia'] as const;
type Service = (typeof SERVICES)[number];
type Name = (typeof OWNED)[number];

withConnectedAccount('token');

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const profile = (name: Name) => sandbox.state.profiles.find(({ id }) => id === ines.id(name))!;

/** Returns every number and membership that somebody can change, by key. */
function facts(): Map<string, string> {
  const { services, addons, schedule } = account().billing;
  const found = new Map<string, string>();
  for (const service of SERVICES) {
    found.set(`limit ${service}`, String(services[service]));
    found.set(`schedule ${service}`, String(schedule?.services?.[service]));
    for (const name of OWNED)
      found.set(`share ${name} ${service}`, String(profile(name).allocation[service]));
  }
  for (const name of OWNED) {
    const id = ines.id(name);
    found.set(`addon ${name}`, String(addons.custom_dns.includes(id)));
    found.set(`next addon ${name}`, String((schedule?.addons?.custom_dns ?? addons.custom_dns).includes(id)));
  }
  return found;
}

const nameOf = (id: string) => OWNED.find((name) => ines.id(name) === id)!;

/** Returns the keys of {@link facts} that a quote may change. */
function keysOf({ intent, receiverUnits }: SubscriptionQuote): string[] {
  const share = receiverUnits ? [`share ${nameOf(receiverUnits.profileId)} ${receiverUnits.service}`] : [];
  if (intent.kind === 'limit') return [`limit ${intent.service}`, `schedule ${intent.service}`, ...share];
  const name = nameOf(intent.profileId);
  return [`addon ${name}`, `next addon ${name}`];
}

/** What a window shows: a quote, the limits, an amount due, what is scheduled and why a payment failed. */
interface Window {
  quote: SubscriptionQuote | null;
  limits: Record<string, Record<string, number>>;
  dueCents: number | null;
  cancellation: Cancellation | null;
  paymentError: string | null;
}

interface Placed {
  quote: SubscriptionQuote;
  result: OrderResult | null;
  failure: Failure['code'] | null;
  charged: boolean;
}

interface Model {
  windows: [Window, Window];
  /** Every confirmed order with the outcome that was shown. */
  placed: Placed[];
  /** Amounts of invoices whose payment was confirmed but not charged yet, in cents. */
  dues: number[];
  /** The amount of an invoice whose payment was sent and not refused, while reads may lag behind it. */
  sentCents: number | null;
  /** Number of charges that were made by the console or checked already. */
  seenCharges: number;
}

/** Counters for the report. */
const counts = { sequences: 0, steps: 0, confirmed: 0, charged: 0, posts: 0, faults: 0, interferences: 0 };

type Command = fc.AsyncCommand<Model, Sandbox>;

abstract class Step implements fc.AsyncCommand<Model, Sandbox> {
  check(_model: Readonly<Model>): boolean {
    return true;
  }
  abstract run(model: Model): Promise<void>;
  abstract toString(): string;

  /**
   * Runs an action of the extension. Only the facts named by `keys`, those of open orders and what somebody else
   * changes meanwhile may change; a profile gets exactly the shares of the orders that this step completes.
   */
  protected async only(
    model: Model,
    keys: string[],
    work: () => Promise<unknown>,
    {
      interference = NOTHING,
      setsShares = false,
      placed = [],
    }: { interference?: Interference; setsShares?: boolean; placed?: Placed[] } = {},
  ): Promise<void> {
    counts.steps += 1;
    const before = facts();
    const openBefore = (await listOrders(ines.key)).filter(({ state }) => state !== 'settled');
    const open = openBefore.flatMap(({ quote }) => keysOf(quote));
    const ownKeys = interference.kind === 'pay' ? keys : [...keys, ...open];
    const interfered = interfere(interference, before, ownKeys);
    await work();
    interfered.remove();
    await refreshIdle();
    const allowed = new Set([...keys, ...open]);
    const after = facts();
    for (const [key, value] of after)
      if (!allowed.has(key)) expect(`${key} = ${value}`).toBe(`${key} = ${before.get(key)}`);
    if (!setsShares) {
      const received = await unitsReceivedBy(openBefore, placed, before);
      for (const [key, value] of after)
        if (key.startsWith('share '))
          expect(`${key}: ${value}`).toBe(`${key}: ${Number(before.get(key)) + (received.get(key) ?? 0)}`);
    }
    this.account(model);
  }

  /** Checks that each new charge belongs to a confirmed order, is made once and is no higher than was shown. */
  protected account(model: Model): void {
    const charges = account().billing.charges ?? [];
    for (const { cents, change } of charges.slice(model.seenCharges)) {
      counts.charged += 1;
      if (change === null) {
        const due = model.dues.indexOf(cents);
        expect(due, `an invoice of ${cents} that nobody confirmed`).not.toBe(-1);
        model.dues.splice(due, 1);
        continue;
      }
      const order = model.placed.find(
        ({ quote, charged }) =>
          !charged &&
          quote.isStepUp &&
          cents <= (quote.nowCents ?? 0) &&
          (quote.intent.kind === 'limit'
            ? change?.services?.[quote.intent.service as Service] === quote.intent.limit
            : change?.addons?.custom_dns?.includes(quote.intent.profileId)),
      );
      expect(order, `a charge of ${cents} that nobody confirmed`).toBeDefined();
      order!.charged = true;
    }
    model.seenCharges = charges.length;
  }
}

/** Returns true for an order that may have reached the platform. */
const isSent = ({ failure }: Placed) => failure !== 'invalid-input' && failure !== 'not-allowed';
const limitOf = (service: string) => account().billing.services[service as Service];

/** Returns the shares that a step's completed orders gave to profiles, by key. */
async function unitsReceivedBy(
  before: Order[],
  placed: Placed[],
  factsBefore: ReadonlyMap<string, string>,
): Promise<Map<string, number>> {
  const left = (await listOrders(ines.key)).filter(({ outcome }) => outcome !== 'made');
  const isInForce = ({ intent }: SubscriptionQuote) =>
    intent.kind === 'limit' && account().billing.services[intent.service as Service] >= intent.limit;
  // After a refusal only the exact limit shows that an order was made.
  const wasMade = ({ quote, paymentError, requestFailure }: Order) =>
    paymentError === null && requestFailure === undefined
      ? isInForce(quote)
      : isInForce(quote) &&
        quote.intent.kind === 'limit' &&
        limitOf(quote.intent.service) === quote.intent.limit;
  // The units of one limit are given once: to the profile that was confirmed last.
  const isConfirmedLater = ({ intent }: SubscriptionQuote, later: { quote: SubscriptionQuote }[]) =>
    later.some(({ quote }) => isSame({ ...quote.intent, receiverId: null }, { ...intent, receiverId: null }));
  const ended = before.filter(
    (order, index) =>
      wasMade(order) &&
      left.every(({ id }) => id !== order.id) &&
      !isConfirmedLater(order.quote, [...before.slice(index + 1), ...placed.filter(isSent)]),
  );
  const allocated = placed.filter(
    ({ quote, result, failure }, index) =>
      result?.allocated ||
      // Its response was lost or a refusal, and a later action of the same step has settled it.
      (failure !== null &&
        failure !== 'invalid-input' &&
        failure !== 'not-allowed' &&
        isInForce(quote) &&
        quote.intent.kind === 'limit' &&
        Number(factsBefore.get(`limit ${quote.intent.service}`)) < quote.intent.limit &&
        !isConfirmedLater(quote, placed.slice(index + 1).filter(isSent)) &&
        left.every((order) => !isSame(order.quote, quote))),
  );
  const received = new Map<string, number>();
  for (const { receiverUnits } of [...ended, ...allocated].map(({ quote }) => quote))
    if (receiverUnits) {
      const key = `share ${nameOf(receiverUnits.profileId)} ${receiverUnits.service}`;
      received.set(key, (received.get(key) ?? 0) + receiverUnits.amount);
    }
  return received;
}

/**
 * What happens at one of the requests of a step: the requests are aborted (a lock, a sign-in), or somebody changes in
 * the console what the step is not about, or pays there what was refused. (Only the platform could notice a change of
 * the same fact between the last read and the request.)
 */
interface Interference {
  kind: 'none' | 'abort' | 'share' | 'limit' | 'pay';
  at: number;
  service: Service;
  name: Name;
}
const NOTHING: Interference = { kind: 'none', at: 0, service: 'email', name: 'Demo' };

function interfere(
  { kind, at, service, name }: Interference,
  before: Map<string, string>,
  ownKeys: readonly string[],
): { remove(): void } {
  if (kind === 'none') return { remove: () => {} };
  /** What the console's change is about: what is being paid, or the service. */
  const subjects = () => {
    const { services = {}, addons } = account().billing.pending ?? {};
    return kind === 'pay' ? [...Object.keys(services), ...(addons ? ['addon'] : [])] : [service];
  };
  return sandbox.faults.add({
    kind: 'elsewhere',
    skip: at,
    times: 1,
    run: () => {
      counts.interferences += 1;
      if (kind === 'abort') return abortConnection(ines.key);
      if (subjects().some((subject) => ownKeys.some((key) => key.includes(subject)))) return;
      const then = facts();
      const charges = account().billing.charges?.length ?? 0;
      new Console(kind, service, name, at).change();
      const made = (account().billing.charges?.length ?? 0) - charges;
      // The last charges are the console's, whatever this step has been charged for.
      account().billing.charges?.splice(charges, made);
      for (const [key, value] of facts()) if (then.get(key) !== value) before.set(key, value);
    },
  });
}

const lost: Record<string, Partial<FaultRule> & Pick<FaultRule, 'kind'>> = {
  none: { kind: 'latency' },
  'cut before': { kind: 'cut' },
  'cut after': { kind: 'cut', after: true },
  'gateway before': { kind: 'garbage' },
  'gateway after': { kind: 'garbage', after: true },
  '503 after': { kind: 'failure', status: 503, message: 'Service Unavailable', after: true },
  'refused after': { kind: 'failure', status: 400, message: 'Already done', after: true },
  refused: { kind: 'failure', status: 400, message: 'Not now' },
  '429': { kind: 'rate-limit' },
};
const faults = fc.constantFrom(...Object.keys(lost));
const interferences: fc.Arbitrary<Interference> = fc.record({
  kind: fc.constantFrom('none', 'none', 'none', 'abort', 'share', 'limit', 'pay'),
  at: fc.nat(8),
  service: fc.constantFrom(...SERVICES),
  name: fc.constantFrom(...OWNED),
});

async function withFault<T>(name: string, path: string, work: () => Promise<T>): Promise<T> {
  const fault = sandbox.faults.add({ method: 'POST', path, times: 1, ...lost[name]! });
  if (name !== 'none') counts.faults += 1;
  try {
    return await work();
  } finally {
    fault.remove();
  }
}

/** Returns null for a failure, which is shown to the person; anything else is a bug and thrown. */
async function orFailure<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code !== 'internal') return null;
    throw error;
  }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const windows = fc.constantFrom(0 as const, 1 as const);
/** Intents in order of preference: a window shows the first that is on sale. */
const intents: fc.Arbitrary<() => SpendingIntent[]> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...SERVICES), fc.nat(3), fc.option(fc.constantFrom(...OWNED)))
      .map(([service, place, receiver]) => () => {
        const tiers = sandbox.state.tiers[service];
        const receiverId = receiver && ines.id(receiver);
        return tiers.map((_, step): SpendingIntent => {
          const { amount } = tiers[(place + step) % tiers.length]!;
          return { kind: 'limit', service, limit: amount, receiverId };
        });
      }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...OWNED).map(
      (name) => () =>
        (['add', 'remove'] as const).map(
          (action): SpendingIntent => ({
            kind: 'addon',
            name: 'custom_dns',
            profileId: ines.id(name),
            action,
          }),
        ),
    ),
  },
);

class Show extends Step {
  constructor(
    readonly window: 0 | 1,
    readonly intents: () => SpendingIntent[],
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    const shown = await orFailure(quoteSubscription({ connectionKey: ines.key, intents: this.intents() }));
    model.windows[this.window].quote = shown?.find(isQuote) ?? null;
    const limits = Object.fromEntries(OWNED.map((name) => [ines.id(name), { ...profile(name).allocation }]));
    model.windows[this.window].limits = limits;
    const { subscription, prices } = (await getBilling(ines.key)) ?? {};
    model.windows[this.window].dueCents = subscription?.pastDue?.cents ?? null;
    model.windows[this.window].cancellation =
      subscription && prices ? cancellationOf(subscription, prices) : null;
    model.windows[this.window].paymentError = subscription?.paymentError ?? null;
  }
  toString(): string {
    return `window ${this.window} shows ${JSON.stringify(this.intents()[0])}`;
  }
}

class Confirm extends Step {
  constructor(
    readonly who: (0 | 1)[],
    readonly fault: string,
    readonly lag: number,
    readonly interference: Interference,
  ) {
    super();
  }
  override check(model: Readonly<Model>): boolean {
    return this.who.some((window) => model.windows[window].quote !== null);
  }
  async run(model: Model): Promise<void> {
    const quotes = this.who.flatMap((window) => model.windows[window].quote ?? []);
    const posts = () => sandbox.requests.count({ method: 'POST', route: '/account/subscription' });
    const before = posts();
    account().billing.lag = this.lag;
    const entries = quotes.map((quote): Placed => ({ quote, result: null, failure: null, charged: false }));
    model.placed.push(...entries);
    counts.confirmed += entries.length;
    // A double click is one order.
    const placed = entries.filter(
      ({ quote }, index) => quotes.findIndex((one) => isSame(one, quote)) === index,
    );
    await this.only(
      model,
      quotes.flatMap(keysOf),
      () =>
        withFault(this.fault, '/account/subscription', async () => {
          await Promise.all(
            entries.map(async (entry) => {
              const work = placeOrder({ connectionKey: ines.key, confirmed: entry.quote });
              work.catch((error) => {
                entry.failure = failureOfError(error).code;
              });
              entry.result = await orFailure(work);
            }),
          );
        }),
      { interference: this.interference, placed },
    );
    counts.posts += posts() - before;
    const distinct = new Set(quotes.map((quote) => JSON.stringify(quote))).size;
    expect(posts() - before).toBeLessThanOrEqual(distinct);
    account().billing.lag = 0;
  }
  toString(): string {
    return `confirm in ${this.who.join(' and ')} (${this.fault}, lag ${this.lag}, ${JSON.stringify(this.interference)})`;
  }
}

class Save extends Step {
  constructor(
    readonly window: 0 | 1,
    readonly name: Name,
    readonly service: Service,
    readonly to: number,
    readonly fault: string,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    const from = model.windows[this.window].limits[ines.id(this.name)]?.[this.service];
    if (from === undefined) return;
    const change: LimitChange = { profileId: ines.id(this.name), service: this.service, from, to: this.to };
    const before = profile(this.name).allocation[this.service];
    await this.only(
      model,
      [`share ${this.name} ${this.service}`],
      () =>
        withFault(this.fault, '/account/allocation', async () => {
          const saved = await orFailure(saveAllocation({ connectionKey: ines.key, changes: [change] }));
          const now = profile(this.name).allocation[this.service];
          if (before !== from && before !== this.to) {
            expect(now, 'somebody else’s limit').toBe(before);
            if (saved) expect(saved.conflicts).toEqual([{ ...change, current: before }]);
          } else if (saved) expect(now).toBe(this.to);
          else expect([from, this.to]).toContain(now);
        }),
      { setsShares: true },
    );
  }
  toString(): string {
    return `window ${this.window} sets ${this.name} ${this.service} to ${this.to} (${this.fault})`;
  }
}

class Give extends Step {
  constructor(
    readonly name: Name,
    readonly service: Service,
    readonly amount: number,
    readonly fault: string,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    const before = profile(this.name).allocation[this.service];
    await this.only(
      model,
      [`share ${this.name} ${this.service}`],
      () =>
        withFault(this.fault, '/account/allocation', async () => {
          const { name, service, amount } = this;
          const given = await orFailure(
            addToLimit({ connectionKey: ines.key, profileId: ines.id(name), service, from: before, amount }),
          );
          const now = profile(name).allocation[service];
          if (given) expect([now, now]).toEqual([given.limit, before + amount]);
          else expect([before, before + amount]).toContain(now);
        }),
      { setsShares: true },
    );
  }
  toString(): string {
    return `give ${this.name} ${this.amount} ${this.service} (${this.fault})`;
  }
}

/** A change by somebody else in the console. */
class Console extends Step {
  constructor(
    readonly what: 'limit' | 'addon' | 'share' | 'price' | 'due' | 'pay',
    readonly service: Service,
    readonly name: Name,
    readonly amount: number,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    this.change();
    // What was ordered here stays confirmed only once, wherever it's paid.
    if (this.what === 'pay') this.account(model);
    model.seenCharges = account().billing.charges?.length ?? 0;
  }
  change(): void {
    const { billing } = account();
    const { service, name, amount } = this;
    billing.stale = null;
    const isFree = !billing.processing && !billing.pending;
    const behavior = billing.behavior;
    billing.behavior = 'instant';
    const free = billing.services[service] - allocated(sandbox.state, account())[service];
    if (this.what === 'share')
      profile(name).allocation[service] += Math.max(
        -profile(name).allocation[service],
        Math.min(free, amount - 3),
      );
    if (this.what === 'price')
      for (const tier of sandbox.state.tiers[service]) tier.price += tier.price && 100;
    const tiers = sandbox.state.tiers[service];
    if (this.what === 'limit' && isFree)
      orderElsewhere(sandbox, account(), { services: { [service]: tiers[amount % tiers.length]!.amount } });
    if (this.what === 'addon' && isFree) {
      const had = billing.addons.custom_dns;
      const id = ines.id(name);
      const custom_dns = had.includes(id) ? had.filter((one) => one !== id) : [...had, id];
      orderElsewhere(sandbox, account(), { addons: { custom_dns } });
    }
    if (this.what === 'pay' && !billing.processing) settle(sandbox, account(), true);
    if (this.what === 'due')
      billing.past_due = { amount_due: 1000 + amount, attempt_count: 1, invoice_url: '' };
    billing.behavior = behavior;
  }
  toString(): string {
    return `console changes ${this.what} ${this.service} ${this.name} ${this.amount}`;
  }
}

/** The buttons of the banners: pay the invoice past due, cancel what is scheduled or failed. */
class PressBanner extends Step {
  constructor(
    readonly window: 0 | 1,
    readonly what: 'pay' | 'cancel-scheduled' | 'cancel-failed',
    readonly fault: string,
    readonly lag: number,
    readonly interference: Interference,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    const { dueCents, cancellation, paymentError } = model.windows[this.window];
    const connectionKey = ines.key;
    const { what, fault, lag, interference } = this;
    if (what === 'pay' && dueCents !== null) {
      model.dues.push(dueCents);
      const path = '/account/subscription/pending/retry';
      const posts = () => sandbox.requests.count({ method: 'POST', route: path });
      const before = posts();
      account().billing.lag = lag;
      let failure: Failure | null = null;
      const pay = () =>
        payPastDue({ connectionKey, confirmedCents: dueCents }).catch((error) => {
          failure = failureOfError(error);
          expect(failure.code).not.toBe('internal');
        });
      await this.only(
        model,
        [],
        () => withFault(fault, path, async () => void (await Promise.all([pay(), pay()]))),
        { interference },
      );
      account().billing.lag = 0;
      // What may have been paid isn't sent again while reads may lag.
      expect(posts() - before).toBeLessThanOrEqual(model.sentCents === dueCents ? 0 : 1);
      if (posts() > before) model.sentCents = failure && !isOutcomeUnknown(failure) ? null : dueCents;
      // A retry is never repeated: what is not charged by now is not charged later.
      model.dues = [];
    }
    if (what === 'cancel-scheduled' && cancellation) {
      const current = JSON.stringify(account().billing.schedule ?? null);
      const keys = [...facts().keys()].filter((key) => /^(schedule|next)/.test(key));
      await this.only(model, keys, async () => {
        const kept = await orFailure(cancelScheduledChange({ connectionKey, confirmed: cancellation }));
        const now = JSON.stringify(account().billing.schedule ?? null);
        if (kept === null && now !== 'null') expect(now).toBe(current);
      });
    }
    if (what === 'cancel-failed' && paymentError !== null) {
      const cancel = () => orFailure(cancelFailedChange({ connectionKey, confirmed: paymentError }));
      await this.only(model, [], async () => void (await cancel()), { interference });
    }
  }
  toString(): string {
    return `window ${this.window}: ${this.what} (${this.fault}, lag ${this.lag}, ${JSON.stringify(this.interference)})`;
  }
}

class Bank extends Step {
  constructor(readonly behavior: 'instant' | 'processing' | 'payment_error') {
    super();
  }
  async run(_model: Model): Promise<void> {
    account().billing.behavior = this.behavior;
  }
  toString(): string {
    return `bank: ${this.behavior}`;
  }
}

/** Somebody buys something that they were just shown, while the bank acts in one of its ways. */
class Buy extends Step {
  constructor(
    readonly bank: Bank,
    readonly show: Show,
    readonly confirm: Confirm,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    for (const step of [this.bank, this.show, this.confirm]) if (step.check(model)) await step.run(model);
  }
  toString(): string {
    return [this.bank, this.show, this.confirm].join(', ');
  }
}

class BankSettles extends Step {
  constructor(readonly paid: boolean) {
    super();
  }
  async run(model: Model): Promise<void> {
    if (!account().billing.processing) return;
    // The bank charges long after the order.
    await this.only(
      model,
      model.placed.flatMap(({ quote }) => keysOf(quote)),
      async () => settle(sandbox, account(), this.paid),
    );
  }
  toString(): string {
    return `bank settles: ${this.paid}`;
  }
}

class Alarm extends Step {
  constructor(
    readonly minutesLater: boolean,
    readonly interference = NOTHING,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    if (this.minutesLater) await letTimePass(model);
    await this.only(model, [], () => settleEverywhere(), { interference: this.interference });
  }
  toString(): string {
    return `alarm${this.minutesLater ? ', minutes later' : ''} ${JSON.stringify(this.interference)}`;
  }
}

async function letTimePass(model: Model): Promise<void> {
  account().billing.stale = null;
  model.sentCents = null;
  await updateBilling(ines.key, ({ paidInvoice, ...row }) => ({
    ...row,
    paidInvoice: paidInvoice && { ...paidInvoice, paidAt: paidInvoice.paidAt - ABSENCE_CONFIRMATION_MS },
  }));
  for (const { id } of await listOrders(ines.key))
    await updateOrder(ines.key, id, (order) => ({
      ...order,
      sentAt: order.sentAt && order.sentAt - ABSENCE_CONFIRMATION_MS,
    }));
}

const banks = fc
  .constantFrom('instant', 'instant', 'processing', 'payment_error')
  .map((behavior) => new Bank(behavior));
const lags = fc.constantFrom(0, 0, 0, 2);
const names = fc.constantFrom(...OWNED);
const services = fc.constantFrom(...SERVICES);
const commands: fc.Arbitrary<Command>[] = [
  fc.tuple(windows, intents).map(([window, intent]) => new Show(window, intent)),
  fc.tuple(windows, intents).map(([window, intent]) => new Show(window, intent)),
  fc
    .tuple(fc.constantFrom<(0 | 1)[]>([0], [1], [0, 1], [0, 0]), faults, lags, interferences)
    .map(([who, fault, lag, interference]) => new Confirm(who, fault, lag, interference)),
  fc.constantFrom<(0 | 1)[]>([0], [1]).map((who) => new Confirm(who, 'none', 0, NOTHING)),
  fc
    .tuple(banks, intents, faults, lags, interferences)
    .map(
      ([bank, intent, fault, lag, interference]) =>
        new Buy(bank, new Show(0, intent), new Confirm([0], fault, lag, interference)),
    ),
  fc
    .tuple(
      fc.constantFrom('instant', 'payment_error').map((behavior) => new Bank(behavior)),
      intents,
    )
    .map(([bank, intent]) => new Buy(bank, new Show(0, intent), new Confirm([0], 'none', 0, NOTHING))),
  fc
    .tuple(windows, names, services, fc.nat(20), faults)
    .map(([window, name, service, to, fault]) => new Save(window, name, service, to, fault)),
  fc
    .tuple(names, services, fc.integer({ min: 1, max: 9 }), faults)
    .map(([name, service, amount, fault]) => new Give(name, service, amount, fault)),
  fc
    .tuple(fc.constantFrom('limit', 'addon', 'share', 'price', 'due'), services, names, fc.nat(7))
    .map(([what, service, name, amount]) => new Console(what, service, name, amount)),
  fc.constant(new Console('pay', 'email', 'Demo', 0)),
  banks,
  fc.boolean().map((paid) => new BankSettles(paid)),
  fc.tuple(fc.boolean(), interferences).map(([later, interference]) => new Alarm(later, interference)),
  fc
    .tuple(windows, fc.constantFrom('pay', 'cancel-scheduled', 'cancel-failed'), faults, lags, interferences)
    .map(
      ([window, what, fault, lag, interference]) => new PressBanner(window, what, fault, lag, interference),
    ),
];

/** Ends all faults and checks that no order stays open except one whose payment was declined. */
async function expectSettled(model: Model): Promise<void> {
  sandbox.faults.clear();
  account().billing.stale = null;
  if (account().billing.processing) await new BankSettles(true).run(model);
  for (let i = 0; i < 3; i += 1) await new Alarm(true).run(model);
  const orders = await listOrders(ines.key);
  const isRefused = account().billing.payment_error !== null;
  for (const { state, paymentError } of orders)
    expect(state === 'settled' || (isRefused && paymentError !== null)).toBe(true);
}

it('charges only what was confirmed, loses no share and undoes nobody else’s change, in any sequence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(intents, intents),
      fc.commands(commands, { maxCommands: 14, size: 'max' }),
      async (shown, sequence) => {
        sandbox.reset();
        await updateBilling(ines.key, (row) => ({ ...row, orders: [], paidInvoice: undefined }));
        await readBillingUnlessLimited({ connectionKey: ines.key });
        const model: Model = {
          windows: [
            { quote: null, limits: {}, dueCents: null, cancellation: null, paymentError: null },
            { quote: null, limits: {}, dueCents: null, cancellation: null, paymentError: null },
          ],
          placed: [],
          dues: [],
          sentCents: null,
          seenCharges: 0,
        };
        // Both windows show something from the start.
        for (const window of [0, 1] as const) await new Show(window, shown[window]).run(model);
        await fc.asyncModelRun(() => ({ model, real: sandbox }), sequence);
        await expectSettled(model);
        counts.sequences += 1;
        if (SEQUENCES > 100 && counts.sequences % 100 === 0) console.log(JSON.stringify(counts));
      },
    ),
    { numRuns: SEQUENCES, seed: SEED, endOnFailure: true },
  );
}, 3_600_000);
