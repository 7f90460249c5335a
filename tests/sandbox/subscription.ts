import type { AddOn, Change } from './billing-state.ts';
import { addMonths, DAY } from './clock.ts';
import type { SandboxContext } from './context.ts';
import { PLAN_ORDER } from './plans.ts';
import { allocated } from './pool.ts';
import { ADDON_PRICES, dueFor, priceOf } from './pricing.ts';
import { type Body, invalid, Refusal } from './responses.ts';
import { type Account, type PerService, type Plan, SERVICES, type Service, type State } from './state.ts';
import { fixUsageAt } from './usage-model.ts';

export const COUPONS: Record<string, object> = {
  HARVEST10: {
    code: 'HARVEST10',
    amount_off: null,
    percentage_off: 10,
    applies_to: null,
    duration_cycles: 3,
  },
};

const ADDONS = Object.keys(ADDON_PRICES) as AddOn[];

/** Returns the change in the body of `POST /account/subscription`: exactly one of plan, services and addons. */
export function changeIn({ state }: SandboxContext, account: Account, body: Body): Change {
  const given = (['plan', 'services', 'addons'] as const).filter((key) => body[key] !== undefined);
  if (given.length !== 1) throw invalid('Only one of plan, services and addons is accepted');
  if (typeof body.coupon === 'string' && !(body.coupon in COUPONS)) throw invalid('Invalid coupon');
  if (given[0] === 'plan') {
    const plan = PLAN_ORDER.find((one) => one === body.plan);
    if (!plan) throw invalid('Invalid plan');
    if (plan === account.plan) throw invalid('You are already on this plan');
    return { plan };
  }
  const request = body[given[0] as 'services' | 'addons'];
  if (typeof request !== 'object' || request === null || Object.keys(request).length === 0)
    throw invalid(`Invalid ${given[0]}`);
  if (account.plan === 'free') throw invalid('Upgrade your plan to change services and add-ons');
  if (given[0] === 'addons') return { addons: addonsIn(state.profiles, account, request as Body) };
  const services: Partial<PerService> = {};
  for (const [name, value] of Object.entries(request)) {
    const service = SERVICES.find((one) => one === name);
    const limit = (value as { limit?: unknown } | null)?.limit;
    if (!service) throw invalid(`Invalid service ${name}`);
    if (!state.tiers[service].some((tier) => tier.amount === limit))
      throw invalid(`Invalid limit for ${name}`);
    services[service] = limit as number;
  }
  return { services };
}

function addonsIn(
  profiles: { id: string; account: string }[],
  account: Account,
  request: Body,
): Change['addons'] {
  const addons: Change['addons'] = {};
  for (const [name, ids] of Object.entries(request)) {
    const addon = ADDONS.find((one) => one === name);
    if (!addon || !Array.isArray(ids)) throw invalid(`Invalid add-on ${name}`);
    const mine = (id: unknown) =>
      profiles.some((profile) => profile.id === id && profile.account === account.id);
    if (!ids.every(mine)) throw invalid('Invalid profile');
    addons[addon] = [...new Set(ids as string[])];
  }
  return addons;
}

/** Returns which parts of a change are steps up (paid at once) and steps down (at the end of the cycle). */
function split({ state }: SandboxContext, account: Account, change: Change): { more: Change; less: Change } {
  const more: Change = {};
  const less: Change = {};
  const { billing } = account;
  if (change.plan) {
    const rank = (plan: Plan) => [...PLAN_ORDER, 'enterprise'].indexOf(plan);
    const up = rank(change.plan) > rank(account.plan);
    (up ? more : less).plan = change.plan;
  }
  for (const [service, limit] of Object.entries(change.services ?? {}) as [Service, number][]) {
    const now = billing.services[service];
    const side = limit > now || priceOf(state, service, limit) > priceOf(state, service, now) ? more : less;
    if (limit !== now) side.services = { ...side.services, [service]: limit };
  }
  for (const addon of ADDONS) {
    const wanted = change.addons?.[addon];
    if (!wanted) continue;
    const now = billing.addons[addon];
    const added = wanted.filter((id) => !now.includes(id));
    if (added.length > 0) more.addons = { ...more.addons, [addon]: [...now, ...added] };
    if (now.some((id) => !wanted.includes(id))) less.addons = { ...less.addons, [addon]: wanted };
  }
  return { more, less };
}

/** Orders a change: steps up are paid at once, as `behavior` says; steps down are scheduled. */
export function order(sandbox: SandboxContext, account: Account, change: Change): void {
  const { billing } = account;
  if (billing.processing) throw invalid('There is an operation still being processed');
  const { more, less } = split(sandbox, account, change);
  if (billing.lessThanAllocated === 'refused' && isLessThanAllocated(sandbox, account, less))
    throw invalid('Reduce the allocation of your profiles first');
  billing.schedule = withoutStepsUp(billing.schedule, more, less);
  if (Object.keys(more).length > 0) pay(sandbox, account, more);
  sandbox.changed();
}

function pay(sandbox: SandboxContext, account: Account, change: Change): void {
  const { billing } = account;
  if (!billing.card) throw new Refusal(400, 'A payment method is required');
  billing.pending = change;
  billing.pendingCents = dueFor(sandbox.state, account, change, sandbox.clock.now());
  billing.payment_error = null;
  if (billing.behavior === 'processing') billing.processing = true;
  else settle(sandbox, account, billing.behavior === 'instant');
}

/** Ends the pending payment: paid or refused by the bank. */
export function settle(sandbox: SandboxContext, account: Account, paid: boolean): void {
  const { billing } = account;
  billing.processing = false;
  if (!billing.pending) return;
  if (!paid) {
    billing.payment_error = { message: 'Your card was declined.', details: 'card_declined' };
  } else {
    charge(billing, billing.pendingCents ?? 0, billing.pending);
    apply(sandbox, account, billing.pending);
    billing.pending = null;
    billing.payment_error = null;
  }
  sandbox.changed();
}

/** Retries the pending payment, or else the invoice that is past due. */
export function retry(sandbox: SandboxContext, account: Account): void {
  const { billing } = account;
  if (billing.processing || (!billing.pending && !billing.past_due))
    throw invalid('There is no payment to retry');
  if (billing.pending) pay(sandbox, account, billing.pending);
  else if (billing.past_due && billing.behavior !== 'payment_error') {
    charge(billing, billing.past_due.amount_due, null);
    billing.past_due = null;
    sandbox.changed();
  } else throw new Refusal(402, 'Your card was declined.');
}

function charge(billing: Account['billing'], cents: number, change: Change | null): void {
  billing.charges = [...(billing.charges ?? []), { cents, change }];
}

export function cancelPending({ changed }: SandboxContext, { billing }: Account): void {
  if (!billing.pending) throw invalid('There is no operation to cancel');
  Object.assign(billing, { pending: null, processing: false, payment_error: null });
  changed();
}

function withoutStepsUp(schedule: Change | null, more: Change, less: Change): Change | null {
  const services = { ...schedule?.services, ...less.services };
  for (const service of Object.keys(more.services ?? {}) as Service[]) delete services[service];
  const addons = { ...schedule?.addons, ...less.addons };
  for (const addon of ADDONS) if (more.addons?.[addon] && !less.addons?.[addon]) delete addons[addon];
  const plan = more.plan ? undefined : (less.plan ?? schedule?.plan);
  const left: Change = {
    ...(plan ? { plan } : {}),
    ...(Object.keys(services).length > 0 ? { services } : {}),
    ...(Object.keys(addons).length > 0 ? { addons } : {}),
  };
  return Object.keys(left).length > 0 ? left : null;
}

function apply(sandbox: SandboxContext, account: Account, change: Change): void {
  if (change.plan) account.plan = change.plan;
  Object.assign(account.billing, keptOn(change.plan, sandbox.state, account));
  Object.assign(account.billing.services, change.services);
  Object.assign(account.billing.addons, change.addons);
  shrinkAllocations(sandbox, account);
}

/** Returns what an account keeps when it changes to a plan: the free one has the smallest limits and no add-ons. */
function keptOn(
  plan: Change['plan'],
  state: State,
  { billing: { services, addons } }: Account,
): Pick<Required<Change>, 'services' | 'addons'> {
  if (plan !== 'free') return { services, addons };
  return {
    services: Object.fromEntries(SERVICES.map((service) => [service, state.tiers[service][0]?.amount ?? 0])),
    addons: { custom_dns: [], mobile: [] },
  };
}

function isLessThanAllocated(
  { state }: SandboxContext,
  account: Account,
  { services = {} }: Change,
): boolean {
  const taken = allocated(state, account);
  return SERVICES.some((service) => taken[service] > (services[service] ?? taken[service]));
}

/** Reduces all profiles' limits in proportion where they exceed the account's. */
function shrinkAllocations({ state, clock }: SandboxContext, account: Account): void {
  const taken = allocated(state, account);
  for (const service of SERVICES) {
    const limit = account.billing.services[service];
    if (taken[service] <= limit) continue;
    for (const profile of state.profiles.filter((one) => one.account === account.id)) {
      fixUsageAt(profile, service, clock.now());
      profile.allocation[service] = Math.floor((profile.allocation[service] * limit) / taken[service]);
    }
  }
}

/** Returns the billing cycle at a time: from the day and hour of the first upgrade to the same in the next month. */
export function cycleAt(upgradedAt: string, at: number): Account['billing']['cycle'] {
  const first = Date.parse(upgradedAt);
  let months = Math.floor((at - first) / (31 * DAY)) - 1;
  while (addMonths(first, months + 1) <= at) months += 1;
  const iso = (month: number) => new Date(addMonths(first, month)).toISOString();
  return { start: iso(months), end: iso(months + 1) };
}

/** Ends cycles that are over: applies what was scheduled and begins the next cycle. */
export function endElapsedCycles(sandbox: SandboxContext, account: Account): void {
  const { billing } = account;
  while (Date.parse(billing.cycle.end) <= sandbox.clock.now()) {
    const start = Date.parse(billing.cycle.end);
    billing.cycle = { start: billing.cycle.end, end: cycleAt(billing.upgradedAt, start).end };
    const { schedule } = billing;
    const isMade =
      billing.lessThanAllocated !== 'not-made' || !isLessThanAllocated(sandbox, account, schedule ?? {});
    if (schedule && isMade) apply(sandbox, account, schedule);
    billing.schedule = null;
    sandbox.changed();
  }
}

/** Returns the schedule, as `GET /account/subscription/schedule` does. */
export function scheduleOf({ state }: SandboxContext, account: Account) {
  const { schedule, services, cycle } = account.billing;
  if (!schedule) return { account: account.id, release_at: null };
  const taken = allocated(state, account);
  const rows = SERVICES.map((service) => {
    const limit = schedule.services?.[service] ?? services[service];
    const shrinks = taken[service] > limit;
    const row = shrinks
      ? { limit, proportional_change: Math.round((limit / taken[service]) * 1e4) / 1e4 }
      : { limit };
    return [service, row];
  });
  return {
    account: account.id,
    release_at: cycle.end,
    subscription: {
      ...(schedule.plan ? { plan: schedule.plan } : {}),
      ...(schedule.services ? { services: Object.fromEntries(rows) } : {}),
      ...(schedule.addons ? { addons: schedule.addons } : {}),
    },
  };
}

/** Returns plan, limits and add-ons of the next cycle. */
export function nextCycle(state: State, account: Account): Required<Change> {
  const { plan, billing } = account;
  const { schedule } = billing;
  const { services, addons } = keptOn(schedule?.plan, state, account);
  return {
    plan: schedule?.plan ?? plan,
    services: { ...services, ...schedule?.services },
    addons: { ...addons, ...schedule?.addons },
  };
}
