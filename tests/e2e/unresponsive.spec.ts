import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAllStored } from './all-stored.ts';
import type { ChromiumExtension } from './chromium-extension.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { LONG } from './tags.ts';

/** Longer than it takes to notice: 5 s for a reply, and twice 5 s for a response. */
const NOTICED = { timeout: 25_000 };

/** Keeps the background from replying, as a worker of Chromium that is left over after an update does. */
function blockBackground({ worker }: Extension, ms: number): void {
  void worker
    .evaluate((duration) => {
      for (const end = Date.now() + duration; Date.now() < end; );
    }, ms)
    .catch(() => undefined);
}

test.use({ sandboxOptions: SMALL_ACCOUNT });

test(
  'a background that doesn’t respond is noticed, and restarted on request',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    await (extension as ChromiumExtension).allowReload();
    // A worker that is blocked in the middle of a write would keep the pages from reading.
    await expectAllStored(extension, sandbox, account.profiles.length);
    await expect.poll(() => sandbox.requests.inFlight).toBe(0);
    blockBackground(extension, 60_000);
    const page = await extension.popup();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
    await expect(page.getByRole('alert')).toContainText('stopped responding', NOTICED);
    // A dialog makes what is outside of it inert.
    const options = await extension.options('#/profiles');
    await options.getByRole('button', { name: 'Add profile…' }).click();
    await expect(options.getByRole('dialog').getByRole('alert')).toContainText('stopped responding', NOTICED);
    const closed = page.waitForEvent('close');
    // The page may be gone before the click has ended.
    await options
      .getByRole('button', { name: 'Restart the extension' })
      .click()
      .catch(() => undefined);
    await closed;
    await expect(async () => {
      const working = await extension.popup();
      await expect(working.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
    }).toPass();
  },
);
