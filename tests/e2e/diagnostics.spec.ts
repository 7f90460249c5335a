import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test('failed requests are listed, and the report has no token, person, profile or id', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const fault = sandbox.faults.add({
    kind: 'failure',
    path: '/profile/:id/summary',
    status: 502,
    message: 'Bad gateway',
  });
  const popup = await extension.popup();
  await popup.getByRole('button', { name: words('popupRefresh') }).click();
  const opened = extension.context.waitForEvent('page');
  // Both the card, whose numbers are old, and the status of the press lead there.
  await popup
    .getByRole('contentinfo')
    .getByRole('button', { name: words('diagnosticsTitle') })
    .click();
  const page = await opened;
  fault.remove();
  const requests = page.getByRole('table', { name: words('diagnosticsRequests') });
  await expect(requests.getByRole('row').filter({ hasText: 'GET /profile/:id/summary' })).toContainText(
    'server',
  );
  await expectAccessible(page, 'diagnostics');

  let report = '';
  // A request that ends at this moment changes the report.
  await expect(async () => {
    const shown = await page.locator('pre').textContent();
    await page.getByRole('button', { name: words('diagnosticsCopy') }).click();
    await expect(page.getByText(words('diagnosticsCopied')).first()).toBeVisible();
    report = await extension.readClipboard();
    expect(report).toBe(shown);
  }).toPass();
  expect(report).toContain('- profiles: ');
  for (const { token, name } of sandbox.state.tokens) {
    expect(report).not.toContain(token);
    expect(report).not.toContain(name);
  }
  for (const secret of [account.email, account.name, account.id]) expect(report).not.toContain(secret);
  for (const { id, name } of sandbox.state.profiles) {
    // Some names are a letter or two.
    expect(report).not.toContain(id);
    if (name.length > 6) expect(report).not.toContain(name);
  }
});

test(
  'an error that nobody caught in the background is listed without its words',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/diagnostics');
    await extension.inBackground((scope, text) => {
      scope.setTimeout(() => {
        throw new TypeError(text);
      });
      void scope.Promise.reject(new RangeError(text));
    }, sandbox.state.tokens[0]!.token);
    const errors = page.getByRole('table', { name: words('diagnosticsErrors') });
    for (const name of ['TypeError', 'RangeError'])
      await expect(
        errors.getByRole('row').filter({ hasText: 'uncaught in background' }).filter({ hasText: name }),
      ).toBeVisible();
    await expect(page.locator('pre')).not.toContainText(sandbox.state.tokens[0]!.token);

    await extension.noteUncaught();
    expect(extension.errors.splice(0)).toHaveLength(2);
    await extension.probe.evaluate(() => chrome.storage.session.remove('diagnosticErrors'));
  },
);
