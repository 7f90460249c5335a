import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { setPassphrase } from './pages/security-page.ts';
import { LONG } from './tags.ts';

// The browser asks the screen how long keyboard and mouse have been idle.
test.use({ sandboxOptions: SMALL_ACCOUNT, headed: true });

/** The shortest idle time that browsers measure, instead of the auto-lock's minutes. */
const IDLE_SECONDS = 15;

test('a computer that nobody touches locks the vault', LONG, async ({ extension, sandbox, display }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const security = await setPassphrase(extension);
  // Nothing but the computer can lock it now.
  await security
    .getByLabel(words('securityAutoLock'))
    .selectOption({ label: words('securityAutoLockNever') });
  await expect(security.getByLabel(words('securityWithComputer'))).toHaveAccessibleDescription(
    /idle for 15 minutes\./,
  );
  // It is checked once the browser has given the permission.
  await security.getByLabel(words('securityWithComputer')).click();
  await expect(security.getByLabel(words('securityWithComputer'))).toBeChecked();
  const state = () => extension.probe.evaluate((seconds) => chrome.idle.queryState(seconds), IDLE_SECONDS);
  await expect.poll(() => extension.probe.evaluate(() => typeof chrome.idle)).toBe('object');
  display!.press('Shift');
  await expect.poll(state).toBe('active');
  await extension.probe.evaluate((seconds) => chrome.idle.setDetectionInterval(seconds), IDLE_SECONDS);
  const locked = security.getByRole('region', { name: words('bannerLocked') });
  await expect(locked).toBeHidden();
  await expect.poll(state, { timeout: 60_000 }).toBe('idle');
  await expect(locked).toBeVisible();
});
