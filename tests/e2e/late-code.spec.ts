import { expect, test } from './fixtures.ts';
import { accountOf, connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';

// Chromium lets a worker load code late only if it kept it while the worker was installed (modules/background).
test('managing works in a worker that was stopped, and after a restart of the browser', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const isOnPlatform = (name: string) => sandbox.state.profiles.some((profile) => profile.name === name);
  const rename = async (from: string, to: string) => {
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile(from);
    await options.button('Rename').click();
    await options.page.getByLabel('Name', { exact: true }).fill(to);
    await extension.stopWorker();
    await options.page.keyboard.press('Enter');
    await expect(options.heading).toHaveText(to);
    expect(isOnPlatform(to)).toBe(true);
    await options.page.close();
  };

  await rename('Acme Farms', 'Acme Orchards');
  await extension.restartBrowser();
  await rename('Acme Orchards', 'Acme Vineyards');
  expect(isOnPlatform('Acme Farms')).toBe(false);
});
