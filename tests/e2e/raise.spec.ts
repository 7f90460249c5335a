import { accountOf, ines, profileNamed } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { CostPage, costRoutes, dollars, proratedPrice } from './pages/cost-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { BOTH, LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const analysis = (sandbox: Parameters<typeof profileNamed>[0]) =>
  profileNamed(sandbox, 'Greenhouse Iberia').allocation.analysis;
const orders = { method: 'POST', route: '/account/subscription' } as const;

test.beforeEach(({ sandbox }) => {
  sandbox.clock.freeze();
});

test('a blocked service in the popup leads to a higher limit in two clicks, from what is free first', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await popup.switchTo('Greenhouse Iberia');
  await expect(popup.heading).toHaveText('Greenhouse Iberia');
  const opened = extension.context.waitForEvent('page');
  await popup.button(words('popupRaise')).click();
  const cost = new CostPage(await opened, extension);
  await expect(cost.heading).toHaveText('Raise limit: Analysis runtime');
  await expect(cost.page.getByText('Analysis runtime: limit reached, so no scripts run.')).toBeVisible();
  const give = cost.page.getByRole('button', { name: /^Add [\d,]+ min$/ });
  const before = analysis(sandbox);
  const amount = Number((await give.innerText()).replace(/\D/g, ''));
  await expectAccessible(cost.page, 'raising a limit');
  await give.click();
  await expect(cost.text('Greenhouse Iberia, Analysis runtime: the limit is now')).toBeVisible();
  expect(analysis(sandbox)).toBe(before + amount);
  expect(sandbox.requests.count({ method: 'POST', route: '/account/allocation' })).toBe(1);
  expect(sandbox.requests.count(orders)).toBe(0);
  // The profile's numbers are read again.
  await expect(cost.page.getByText('Analysis runtime: limit reached, so no scripts run.')).toHaveCount(0);
  // Nothing more is suggested, and what can be bought is quoted again.
  await cost.showPurchase();
  const minutes = (limit: number) => `${limit.toLocaleString('en')} min`;
  const after = `${minutes(before + amount)} → ${minutes(before + amount + 6000)}`;
  await expect(cost.page.getByText(`this profile: ${after}`)).toBeVisible();
  await expect(cost.page.getByLabel('Amount to add')).toHaveValue('');
  await expect(cost.button('Add')).toBeDisabled();
  await cost.button('Continue…').click();
  await expect(cost.dialog).toContainText(`Greenhouse Iberia: ${after}`);
});

test('the amount to add is a whole number, at most what is free', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
  const amount = cost.page.getByLabel('Amount to add');
  const give = cost.page.getByRole('button', { name: /^Add [\d,]+/ });
  await amount.fill('1,201');
  await expect(cost.page.getByText('You can add up to 1,200 min.')).toBeVisible();
  await expect(give).toBeDisabled();
  for (const text of ['0', 'many', '1.5', '-3', '']) {
    await amount.fill(text);
    await expect(cost.page.getByText('Enter a whole number, 1 or more.')).toBeVisible();
  }
  // A reload keeps what was typed, number or not.
  for (const text of ['many', '700']) {
    await amount.fill(text);
    await cost.page.reload();
    await expect(amount).toHaveValue(text);
  }
  await cost.button('Enter all 1,200 min').click();
  await expect(
    cost.page.getByText('New limit: 1,200 min → 2,400 min. 50% used after the change.'),
  ).toBeVisible();
  await give.click();
  await expect(
    cost.page.getByText('Nothing left to allocate: profiles have all of the account’s 6,000 min.'),
  ).toBeVisible();
  expect(analysis(sandbox)).toBe(2400);
});

test(
  'a higher tier is bought after its price and a confirmation that names everything',
  BOTH,
  async ({ extension, sandbox }) => {
    const { billing } = ines(sandbox);
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
    const { page } = cost;
    const now = dollars(proratedPrice(sandbox, 'analysis', 12_000));
    // What is free is enough: it comes first.
    await expect(cost.button('Continue…')).toBeHidden();
    await cost.showPurchase();
    await expect(
      page.getByText(`+$25.00 a month · ${now} due now · this profile: 1,200 min → 7,200 min`),
    ).toBeVisible();
    await expect(cost.tier(/^12,000 min/)).toBeChecked();
    await cost.button('Continue…').click();
    await expect(cost.dialog).toContainText('Change the limit of Analysis runtime to 12,000 min?');
    await expect(cost.dialog).toContainText('Ines Duarte ines@acme.example · US East');
    await expect(cost.dialog).toContainText(`${now} for the rest of the cycle`);
    await expect(cost.dialog).toContainText('$438.00 instead of $413.00 (+$25.00)');
    await expect(cost.dialog).toContainText('Account limit: 6,000 min → 12,000 min');
    await expect(cost.dialog).toContainText('Greenhouse Iberia: 1,200 min → 7,200 min');
    await expectAccessible(page, 'confirming a purchase');
    // Enter in the opened dialog cancels, and nothing is bought.
    await page.keyboard.press('Enter');
    await expect(cost.dialog).toHaveCount(0);
    expect(sandbox.requests.count(orders)).toBe(0);

    await cost.button('Continue…').click();
    await cost.dialog.getByRole('button', { name: `Pay ${now} now` }).dblclick();
    await expect(cost.text('Purchase complete. Greenhouse Iberia now has 6,000 min more.')).toBeVisible();
    expect(sandbox.requests.count(orders)).toBe(1);
    expect(billing.services.analysis).toBe(12_000);
    expect(analysis(sandbox)).toBe(7200);
  },
);

test(
  'the tier that is suggested first stays chosen when a fresh reading would suggest another',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
    await cost.showPurchase();
    await expect(cost.tier(/^12,000 min/)).toBeChecked();
    // A reduction that was ordered earlier has come into force.
    ines(sandbox).billing.services.analysis = 3000;
    await cost.button(words('profileRefresh')).click();
    await expect(cost.tier(/^6,000 min/)).toBeVisible();
    await expect(cost.tier(/^12,000 min/)).toBeChecked();
    await expect(cost.page.getByText('this profile: 1,200 min → 10,200 min')).toBeVisible();
  },
);

test(
  'a price that changed since the quote stops the purchase, and the new quote is shown',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
    await cost.showPurchase();
    await cost.button('Continue…').click();
    await expect(cost.dialog).toContainText('$438.00');
    for (const tier of sandbox.state.tiers.analysis) if (tier.amount === 12_000) tier.price = 7500;
    await cost.dialog.getByRole('button', { name: /^Pay/ }).click();
    await expect(cost.dialog.getByRole('alert')).toContainText('Nothing was bought');
    await expect(cost.dialog).toContainText('$458.00 instead of $413.00 (+$45.00)');
    await expect(cost.dialog).toContainText('Monthly: $438.00 (+$25.00) → $458.00 (+$45.00)');
    expect(sandbox.requests.count(orders)).toBe(0);

    // So do other limits of account and profile: both values are shown.
    const { billing } = ines(sandbox);
    profileNamed(sandbox, 'Greenhouse Iberia').allocation.analysis = 1000;
    billing.services.email = 1000;
    await cost.dialog.getByRole('button', { name: /^Pay/ }).click();
    await expect(cost.dialog).toContainText('Greenhouse Iberia: 1,200 min → 1,000 min');
    await expect(cost.dialog).toContainText('Greenhouse Iberia: 1,000 min → 7,000 min');
    await expect(cost.dialog).toContainText('Monthly: $458.00 (+$45.00) → $455.50 (+$45.00)');
    expect(sandbox.requests.count(orders)).toBe(0);
    const now = dollars(proratedPrice(sandbox, 'analysis', 12_000));
    await cost.dialog.getByRole('button', { name: `Pay ${now} now` }).click();
    await expect(cost.text('Purchase complete.')).toBeVisible();
    expect(sandbox.requests.count(orders)).toBe(1);
  },
);

test(
  'after a declined payment the bank’s message is shown, and the order can be repeated or canceled',
  LONG,
  async ({ extension, sandbox }) => {
    const { billing } = ines(sandbox);
    billing.behavior = 'payment_error';
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
    const now = dollars(proratedPrice(sandbox, 'analysis', 12_000));
    await cost.showPurchase();
    await cost.button('Continue…').click();
    await cost.dialog.getByRole('button', { name: `Pay ${now} now` }).click();
    await expect(cost.text('Your card was declined.')).toBeVisible();
    await expect(cost.dialog).toHaveCount(0);
    await expect(cost.banners).toContainText('The last payment failed.');
    expect(analysis(sandbox)).toBe(1200);
    await expectAccessible(cost.page, 'a failed payment');

    billing.behavior = 'instant';
    // The order is still known after the worker was stopped.
    await extension.stopWorker();
    await cost.button('Order again…').click();
    await expect(cost.dialog).toContainText('Change the limit of Analysis runtime to 12,000 min?');
    await expect(cost.dialog).toContainText('Greenhouse Iberia: 1,200 min → 7,200 min');
    await cost.dialog.getByRole('button', { name: `Pay ${now} now` }).click();
    await expect(cost.text('Purchase complete. Greenhouse Iberia now has 6,000 min more.')).toBeVisible();
    expect(sandbox.requests.count({ method: 'POST', route: '/account/subscription/pending/retry' })).toBe(0);
    expect(billing.charges).toMatchObject([{ change: { services: { analysis: 12_000 } } }]);
    await expect.poll(() => analysis(sandbox)).toBe(7200);

    billing.behavior = 'payment_error';
    await cost.button('Continue…').click();
    await cost.dialog.getByRole('button', { name: /^Pay/ }).click();
    await expect(cost.banners).toContainText('The last payment failed.');
    await cost.button('Cancel the change').click();
    await expect(cost.text('The change was canceled.')).toBeVisible();
    await expect(cost.banners).not.toContainText('The last payment failed.');
    expect(billing.services.analysis).toBe(12_000);
  },
);

test(
  'while a payment is processed nothing else can be bought, and afterwards the profile gets what was bought',
  LONG,
  async ({ extension, sandbox }) => {
    const { billing } = ines(sandbox);
    billing.behavior = 'processing';
    await connect(extension, accountOf(sandbox, 'plain'));
    const route = costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis');
    const cost = await CostPage.open(extension, route);
    await cost.showPurchase();
    await cost.button('Continue…').click();
    await cost.dialog.getByRole('button', { name: /^Pay/ }).click();
    await expect(cost.text('The payment is being processed.')).toBeVisible();
    await expect(cost.banners).toContainText('Then Greenhouse Iberia gets 6,000 min.');
    await expect(cost.button('Continue…')).toBeDisabled();
    expect(analysis(sandbox)).toBe(1200);
    await cost.page.close();
    await extension.stopWorker();

    Object.assign(billing, {
      processing: false,
      pending: null,
      services: { ...billing.services, analysis: 12_000 },
    });
    // No page about cost is open: any event that wakes the worker settles the order.
    const alerts = await extension.options('#/alerts');
    await expect.poll(() => analysis(sandbox)).toBe(7200);
    await alerts.close();
    const later = await CostPage.open(extension, route);
    await later.button('Refresh').click();
    await expect(
      later.page
        .getByRole('main')
        .getByText(/updated just now/i)
        .first(),
    ).toBeVisible();
    await expect(later.banners).not.toContainText('being processed');
    expect(analysis(sandbox)).toBe(7200);
  },
);

/** How a connection can end without a response, in the order tried: what may still be open comes last. */
const CUTS = {
  1: [
    { how: 'close', after: true },
    { how: 'close', after: false },
  ],
  2: [
    { how: 'close', after: true },
    { how: 'goaway', after: true },
    { how: 'refuse', after: true },
    { how: 'reset', after: true },
    { how: 'close', after: false },
  ],
} as const;

for (const http of [1, 2] as const) {
  // The API speaks HTTP/2.
  const tag = http === 2 ? {} : LONG;
  test.describe(`over HTTP/${http}`, () => {
    test.use({ http });

    test(
      'a purchase whose response is lost is sent once, and its outcome is read and shown',
      tag,
      async ({ extension, sandbox }) => {
        const { billing } = ines(sandbox);
        const { allocation } = profileNamed(sandbox, 'Greenhouse Iberia');
        await connect(extension, accountOf(sandbox, 'plain'));
        const cost = await CostPage.open(
          extension,
          costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'),
        );
        await cost.showPurchase();
        for (const [place, { how, after }] of CUTS[http].entries()) {
          const what = `${how}, ${after ? 'after' : 'before'} the work`;
          const { workerStops } = extension;
          sandbox.faults.add({ kind: 'cut', how, after, path: '/account/subscription', method: 'POST' });
          await cost.button('Continue…').click();
          await cost.dialog.getByRole('button', { name: /^Pay/ }).click();
          if (after) {
            await expect.poll(() => billing.charges?.length, what).toBe(1);
            await expect.poll(() => analysis(sandbox), what).toBe(7200);
            await expect(cost.dialog).toHaveCount(0);
            const complete = cost.text('Purchase complete. Greenhouse Iberia now has 6,000 min more.');
            const unknown = cost.text('it may or may not have worked');
            await expect(complete.or(unknown), what).toBeVisible();
            // A cut connection sometimes crashes Chromium's network process, which ends the worker before it replies:
            // the next one settles the order.
            if (extension.workerStops > workerStops)
              await expect(cost.banners, what).not.toContainText('Not confirmed');
            else await expect(complete, what).toBeVisible();
          } else {
            await expect(cost.text('it may or may not have worked'), what).toBeVisible();
            await expect(cost.dialog).toHaveCount(0);
            await expect(cost.banners).toContainText('Not confirmed yet: Analysis runtime, 12,000 min');
            await expectAccessible(cost.page, 'an order with an unknown outcome');
            expect(billing.charges ?? [], what).toEqual([]);
            expect(analysis(sandbox), what).toBe(1200);
          }
          // The fault is still set: a repetition by the browser would have been cut and counted.
          expect(sandbox.requests.count(orders), what).toBe(place + 1);
          // Restores the account for the next case.
          sandbox.faults.clear();
          billing.services.analysis = 6000;
          allocation.analysis = 1200;
          billing.charges = [];
          await cost.button('Refresh').click();
          await expect(cost.tier(/^12,000 min/)).toBeVisible();
        }
      },
    );
  });
}

test(
  'a step down is scheduled for the end of the cycle; the platform’s refusal is shown',
  LONG,
  async ({ extension, sandbox }) => {
    const { billing } = ines(sandbox);
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.upgrade(sandbox, 'email'));
    await cost.tier(/^Lower to 1,000 messages/).check();
    await expect(cost.page.getByLabel('Which profile gets the extra')).toHaveCount(0);
    await cost.button('Continue…').click();
    await expect(cost.dialog).toContainText('Nothing. The change takes effect in the next cycle');
    await cost.dialog.getByRole('button', { name: 'Switch to $410.50 a month' }).click();
    await expect(cost.text('Scheduled for the end of the billing cycle.')).toBeVisible();
    await expect(cost.banners).toContainText('Email: 2,000 messages → 1,000 messages');
    expect(billing.services.email).toBe(2000);

    billing.card = null;
    await cost.tier(/^Raise to 5,000 messages/).check();
    await cost.page.getByLabel('Which profile gets the extra').selectOption('Demo');
    await cost.button('Continue…').click();
    await expect(cost.dialog).toContainText('Demo: 0 messages → 3,000 messages');
    await cost.dialog.getByRole('button', { name: /^Pay/ }).click();
    await expect(cost.dialog.getByRole('alert')).toContainText('A payment method is required');
    expect(billing.services.email).toBe(2000);
    await cost.page.keyboard.press('Escape');
    await expectAccessible(cost.page, 'all tiers of a service');
  },
);

test(
  'the rule that proposes raises is off by default, and stored when it is set',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
    const rule = cost.page.getByLabel('When to suggest it');
    await expect(rule).toHaveValue('off');
    await rule.selectOption('At 90%');
    await expect(cost.page.getByText('Alerts are off, so you won’t be notified.')).toBeVisible();
    await cost.page.reload();
    await expect(rule).toHaveValue('high');
    await rule.selectOption('off');
    await cost.page.reload();
    await expect(rule).toHaveValue('off');
    expect(sandbox.requests.count({ method: 'POST', route: '/account/allocation' })).toBe(0);
  },
);
