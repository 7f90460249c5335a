import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBilling } from '../../../../lib/actions/billing/billing.ts';
import { giveShare, saveAllocation } from '../../../../lib/actions/billing/limits.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import { settleEverywhere } from '../../../../lib/actions/billing/settle-orders.ts';
import { placeOrder } from '../../../../lib/actions/billing/subscription.ts';
import type { LimitChange } from '../../../../lib/domain/billing/allocation.ts';
import { ABSENCE_PROOF_MS, type OrderResult } from '../../../../lib/domain/billing/order.ts';
import {
  isQuote,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../../lib/domain/billing/subscription-quote.ts';
import { FailureError } from '../../../../lib/domain/failure.ts';
import { refreshIdle } from '../../../../lib/refresh/refresh.ts';
import { listOrders, updateBilling, updateOrder } from '../../../../lib/store/billing.ts';
import type { FaultRule } from '../../../sandbox/faults.ts';
import { allocated } from '../../../sandbox/pool.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { order as orderElsewhere, settle } from '../../../sandbox/subscription.ts';
import { accountNamed, type Connected, connectedByToken } from '../connected.ts';
import { withSandbox } from '../with-sandbox.ts';

/**
 * Two windows of the extension, a console elsewhere, and a network and a bank that misbehave, in any order. Whatever
 * happens: what was charged is what was confirmed, each share that was paid for has arrived or is said to be
 * missing, and nothing that anybody else changed is undone. `npm run test:money` runs thousands of sequences.
 */
const SEQUENCES = Number(process.env.MONEY_SEQUENCES ?? 25);
const SEED = Number(process.env.MONEY_SEED ?? 20_261_126);

const SERVICES = ['email', 'analysis', 'run_users'] as const;
const OWNED = ['Acme Farms', 'Demo', 'Greenhouse Iberia'] as const;
type Service = (typeof SERVICES)[number];
type Name = (typeof OWNED)[number];

let sandbox: Sandbox;
let ines: Connected;

withSandbox(async (fresh) => {
  sandbox = fresh;
  ines = await connectedByToken(sandbox, accountNamed(sandbox, 'Ines Duarte'));
});

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const profile = (name: Name) => sandbox.state.profiles.find(({ id }) => id === ines.id(name))!;

/** Every number and membership that somebody can change, by a key of its own. */
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

/** What a quote may change. */
function keysOf({ intent, gift }: SubscriptionQuote): string[] {
  const share = gift ? [`share ${nameOf(gift.profileId)} ${gift.service}`] : [];
  if (intent.kind === 'limit') return [`limit ${intent.service}`, `schedule ${intent.service}`, ...share];
  const name = nameOf(intent.profileId);
  return [`addon ${name}`, `next addon ${name}`];
}

/** What a person looks at: one price, and the limits as they are stored. */
interface Window {
  quote: SubscriptionQuote | null;
  limits: Record<string, Record<string, number>>;
}

interface Model {
  windows: [Window, Window];
  /** Every order that was confirmed, with what the person was shown of its end. */
  placed: { quote: SubscriptionQuote; result: OrderResult | null; charged: boolean }[];
  /** Charges of the console's, or seen already. */
  seenCharges: number;
}

type Command = fc.AsyncCommand<Model, Sandbox>;

abstract class Step implements fc.AsyncCommand<Model, Sandbox> {
  check(): boolean {
    return true;
  }
  abstract run(model: Model): Promise<void>;
  abstract toString(): string;

  /** Does something of the extension's; nothing may change but what it is about, and what open orders are about. */
  protected async only(model: Model, keys: string[], work: () => Promise<void>): Promise<void> {
    const before = facts();
    const open = (await listOrders(ines.key)).flatMap(({ quote }) => keysOf(quote));
    await work();
    await refreshIdle();
    const allowed = new Set([...keys, ...open]);
    for (const [key, value] of facts())
      if (!allowed.has(key)) expect(`${key} = ${value}`).toBe(`${key} = ${before.get(key)}`);
    this.account(model);
  }

  /** Each new charge is the one of an order that was confirmed, is charged once, and at no more than was shown. */
  private account(model: Model): void {
    const charges = account().billing.charges ?? [];
    for (const { cents, change } of charges.slice(model.seenCharges)) {
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

async function withFault(name: string, path: string, work: () => Promise<void>): Promise<void> {
  const fault = sandbox.faults.add({ method: 'POST', path, times: 1, ...lost[name]! });
  try {
    await work();
  } finally {
    fault.remove();
  }
}

/** A failure is shown to the person; anything else is a mistake of ours. */
async function orFailure<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code !== 'internal') return null;
    throw error;
  }
}

const windows = fc.constantFrom(0 as const, 1 as const);
const intents: fc.Arbitrary<(model: Model) => SpendingIntent> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...SERVICES), fc.nat(3), fc.option(fc.constantFrom(...OWNED)))
    .map(([service, tier, receiver]) => () => {
      const tiers = sandbox.state.tiers[service];
      const { amount } = tiers[tier % tiers.length]!;
      return { kind: 'limit', service, limit: amount, receiverId: receiver && ines.id(receiver) } as const;
    }),
  fc.tuple(fc.constantFrom(...OWNED), fc.constantFrom('add' as const, 'remove' as const)).map(
    ([name, action]) =>
      () =>
        ({ kind: 'addon', name: 'custom_dns', profileId: ines.id(name), action }) as const,
  ),
);

class Show extends Step {
  constructor(
    readonly window: 0 | 1,
    readonly intent: (model: Model) => SpendingIntent,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    const shown = await orFailure(
      quoteSubscription({ connectionKey: ines.key, intents: [this.intent(model)] }),
    );
    const quote = shown?.[0];
    model.windows[this.window].quote = quote && isQuote(quote) ? quote : null;
    const limits = Object.fromEntries(OWNED.map((name) => [ines.id(name), { ...profile(name).allocation }]));
    model.windows[this.window].limits = limits;
  }
  toString(): string {
    return `window ${this.window} shows ${JSON.stringify(this.intent({} as Model))}`;
  }
}

class Confirm extends Step {
  constructor(
    readonly who: (0 | 1)[],
    readonly fault: string,
    readonly lag: number,
  ) {
    super();
  }
  override check(): boolean {
    return true;
  }
  async run(model: Model): Promise<void> {
    const quotes = this.who.flatMap((window) => model.windows[window].quote ?? []);
    const posts = () => sandbox.requests.count({ method: 'POST', route: '/account/subscription' });
    const before = posts();
    account().billing.lag = this.lag;
    const entries = quotes.map((quote) => ({ quote, result: null as OrderResult | null, charged: false }));
    model.placed.push(...entries);
    await this.only(model, quotes.flatMap(keysOf), () =>
      withFault(this.fault, '/account/subscription', async () => {
        const results = await Promise.all(
          quotes.map((confirmed) => orFailure(placeOrder({ connectionKey: ines.key, confirmed }))),
        );
        for (const [index, entry] of entries.entries()) entry.result = results[index] ?? null;
      }),
    );
    const distinct = new Set(quotes.map((quote) => JSON.stringify(quote))).size;
    expect(posts() - before).toBeLessThanOrEqual(distinct);
    account().billing.lag = 0;
  }
  toString(): string {
    return `confirm in ${this.who.join(' and ')} (${this.fault}, lag ${this.lag})`;
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
    await this.only(model, [`share ${this.name} ${this.service}`], () =>
      withFault(this.fault, '/account/allocation', async () => {
        const saved = await orFailure(saveAllocation({ connectionKey: ines.key, changes: [change] }));
        const now = profile(this.name).allocation[this.service];
        if (before !== from && before !== this.to) {
          expect(now, 'somebody else’s limit').toBe(before);
          if (saved) expect(saved.conflicts).toEqual([{ ...change, present: before }]);
        } else if (saved) expect(now).toBe(this.to);
        else expect([from, this.to]).toContain(now);
      }),
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
    await this.only(model, [`share ${this.name} ${this.service}`], () =>
      withFault(this.fault, '/account/allocation', async () => {
        const { name, service, amount } = this;
        const given = await orFailure(
          giveShare({ connectionKey: ines.key, profileId: ines.id(name), service, amount }),
        );
        const now = profile(name).allocation[service];
        if (given) expect([now, now]).toEqual([given.limit, before + amount]);
        else expect([before, before + amount]).toContain(now);
      }),
    );
  }
  toString(): string {
    return `give ${this.name} ${this.amount} ${this.service} (${this.fault})`;
  }
}

/** Somebody else, in the console. */
class Console extends Step {
  constructor(
    readonly what: 'limit' | 'addon' | 'share' | 'price',
    readonly service: Service,
    readonly name: Name,
    readonly amount: number,
  ) {
    super();
  }
  async run(model: Model): Promise<void> {
    const { billing } = account();
    const { service, name, amount } = this;
    billing.stale = null;
    const isFree = !billing.processing && !billing.pending;
    const behaviour = billing.behaviour;
    billing.behaviour = 'instant';
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
    billing.behaviour = behaviour;
    model.seenCharges = billing.charges?.length ?? 0;
  }
  toString(): string {
    return `console changes ${this.what} ${this.service} ${this.name} ${this.amount}`;
  }
}

class Bank extends Step {
  constructor(readonly behaviour: 'instant' | 'processing' | 'payment_error') {
    super();
  }
  async run(): Promise<void> {
    account().billing.behaviour = this.behaviour;
  }
  toString(): string {
    return `bank: ${this.behaviour}`;
  }
}

class BankAnswers extends Step {
  constructor(readonly paid: boolean) {
    super();
  }
  async run(model: Model): Promise<void> {
    if (!account().billing.processing) return;
    // The charge is made by the bank's answer, long after the order.
    await this.only(
      model,
      model.placed.flatMap(({ quote }) => keysOf(quote)),
      async () => settle(sandbox, account(), this.paid),
    );
  }
  toString(): string {
    return `bank answers ${this.paid}`;
  }
}

class Alarm extends Step {
  constructor(readonly minutesLater: boolean) {
    super();
  }
  async run(model: Model): Promise<void> {
    if (this.minutesLater) await letTimePass();
    await this.only(model, [], () => settleEverywhere());
  }
  toString(): string {
    return this.minutesLater ? 'alarm, minutes later' : 'alarm';
  }
}

async function letTimePass(): Promise<void> {
  account().billing.stale = null;
  for (const { id } of await listOrders(ines.key))
    await updateOrder(ines.key, id, (order) => ({
      ...order,
      sentAt: order.sentAt && order.sentAt - ABSENCE_PROOF_MS,
    }));
}

const names = fc.constantFrom(...OWNED);
const services = fc.constantFrom(...SERVICES);
const commands: fc.Arbitrary<Command>[] = [
  fc.tuple(windows, intents).map(([window, intent]) => new Show(window, intent)),
  fc.tuple(windows, intents).map(([window, intent]) => new Show(window, intent)),
  fc
    .tuple(fc.constantFrom<(0 | 1)[]>([0], [1], [0, 1], [0, 0]), faults, fc.constantFrom(0, 0, 0, 2))
    .map(([who, fault, lag]) => new Confirm(who, fault, lag)),
  fc
    .tuple(fc.constantFrom<(0 | 1)[]>([0], [1]), fc.constant('none'), fc.constant(0))
    .map(([who, fault, lag]) => new Confirm(who, fault, lag)),
  fc
    .tuple(windows, names, services, fc.nat(20), faults)
    .map(([window, name, service, to, fault]) => new Save(window, name, service, to, fault)),
  fc
    .tuple(names, services, fc.integer({ min: 1, max: 9 }), faults)
    .map(([name, service, amount, fault]) => new Give(name, service, amount, fault)),
  fc
    .tuple(fc.constantFrom('limit', 'addon', 'share', 'price'), services, names, fc.nat(7))
    .map(([what, service, name, amount]) => new Console(what, service, name, amount)),
  fc.constantFrom('instant', 'instant', 'processing', 'payment_error').map((one) => new Bank(one)),
  fc.boolean().map((paid) => new BankAnswers(paid)),
  fc.boolean().map((later) => new Alarm(later)),
];

/** When all has come to rest, nothing is open, and each share that was paid for arrived or is said to be missing. */
async function expectAtRest(model: Model): Promise<void> {
  sandbox.faults.clear();
  account().billing.stale = null;
  if (account().billing.processing) await new BankAnswers(true).run(model);
  for (let i = 0; i < 3; i += 1) await new Alarm(true).run(model);
  const orders = await listOrders(ines.key);
  const isRefused = account().billing.payment_error !== null;
  for (const { state, refusal } of orders)
    expect(state === 'settled' || (isRefused && refusal !== null)).toBe(true);
}

it('whatever happens, nothing is charged, lost or undone that was not confirmed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 14 }), async (sequence) => {
      sandbox.reset();
      await updateBilling(ines.key, (row) => ({ ...row, orders: [] }));
      await readBilling({ connectionKey: ines.key });
      const model = (): Model => ({
        windows: [
          { quote: null, limits: {} },
          { quote: null, limits: {} },
        ],
        placed: [],
        seenCharges: 0,
      });
      let ended: Model | null = null;
      await fc.asyncModelRun(() => {
        ended = model();
        return { model: ended, real: sandbox };
      }, sequence);
      if (ended) await expectAtRest(ended);
    }),
    { numRuns: SEQUENCES, seed: SEED, endOnFailure: SEQUENCES > 100 },
  );
}, 3_600_000);
