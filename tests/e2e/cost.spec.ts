import type { Locator } from '@playwright/test';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { accountOf, ines, profileNamed } from '../sandbox/accounts-list.ts';
import { monthlyTotal } from '../sandbox/pricing.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { CostPage, centsOf, costRoutes, dollars, goTo } from './pages/cost-page.ts';
import { accountKey } from './platform-keys.ts';
import { LONG } from './tags.ts';

test(
  'the cost by profile and by service adds up to what the account pays, to the cent',
  LONG,
  async ({ extension, sandbox }) => {
    const account = ines(sandbox);
    const total = monthlyTotal(sandbox.state, { plan: account.plan, ...account.billing });
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension);
    const { page } = cost;
    await expect(await cost.inSight(cost.row('Acme Farms'))).toContainText('$');
    const table = await cost.table();
    const sums = table.map(([, sum]) => centsOf(sum ?? ''));
    expect(sums.at(-1)).toBe(total);
    expect(sums.slice(0, -1).reduce((all, cents) => all + cents, 0)).toBe(total);
    // Each column from the third on, services and add-ons, adds up.
    for (let column = 2; column < (table[0]?.length ?? 0); column += 1) {
      const cents = table.map((row) => centsOf(row[column] ?? ''));
      expect(cents.slice(0, -1).reduce((all, one) => all + one, 0)).toBe(cents.at(-1));
    }
    // Each row adds up, except the plan's, which is in no service.
    for (const row of table.filter(([name]) => !/plan|total/i.test(name ?? ''))) {
      expect(row.slice(2).reduce((all, text) => all + centsOf(text), 0)).toBe(centsOf(row[1] ?? ''));
    }
    expect((await cost.cells('Scale plan'))[1]).toBe('$199.00');
    await expect(page.getByRole('list', { name: 'Cost summary' })).toContainText(dollars(total));
    await expect(page.getByText('2 profiles shared with you aren’t included')).toContainText(
      'Tallinn Metering',
    );
    // All columns fit a laptop's screen.
    await page.setViewportSize({ width: 1280, height: 800 });
    const addons = await page.getByRole('columnheader', { name: 'Add-ons' }).boundingBox();
    expect(addons!.x + addons!.width).toBeLessThanOrEqual(1280);
    // By the account's first upgrade, whatever its time zone.
    const day = (time: string) =>
      new Date(time).toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
    const { start, end } = account.billing.cycle;
    await expect(page.getByRole('main')).toContainText(
      new RegExp(`${day(start)}, \\d+ – ${day(end)}, \\d+ UTC · \\d+ days left`),
    );

    await page.getByRole('link', { name: 'By service' }).click();
    await expect(cost.row('Data input')).toContainText(
      `${account.billing.services.input.toLocaleString('en-US')} variables`,
    );
    expect(await cost.cells('Custom DNS')).toContain('1 × $99.00');
    expect(centsOf((await cost.cells('Total'))[2] ?? '')).toBe(total);
    await expectAccessible(page, 'cost by service');

    // The overview has the same sum, and the end of the month, which is the monthly services' own.
    await goTo(page, '#/overview');
    const main = page.getByRole('main');
    await expect(
      main.getByRole('list', { name: 'Summary' }).getByText(dollars(total), { exact: true }),
    ).toBeVisible();
    await expect(main).toContainText(/resets in .+, \w+ 1 UTC/);
  },
);

/** A control of a row of the table of customers, scrolled to. */
async function customerField(cost: CostPage, label: string): Promise<Locator> {
  return cost.inSight(cost.page.getByLabel(label, { exact: true }));
}

test(
  'a markup is stored as soon as it is typed, and said to be wrong if it is none',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, '#/cost?view=customers');
    const { page } = cost;
    const acme = centsOf((await cost.cells('Acme Farms'))[1] ?? '');
    await (await customerField(cost, 'Markup type: Acme Farms')).selectOption('percent');
    await (await customerField(cost, 'Markup: Acme Farms')).fill('12.5');
    await page.keyboard.press('Enter');
    await expect(cost.row('Acme Farms')).toContainText(dollars(withMarkup(acme)));
    await (await customerField(cost, 'Markup type: Riverside Utilities')).selectOption('cents');
    const riverside = await customerField(cost, 'Markup: Riverside Utilities');
    await riverside.fill('ten');
    await riverside.blur();
    await expect(riverside).toHaveAttribute('aria-invalid', 'true');
    await riverside.fill('25');
    await riverside.blur();
    await expect(cost.row('Riverside Utilities')).toContainText('$25.00');
    await page.reload();
    await expect(await customerField(cost, 'Markup: Acme Farms')).toHaveValue('12.5');
    await expectAccessible(page, 'billing customers');
  },
);

/** Returns an amount with a markup of 12.5 %, in cents. */
const withMarkup = (cents: number) => cents + Math.floor((cents * 1250 + 5000) / 10_000);

test('the export for customers has cost and markup, and no formula', LONG, async ({ extension, sandbox }) => {
  profileNamed(sandbox, 'Demo').name = '=HYPERLINK("http://evil.example","Demo")';
  const ownedProfiles = accountOf(sandbox, 'plain').profiles.filter(({ shared }) => !shared);
  await connect(extension, accountOf(sandbox, 'plain'));
  const cost = await CostPage.open(extension, '#/cost?view=customers');
  const { page } = cost;
  const acme = centsOf((await cost.cells('Acme Farms'))[1] ?? '');
  const added = withMarkup(acme) - acme;
  await (await customerField(cost, 'Markup type: Riverside Utilities')).selectOption('cents');
  await (await customerField(cost, 'Markup: Riverside Utilities')).fill('25');
  await page.keyboard.press('Enter');
  await (await customerField(cost, 'Markup type: Acme Farms')).selectOption('percent');

  // An invalid markup stops the export.
  await page.getByLabel('Markup: Acme Farms', { exact: true }).fill('ten');
  await cost.button(words('usageExportCsv')).click();
  await expect(cost.text('Nothing was exported. Correct the markup of: Acme Farms.')).toBeVisible();
  await page.getByLabel('Markup: Acme Farms', { exact: true }).fill('10');
  await page.getByLabel('Markup: Acme Farms', { exact: true }).fill('12.5');
  // Pressed right after typing, while the field has the focus.
  const { name, text } = await cost.download(cost.button(words('usageExportCsv')));
  expect(name).toMatch(/^cost-Ines-Duarte-\d{4}-\d\d\.csv$/);
  const lines = text.replace('\uFEFF', '').trim().split('\r\n');
  expect(lines.find((line) => line.startsWith('Acme Farms'))).toMatch(
    new RegExp(
      `,${(acme / 100).toFixed(2)},12\\.50,${(added / 100).toFixed(2)},${((acme + added) / 100).toFixed(2)},USD$`,
    ),
  );
  expect(lines.find((line) => line.includes('Riverside'))).toContain(',25.00,');
  expect(lines.some((line) => line.startsWith(`"'=HYPERLINK(`))).toBe(true);
  expect(lines.filter((line) => /^[=+\-@]/.test(line))).toEqual([]);
  // The sum is the sum of its rows.
  const toBill = lines.slice(1).map((line) => centsOf(line.split(',').at(-2) ?? ''));
  expect(toBill.slice(0, -1).reduce((all, cents) => all + cents, 0)).toBe(toBill.at(-1));

  await page.getByLabel('Markup: all profiles', { exact: true }).fill('20');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page
    .getByRole('dialog', { name: words('markUpReplace_other', '2') })
    .getByText('Apply')
    .click();
  // Pressed while they are being stored: the export waits for all of them.
  const all = (await cost.download(cost.button(words('usageExportCsv')))).text
    .trim()
    .split('\r\n')
    .slice(1, -1);
  expect(all.map((line) => line.split(',').at(-4))).toEqual(Array(ownedProfiles.length).fill('20.00'));
  await page.getByLabel('Markup type: all profiles').selectOption('none');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByRole('dialog').getByText('Apply').click();
  await expect(cost.text(`Markup set for ${ownedProfiles.length} profiles.`).first()).toBeVisible();
  await expect(await customerField(cost, 'Markup: Acme Farms')).toHaveValue('');
});

test.describe('the prices of one account', () => {
  test.use({ sandboxOptions: SMALL_ACCOUNT });

  test(
    'problems with payments are shown, and a scheduled step down can be canceled',
    LONG,
    async ({ extension, sandbox }) => {
      const { billing } = ines(sandbox);
      billing.past_due = { amount_due: 4200, attempt_count: 2, invoice_url: 'https://pay.example/1' };
      billing.not_enough_balance = true;
      billing.payment_error = { message: 'Your card was declined.', details: null };
      billing.schedule = { services: { analysis: 3000 } };
      await connect(extension, accountOf(sandbox, 'plain'));
      const cost = await CostPage.open(extension);
      const { page } = cost;
      await expect(cost.banners).toContainText('$42.00 past due.');
      await expect(page.getByRole('link', { name: 'Open the invoice' })).toHaveAttribute(
        'href',
        'https://pay.example/1',
      );
      await expect(cost.banners).toContainText('Your card was declined.');
      await expect(cost.banners).toContainText('The balance doesn’t cover the next invoice');
      await expect(cost.banners).toContainText('Analysis runtime: 6,000 min → 3,000 min');
      await expect(cost.banners).toContainText('$383.00 a month instead of $413.00');
      await expectAccessible(page, 'cost with banners');

      await cost.button('Cancel scheduled change…').click();
      await expect(cost.dialog).toContainText('The account keeps paying $413.00 a month instead of $383.00.');
      await expect(cost.dialog).toContainText('Ines Duarte, ines@acme.example');
      expect(sandbox.requests.count({ method: 'DELETE' })).toBe(0);
      // Somebody else schedules another step down: what would be canceled differs from what was confirmed.
      billing.schedule = { services: { analysis: 3000, email: 1000 } };
      await cost.dialog.getByRole('button', { name: 'Keep for $413.00 a month' }).click();
      const one = 'Analysis runtime: 6,000 min → 3,000 min';
      const both = `${one}; Email: 2,000 messages → 1,000 messages`;
      await expect(cost.dialog).toContainText(
        `You confirmed: ${one}; Monthly: $413.00 → $383.00. It’s now: ${both}; Monthly: $413.00 → $380.50.`,
      );
      // Somebody else buys a larger limit: the account would pay another amount than was confirmed.
      billing.services.input = 50_000_000;
      await cost.dialog.getByRole('button', { name: 'Keep for $413.00 a month' }).click();
      await expect(cost.dialog).toContainText(`It’s now: ${both}; Monthly: $563.00 → $530.50.`);
      expect(sandbox.requests.count({ method: 'DELETE' })).toBe(0);
      await cost.dialog.getByRole('button', { name: 'Keep for $563.00 a month' }).click();
      await expect(cost.banners).not.toContainText('Analysis runtime');
      expect(billing.schedule).toBeNull();

      billing.payment_error = null;
      await cost.button('Refresh').click();
      await cost.button('Retry payment…').click();
      billing.past_due.amount_due = 5000;
      await cost.dialog.getByRole('button', { name: 'Pay $42.00 now' }).click();
      await expect(cost.dialog).toContainText('You confirmed: $42.00. It’s now: $50.00.');
      expect(billing.charges ?? []).toEqual([]);
      await cost.dialog.getByRole('button', { name: 'Pay $50.00 now' }).click();
      await expect(cost.dialog).toHaveCount(0);
      expect(billing.charges?.map(({ cents }) => cents)).toEqual([5000]);
    },
  );

  test('an add-on is bought for a profile and removed, with its price confirmed first', async ({
    extension,
    sandbox,
  }) => {
    const { billing } = ines(sandbox);
    const demo = profileNamed(sandbox, 'Demo').id;
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, '#/cost?view=services');
    const { page } = cost;
    await cost.button('Add to a profile… Custom DNS').click();
    await cost.field('Profile').selectOption('Demo');
    await cost.dialog.getByRole('button', { name: 'Continue…' }).click();
    await expect(cost.dialog).toContainText('Buy Custom DNS for Demo?');
    await expect(cost.dialog).toContainText('$512.00 instead of $413.00 (+$99.00)');
    await expect(cost.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    expect(sandbox.requests.count({ method: 'POST', route: '/account/subscription' })).toBe(0);
    await cost.dialog.getByRole('button', { name: /^Pay \$[\d.]+ now$/ }).click();
    await expect(cost.text('Purchase complete.')).toBeVisible();
    await expect(cost.dialog).toHaveCount(0);
    expect(billing.addons.custom_dns).toContain(demo);
    expect(billing.addons.custom_dns).toHaveLength(2);

    await page.getByRole('button', { name: 'Remove Custom DNS from Demo' }).click();
    await expect(cost.dialog).toContainText('Nothing. The change takes effect in the next cycle');
    await cost.dialog.getByRole('button', { name: 'Switch to $413.00 a month' }).click();
    await expect(cost.banners).toContainText('Custom DNS: removed from Demo');
    expect(billing.addons.custom_dns).toContain(demo);
  });
});

test(
  'denied billing is explained; numbers that were read stay after a failure',
  LONG,
  async ({ extension, sandbox }) => {
    const denied = sandbox.faults.add({ path: '/account/subscription', kind: 'denied' });
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension);
    await expect(cost.page.getByText('Only the account’s owner can see billing')).toBeVisible();
    await expectAccessible(cost.page, 'cost of another account');
    denied.remove();
    await cost.button('Try again').click();
    await expect(await cost.inSight(cost.row('Acme Farms'))).toContainText('$');

    sandbox.faults.add({ path: '/pricing', kind: 'server-error' });
    await cost.button('Refresh').click();
    await expect(cost.page.getByRole('status').filter({ hasText: 'having problems' })).toBeVisible();
    await expect(await cost.inSight(cost.row('Acme Farms'))).toContainText('$');
  },
);

test(
  'a profile that two accounts see is in the cost of the one that pays for it, and in the sum of both once',
  LONG,
  async ({ extension, sandbox }) => {
    const accounts = [accountOf(sandbox, 'plain'), accountOf(sandbox, 'shares')] as const;
    const totals = accounts.map(({ id }) => {
      const { plan, billing } = sandbox.state.accounts.find((one) => one.id === id)!;
      return monthlyTotal(sandbox.state, { plan, ...billing });
    });
    const sum = totals[0]! + totals[1]!;
    for (const account of accounts) await connect(extension, account);
    const cost = await CostPage.open(extension);
    const shared = 'Tallinn Metering';
    for (const [index, { email }] of accounts.entries()) {
      await cost.page.getByLabel('Account', { exact: true }).selectOption({ label: `${email} · US East` });
      await expect.poll(async () => centsOf((await cost.table()).at(-1)?.[1] ?? '')).toBe(totals[index]);
      const rows = (await cost.table()).filter(([name]) => name?.includes(shared));
      expect(rows, email).toHaveLength(index);
    }
    await expect(cost.page.getByText(dollars(sum))).toBeVisible();
    await cost.go('Overview');
    await expect(
      cost.page.getByRole('list', { name: 'Summary' }).getByText(dollars(sum), { exact: true }),
    ).toBeVisible();
  },
);

test(
  'the cost of each account has its own page; on the free plan it explains that limits can’t be raised',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const noor = sandbox.accounts.find(({ email }) => email === 'noor@field.example');
    await connect(extension, noor);
    const cost = await CostPage.open(extension);
    await expect(await cost.inSight(cost.row('Acme Farms'))).toBeVisible();
    await cost.page
      .getByLabel('Account', { exact: true })
      .selectOption({ label: 'noor@field.example · US East' });
    await expect(cost.row('Free plan')).toContainText('$0.00');
    await expect(cost.row('Acme Farms')).toHaveCount(0);
    await goTo(cost.page, optionsRoutes.upgrade(accountKey(noor!.id), 'input'));
    await expect(cost.page.getByText('Limits can’t be raised on the free plan.')).toBeVisible();
    await expect(cost.page.getByText('Starter · $49.00 a month')).toBeVisible();
    await expect(cost.page.getByRole('radio')).toHaveCount(0);
  },
);

test(
  'only the owner can raise a shared profile’s limit: the page says so and sends no request',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    sandbox.requests.clear();
    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Tallinn Metering', 'input'));
    await expect(cost.page.getByRole('note')).toContainText('can raise this profile’s limits');
    await expect(cost.page.getByRole('button', { name: /Add|Continue/ })).toHaveCount(0);
    await expectAccessible(cost.page, 'a shared profile’s limit');
    expect(sandbox.requests.count({ route: '/account/subscription' })).toBe(0);
  },
);

test(
  'an account whose plan and limit aren’t in the table of prices has every page, and its cost says so',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'contract'));
    const cost = await CostPage.open(extension);
    const main = cost.page.getByRole('main');
    await expect(main).toContainText(words('costUpcomingUnknown'));
    await expect(main).toContainText('$2,755.00');
    for (const [route, shown] of [
      ['#/overview', 'Plant North'],
      ['#/profiles', 'Laboratory'],
      ['#/team', words('teamInviteDots')],
    ] as const) {
      await goTo(cost.page, route);
      await expect(main.getByText(shown).first()).toBeVisible();
      await expect(cost.page.getByRole('alert')).toHaveCount(0);
    }
    expect(sandbox.requests.list(({ status }) => status >= 400)).toEqual([]);
  },
);
