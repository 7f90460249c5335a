import { accountOf } from '../sandbox/accounts-list.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { LONG_IN_BOTH } from './tags.ts';

// The address bar gets keys in a visible window only.
test.use({ headed: true });

test(
  'the keyword and a name in the address bar switch to the profile',
  LONG_IN_BOTH,
  async ({ extension, sandbox, display }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.context.newPage();
    await page.goto('https://docs.tago.io/');
    await page.bringToFront();
    const titleOf = async () => (await extension.badge()).title;
    await expect(async () => {
      display?.press('ctrl+l');
      display?.type('tago northwind cold');
      display?.press('Return');
      await expect.poll(titleOf, { timeout: 3000 }).toContain('Northwind Cold Chain');
    }).toPass({ timeout: 30_000 });
  },
);
