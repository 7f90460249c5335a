import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';

test('the popup copies the active profile’s token', async ({ extension, sandbox }) => {
  await connect(extension, sandbox.accounts[0]!);
  const popup = await extension.popup();
  await popup
    .getByRole('button', { name: /^Copy token/ })
    .first()
    .click();
  await expect(popup.getByText(/Copied “/)).toBeVisible();
  await extension.context.grantPermissions(['clipboard-read'], { origin: 'https://docs.tago.io' });
  const page = await extension.context.newPage();
  await page.goto('https://docs.tago.io/');
  await page.bringToFront();
  console.log(await page.evaluate(() => navigator.clipboard.readText()));
});
