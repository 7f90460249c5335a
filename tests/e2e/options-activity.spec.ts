import { HOUR_MS } from '../../lib/domain/time.ts';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { LONG } from './tags.ts';

test(
  'the audit log is polled until complete, filtered and exported; "Failed" and "Timeout" are shown',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const acme = profileNamed(sandbox, 'Acme Farms');
    const at = (hours: number) => new Date(sandbox.clock.now() - hours * HOUR_MS).toISOString();
    for (const [i, message] of ['Device created', '=HYPERLINK("x")', 'Script deleted'].entries()) {
      sandbox.state.audit.push({
        profile: acme.id,
        resourceName: i === 2 ? 'analysis' : 'device',
        resourceID: `5f00000000000000000000a${i}`,
        message,
        who: account.id,
        date: at(i + 2),
      });
    }
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navActivity');
    // The most recent events are there without a search.
    await expect(options.row('Device created')).toContainText('Ines Duarte');
    await expect(options.row('Script deleted')).toBeVisible();
    const queries = { route: '/profile/:id/auditlog' };
    expect(sandbox.requests.list(queries)).toHaveLength(1);
    await options.button('Search').dblclick();
    await expect(options.row('Device created')).toBeVisible();
    expect(sandbox.requests.list(queries)).toHaveLength(2);
    await options.page.getByLabel('Period').selectOption({ label: 'Last 1 day' });
    await expect(options.row('Device created')).toBeVisible();
    expect(sandbox.requests.list(queries)).toHaveLength(3);

    const { text: csv } = await extension.download(options.page, () =>
      options
        .button(/^Export CSV: /)
        .first()
        .click(),
    );
    expect(csv).toContain('Device created');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);

    // By keyboard: the whole event, of which the table may cut a part off.
    const details = options.row('Device created').getByRole('button', { name: 'Details: Device created' });
    await details.press('Enter');
    await expect(options.dialog).toContainText('5f00000000000000000000a0');
    await expect(options.dialog).toContainText('Device created');
    await options.page.keyboard.press('Escape');
    await expect(details).toBeFocused();

    // Of a search that fails, nothing that an earlier one found is left below its filters.
    await options.page.getByLabel('Text or person').fill('Script');
    const fault = sandbox.faults.add({ path: '/profile/:id/auditlog', kind: 'server-error' });
    await options.button('Search').click();
    await expect(options.page.getByText('TagoIO is having problems right now.').first()).toBeVisible();
    await expect(options.row('Device created')).toHaveCount(0);
    await expect(options.button(/^Export CSV: /).first()).toBeDisabled();
    fault.remove();
    await options.button('Search').click();
    await expect(options.row('Device created')).toHaveCount(0);
    await expect(options.row('Script deleted')).toBeVisible();
    await options.page.getByLabel('Text or person').fill('no such words');
    await options.button('Search').click();
    await expect(options.page.getByText('No events in this period')).toBeVisible();

    for (const [outcome, sentence] of [
      ['Failed', 'TagoIO couldn’t complete the search.'],
      ['Timeout', 'The search timed out.'],
    ] as const) {
      sandbox.audits.outcome = outcome;
      await options.button('Search').click();
      await expect(options.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    }

    await options.page.getByLabel('Period').selectOption({ label: 'Custom range…' });
    await options.page.getByLabel('From').fill('2026-01-01');
    await options.page.getByLabel('To').fill('2026-01-20');
    await expect(options.page.getByLabel('From')).toHaveAccessibleDescription(/up to 7 days/);
  },
);

test(
  'a period chosen while the audit log is searched is searched next; events of the old one are never shown under it',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const acme = profileNamed(sandbox, 'Acme Farms');
    for (const [message, hours] of [
      ['Device created today', 2],
      ['Device created this week', 72],
    ] as const) {
      sandbox.state.audit.push({
        profile: acme.id,
        resourceName: 'device',
        resourceID: '5f00000000000000000000a0',
        message,
        who: account.id,
        date: new Date(sandbox.clock.now() - hours * HOUR_MS).toISOString(),
      });
    }
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    sandbox.audits.polls = Number.POSITIVE_INFINITY;
    await options.profile('Acme Farms', 'navActivity');
    const queries = { route: '/profile/:id/auditlog' };
    await expect.poll(() => sandbox.requests.count(queries)).toBe(1);
    await options.page.getByLabel('Period').selectOption({ label: 'Last 1 day' });
    sandbox.audits.polls = 0;
    await expect(options.row('Device created today')).toBeVisible();
    await expect(options.row('Device created this week')).toHaveCount(0);
    expect(sandbox.requests.count(queries)).toBe(2);

    // Days that were entered and not searched for yet.
    await options.page.getByLabel('Period').selectOption({ label: 'Custom range…' });
    await expect(options.row('Device created today')).toHaveCount(0);
    await expect(options.button(/^Export CSV: /).first()).toBeDisabled();
    await options.button('Search').click();
    await expect(options.row('Device created this week')).toBeVisible();
  },
);

test(
  'the audit log of a shared profile is for its owner only; the journal lists what was done in this browser',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Tallinn Metering', 'navActivity');
    await expect(options.page.getByText('Only the profile’s owner can see its audit log.')).toBeVisible();
    await expect(options.button('Search')).toBeDisabled();
    expect(sandbox.requests.count({ route: '/profile/:id/auditlog' })).toBe(0);

    await options.button('Make active').click();
    await expect(options.text('Tallinn Metering is now the active profile.')).toBeVisible();
    await options.go('Activity');
    const entries = options.page.locator('.journal').getByRole('listitem');
    await expect(entries.first()).toContainText('Active profile switched');
    await expect(entries.first()).toContainText('Tallinn Metering');
    await expect(entries.filter({ hasText: 'Account connected' })).toContainText('ines@acme.example');
  },
);
