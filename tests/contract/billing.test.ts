import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { type Role, SERVICES } from '../sandbox/state.ts';
import { cycleAt } from '../sandbox/subscription.ts';
import { clientOf, raw } from './clients.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({
    limits: { scale: 'off' },
    clock: { start: '2026-11-16T00:00:00Z', frozen: true },
  });
  beginCycles('2025-11-01T00:00:00Z');
});
afterEach(() => sandbox.close());

const ines = () => accountOf(sandbox, 'plain');
const billing = (role: Role = 'plain') => clientOf(sandbox, accountOf(sandbox, role).token).billing;
const bank = (behavior: string, role: Role = 'plain') =>
  raw(sandbox, '/__sandbox/billing', {
    method: 'POST',
    body: { email: accountOf(sandbox, role).email, behavior },
  });
/** Sets when Ines first upgraded, and so when her billing cycles begin. */
const beginCycles = (upgradedAt: string) => {
  const account = sandbox.state.accounts.find(({ id }) => id === ines().id)!;
  Object.assign(account.billing, { upgradedAt, cycle: cycleAt(upgradedAt, sandbox.clock.now()) });
};
const cycle = async () => (await billing().getSubscription()).current_cycle;
const limitOf = async (service: 'input' | 'output' | 'sms') =>
  (await billing().getSubscription()).services[service].limit;

describe('prices', () => {
  test('the table has plans, add-ons and ascending tiers, in cents', async () => {
    const prices = await billing().getPrices();
    expect(prices.plans).toEqual([
      { name: 'free', price: 0 },
      { name: 'starter', price: 4900 },
      { name: 'scale', price: 19900 },
    ]);
    expect(prices.addons).toContainEqual({ name: 'custom_dns', price: 9900 });
    expect(prices.input[1]).toEqual({ amount: 3_000_000, price: 2000 });
    for (const service of SERVICES) {
      const amounts = prices[service].map(({ amount }) => amount);
      expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
    }
  });

  test('the upcoming invoice is the sum of plan, tiers and add-ons', async () => {
    const [subscription, prices] = [await billing().getSubscription(), await billing().getPrices()];
    const tiers = SERVICES.map(
      (s) => prices[s].find(({ amount }) => amount === subscription.services[s].limit)!.price,
    );
    const addons = Object.values(subscription.addons).flat().length * 9900;
    expect(subscription.upcoming_invoice_total).toBe(19900 + addons + tiers.reduce((a, b) => a + b));
    expect(subscription.upcoming_invoice_total).toBe(41300);
  });

  test('prorated: the difference from the current price, times the remaining part of the cycle', async () => {
    const prorated = await billing().getProratedPrices();
    // 15 of November's 30 days are left; 10,000,000 costs 5500 against 2000 now.
    expect(prorated.input).toEqual([
      { amount: 1_000_000, price: 0 },
      { amount: 3_000_000, price: 0 },
      { amount: 10_000_000, price: 1750 },
      { amount: 20_000_000, price: 3500 },
      { amount: 50_000_000, price: 7500 },
    ]);
    expect(prorated.addons).toContainEqual({ name: 'mobile', price: 4950 });
    expect(prorated.plans).toContainEqual({ name: 'scale', price: 0 });
  });
});

describe('a billing cycle', () => {
  test('begins and ends at the day and hour of the first upgrade; what was scheduled is made then', async () => {
    beginCycles('2025-03-17T14:26:00Z');
    expect(await cycle()).toEqual({ start: '2026-10-17T14:26:00.000Z', end: '2026-11-17T14:26:00.000Z' });
    await billing().editSubscription({ services: { input: { limit: 1_000_000 } } });
    sandbox.clock.set('2026-11-17T14:25:59Z');
    expect(await limitOf('input')).toBe(3_000_000);
    sandbox.clock.set('2026-11-17T14:26:00Z');
    expect(await limitOf('input')).toBe(1_000_000);
    expect(await cycle()).toEqual({ start: '2026-11-17T14:26:00.000Z', end: '2026-12-17T14:26:00.000Z' });
  });

  test('of the 31st ends on the last day of a shorter month, and on the 31st again after it', async () => {
    beginCycles('2025-08-31T08:00:00Z');
    const ends = [];
    for (const now of ['2026-11-16', '2026-12-16', '2027-01-31', '2027-02-28', '2027-03-16']) {
      sandbox.clock.set(`${now}T09:00:00Z`);
      ends.push((await cycle()).end.slice(0, 10));
    }
    expect(ends).toEqual(['2026-11-30', '2026-12-31', '2027-02-28', '2027-03-31', '2027-03-31']);
  });
});

describe('Billing.getAllocation and editAllocation', () => {
  const [acme, demo] = [
    () => ines().profiles[0]!.id,
    () => ines().profiles.find(({ name }) => name === 'Demo')!.id,
  ];

  test('has one row for each owned profile, none for shared ones', async () => {
    const rows = await billing().getAllocation();
    expect(rows.map(({ profile }) => profile).sort()).toEqual(
      ines()
        .profiles.filter((p) => !p.shared)
        .map(({ id }) => id)
        .sort(),
    );
    expect(rows.find(({ profile }) => profile === acme())).toMatchObject({
      input: 350_000,
      email: 10,
      updated_at: expect.any(String),
    });
  });

  test('changes a limit, and nothing else of the row', async () => {
    await billing().editAllocation([
      { profile: acme(), input: 300_000 },
      { profile: demo(), input: 50_000 },
    ]);
    const rows = await billing().getAllocation();
    expect(rows.find(({ profile }) => profile === acme())).toMatchObject({ input: 300_000, output: 342_153 });
    expect(rows.find(({ profile }) => profile === demo())!.input).toBe(50_000);
  });

  test('lowers a limit below what is used, without a change of the usage', async () => {
    await billing().editAllocation([{ profile: acme(), input: 100_000 }]);
    const { limit, limit_used } = await clientOf(sandbox, ines().token).profiles.summary(acme());
    expect([limit.input, limit_used.input]).toEqual([100_000, 329_000]);
  });

  test('raises the limit of a full profile', async () => {
    const greenhouse = ines().profiles.find(({ name }) => name === 'Greenhouse Iberia')!.id;
    await billing().editAllocation([{ profile: greenhouse, analysis: 1_500 }]);
    const { limit, limit_used } = await clientOf(sandbox, ines().token).profiles.summary(greenhouse);
    expect([limit.analysis, limit_used.analysis]).toEqual([1_500, 1_200]);
  });

  test('refuses a sum above the account’s limit, and changes nothing', async () => {
    const before = await billing().getAllocation();
    const edit = [
      { profile: demo(), output: 10 },
      { profile: acme(), input: 1_000_001 },
    ];
    await expect(billing().editAllocation(edit)).rejects.toMatch(/higher than the limit of your account/);
    expect(await billing().getAllocation()).toEqual(before);
    const rest = (await limitOf('input')) - before.reduce((sum, row) => sum + row.input, 0);
    await billing().editAllocation([{ profile: acme(), input: 350_000 + rest }]);
  });

  test('is compared with the limit of the cycle that has begun', async () => {
    await billing().editSubscription({ services: { input: { limit: 1_000_000 } } });
    sandbox.clock.set('2026-12-01T00:00:01Z');
    await expect(billing().editAllocation([{ profile: acme(), input: 1_000_001 }])).rejects.toMatch(
      /higher than the limit of your account/,
    );
  });

  test('refuses fractions, negative amounts, unknown services and other accounts’ profiles', async () => {
    await expect(billing().editAllocation([{ profile: acme(), input: 1.5 }])).rejects.toMatch(
      /Invalid amount/,
    );
    await expect(billing().editAllocation([{ profile: acme(), input: -1 }])).rejects.toMatch(
      /Invalid amount/,
    );
    await expect(billing().editAllocation([{ profile: acme(), widgets: 1 } as object])).rejects.toMatch(
      /Invalid service/,
    );
    const shared = ines().profiles.find((profile) => profile.shared)!.id;
    await expect(billing().editAllocation([{ profile: shared, input: 1 }])).rejects.toBe(
      'Authorization Denied',
    );
  });
});

describe('Billing.editSubscription', () => {
  test('a step up takes effect at once', async () => {
    await billing().editSubscription({ services: { input: { limit: 10_000_000 } } });
    expect(await limitOf('input')).toBe(10_000_000);
    expect((await billing().getSubscription()).upcoming_invoice_total).toBe(41300 - 2000 + 5500);
  });

  test('a step down takes effect at the end of the cycle, can be canceled, and reduces every profile’s limit', async () => {
    await billing().editSubscription({ services: { input: { limit: 1_000_000 } } });
    expect(await limitOf('input')).toBe(3_000_000);
    expect(await billing().getSubscriptionSummary()).toMatchObject({ schedule: true, processing: false });
    const schedule = await billing().getSubscriptionSchedule();
    expect(schedule.release_at).toBe('2026-12-01T00:00:00.000Z');
    expect(schedule.subscription?.services?.input).toEqual({ limit: 1_000_000, proportional_change: 0.4255 });
    expect(await billing().cancelDowngrade()).toBe('Downgrade canceled');
    expect(await billing().getSubscriptionSchedule()).toMatchObject({ release_at: null });
    await expect(billing().cancelDowngrade()).rejects.toBe('Schedule not found');

    await billing().editSubscription({ services: { input: { limit: 1_000_000 } } });
    sandbox.clock.set('2026-12-01T00:00:01Z');
    expect(await limitOf('input')).toBe(1_000_000);
    const sum = (await billing().getAllocation()).reduce((total, row) => total + row.input, 0);
    expect(sum).toBeLessThanOrEqual(1_000_000);
    expect(sum).toBeGreaterThan(999_990);
    expect((await billing().getSubscription()).current_cycle.start).toBe('2026-12-01T00:00:00.000Z');
  });

  test('a step down below what the profiles have may be refused, or not be made, until their limits are lowered', async () => {
    const { billing: settings } = sandbox.state.accounts.find(({ id }) => id === ines().id)!;
    const step = { services: { input: { limit: 1_000_000 } } };
    settings.lessThanAllocated = 'refused';
    await expect(billing().editSubscription(step)).rejects.toMatch(/Reduce the allocation/);
    settings.lessThanAllocated = 'not-made';
    await billing().editSubscription(step);
    sandbox.clock.set('2026-12-01T00:00:01Z');
    expect(await limitOf('input')).toBe(3_000_000);

    settings.lessThanAllocated = 'refused';
    const rows = await billing().getAllocation();
    await billing().editAllocation(rows.map(({ profile }) => ({ profile, input: 100_000 })));
    await billing().editSubscription(step);
    sandbox.clock.set('2027-01-01T00:00:01Z');
    expect(await limitOf('input')).toBe(1_000_000);
  });

  test('a step up cancels a scheduled step down of the same service', async () => {
    await billing().editSubscription({ services: { input: { limit: 1_000_000 }, sms: { limit: 10 } } });
    await billing().editSubscription({ services: { input: { limit: 10_000_000 } } });
    const { subscription } = await billing().getSubscriptionSchedule();
    expect(subscription?.services?.input.limit).toBe(10_000_000);
    expect(subscription?.services?.sms.limit).toBe(10);
  });

  test.each([
    ['two kinds of change', { plan: 'starter', services: { input: { limit: 10_000_000 } } }, /Only one of/],
    ['no change', {}, /Only one of/],
    ['a limit that is no tier', { services: { input: { limit: 4_000_000 } } }, /Invalid limit for input/],
    ['an unknown service', { services: { widgets: { limit: 1 } } }, /Invalid service/],
    ['an unknown plan', { plan: 'gold' }, /Invalid plan/],
    ['the present plan', { plan: 'scale' }, /already on this plan/],
    ['an add-on for an unknown profile', { addons: { mobile: ['f'.repeat(24)] } }, /Invalid profile/],
    ['an unknown coupon', { plan: 'starter', coupon: 'NOPE' }, /Invalid coupon/],
  ])('refuses %s', async (_, body, message) => {
    await expect(billing().editSubscription(body as object)).rejects.toMatch(message);
    expect((await billing().getSubscription()).upcoming_invoice_total).toBe(41300);
  });

  test('add-ons are added at once and removed at the end of the cycle', async () => {
    const acme = ines().profiles[0]!.id;
    const addons = async () => (await clientOf(sandbox, ines().token).profiles.info(acme)).addons;
    await billing().editSubscription({ addons: { mobile: [acme] } });
    expect(await addons()).toMatchObject({ mobile: true, custom_dns: true });
    await billing().editSubscription({ addons: { custom_dns: [] } });
    expect(await addons()).toMatchObject({ custom_dns: true });
    sandbox.clock.set('2026-12-01T00:00:01Z');
    await billing().getSubscription();
    expect(await addons()).toMatchObject({ mobile: true, custom_dns: false });
  });

  test('the add-ons of a profile that is deleted end, also those that the next cycle would have', async () => {
    const profiles = clientOf(sandbox, ines().token).profiles;
    const { id } = await profiles.create({ name: 'Short-lived' });
    const { custom_dns } = (await billing().getSubscription()).addons;
    await billing().editSubscription({ addons: { custom_dns: [...custom_dns, id] } });
    await billing().editSubscription({ addons: { custom_dns: [id] } });
    await profiles.delete(id, { password: ines().password });
    sandbox.clock.set('2026-12-01T00:00:01Z');
    expect((await billing().getSubscription()).addons.custom_dns).toEqual([]);
  });

  test('another change is refused while one is being processed, which takes effect afterwards', async () => {
    await bank('processing');
    await billing().editSubscription({ services: { input: { limit: 10_000_000 } } });
    expect(await billing().getSubscriptionSummary()).toMatchObject({ processing: true, payment_error: null });
    expect(await limitOf('input')).toBe(3_000_000);
    await expect(billing().editSubscription({ services: { output: { limit: 18_000_000 } } })).rejects.toMatch(
      /being processed/,
    );
    await raw(sandbox, '/__sandbox/billing/settle', {
      method: 'POST',
      body: { email: ines().email, ok: true },
    });
    expect(await limitOf('input')).toBe(10_000_000);
    expect(await billing().getSubscriptionSummary()).toMatchObject({ processing: false });
  });

  test('a declined card is returned as payment error, changes nothing, and can be retried or canceled', async () => {
    await bank('payment_error');
    await billing().editSubscription({ services: { input: { limit: 10_000_000 } } });
    const subscription = await billing().getSubscription();
    expect(subscription.payment_error?.message).toBe('Your card was declined.');
    expect(subscription.services.input.limit).toBe(3_000_000);
    await bank('instant');
    await billing().retryLastPayment();
    expect(await limitOf('input')).toBe(10_000_000);
    expect((await billing().getSubscriptionSummary())?.payment_error).toBeNull();
    await expect(billing().retryLastPayment()).rejects.toMatch(/no payment to retry/);
    await bank('payment_error');
    await billing().editSubscription({ services: { output: { limit: 18_000_000 } } });
    await billing().cancelLastOperation();
    expect(await billing().getSubscription()).not.toHaveProperty('payment_error');
    await expect(billing().cancelLastOperation()).rejects.toMatch(/no operation to cancel/);
  });

  test('on the free plan a plan has to be bought first, with a payment method', async () => {
    await expect(
      billing('invitable').editSubscription({ services: { input: { limit: 3_000_000 } } }),
    ).rejects.toMatch(/Upgrade/);
    await expect(billing('invitable').editSubscription({ plan: 'starter' })).rejects.toMatch(
      /payment method/,
    );
    await billing('invitable').editPaymentMethod('tok_visa');
    await billing('invitable').editSubscription({ plan: 'starter', coupon: 'HARVEST10' });
    expect((await billing('invitable').getSubscription()).plan).toBe('starter');
  });
});

describe('reads that lag', () => {
  const settings = () => sandbox.state.accounts.find(({ id }) => id === ines().id)!.billing;
  const step = { services: { output: { limit: 18_000_000 } } };
  beforeEach(() => {
    settings().lag = 1;
  });

  test('return once more what was before a change', async () => {
    const before = await limitOf('output');
    await billing().editSubscription(step);
    expect(await limitOf('output')).toBe(before);
    expect(await limitOf('output')).toBe(18_000_000);
  });

  test('do so after a canceled operation, too', async () => {
    settings().lag = 0;
    await bank('payment_error');
    await billing().editSubscription(step);
    settings().lag = 1;
    await billing().cancelLastOperation();
    expect(await billing().getSubscription()).toHaveProperty('payment_error');
    expect(await billing().getSubscription()).not.toHaveProperty('payment_error');
  });

  test('use up nothing for a change that is refused', async () => {
    const acme = ines().profiles[0]!.id;
    await expect(billing().editAllocation([{ profile: acme, input: -1 }])).rejects.toBeTruthy();
    await expect(billing().editSubscription({ services: { output: { limit: 1 } } })).rejects.toBeTruthy();
    await expect(billing().retryLastPayment()).rejects.toBeTruthy();
    await expect(billing().cancelLastOperation()).rejects.toBeTruthy();
    const before = await limitOf('output');
    await billing().editSubscription(step);
    expect(await limitOf('output')).toBe(before);
  });
});

describe('other methods of Billing', () => {
  test('return payment method, billing information, coupon and history', async () => {
    expect((await billing().getPaymentMethod()).card).toMatchObject({ brand: 'visa', last4: '4242' });
    expect((await billing().checkDiscountCoupon('HARVEST10')).percentage_off).toBe(10);
    await expect(billing().checkDiscountCoupon('NOPE')).rejects.toBe('Coupon not found');
    await billing().editBillingInformation({ city: 'Lisboa' });
    expect(await billing().getBillingInformation()).toMatchObject({
      account: ines().id,
      company: 'Acme',
      city: 'Lisboa',
    });
    const first = await billing().getPaymentHistory({ amount: 3 });
    const next = await billing().getPaymentHistory({ amount: 3, lastId: first.at(-1)!.stripe_id });
    expect(new Set([...first, ...next].map(({ stripe_id }) => stripe_id)).size).toBe(6);
    await billing().removePaymentMethod();
    expect((await billing().getPaymentMethod()).card).toBeNull();
  });

  test('return a team member’s own subscription, never the owner’s', async () => {
    const olga = sandbox.accounts.find(({ email }) => email === 'olga@field.example')!;
    const subscription = await clientOf(sandbox, olga.token).billing.getSubscription();
    expect(subscription).toMatchObject({ account: olga.id, plan: 'free', upcoming_invoice_total: 0 });
  });
});
