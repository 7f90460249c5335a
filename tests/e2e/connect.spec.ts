import { type ApiOrigin, connectionKeyOf } from '../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { decodedStores } from './artifacts.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage, connect, pinOf } from './pages/connect-page.ts';
import { BOTH, LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

/** Its name has the browser, not just "browser", and the system. */
const EXTENSION_TOKEN = /^Profiles for TagoIO extension \((?!browser )[\w ]+ on \w+\)$/;
const THREE_MONTHS_DAYS = [88, 93] as const;

test(
  'signing in issues an extension token, stores no password and leads to the overview',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await expect(page).toHaveTitle(/^Connect your TagoIO account – /);
    await form.signIn(account);
    await form.expectDone();

    const issued = sandbox.state.tokens.filter(({ name }) => EXTENSION_TOKEN.test(name));
    expect(issued).toHaveLength(1);
    expect(issued[0]?.permission).toBe('full');
    const days = (Date.parse(issued[0]?.expire_time ?? '') - sandbox.clock.now()) / DAY_MS;
    expect(days).toBeGreaterThan(THREE_MONTHS_DAYS[0]);
    expect(days).toBeLessThan(THREE_MONTHS_DAYS[1]);
    expect(issued[0]?.profile).toBe(account.profiles.find(({ shared }) => !shared)?.id);

    await expect(page.getByText('8 profiles are ready.')).toBeVisible();
    await page.getByRole('link', { name: 'Go to overview' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeFocused();
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText(account.email);
    const stored = await decodedStores(extension);
    // The control: what is stored of the account is found.
    expect(stored).toContain(account.email);
    expect(stored).not.toContain(account.password);
  },
);

test(
  'a pasted token is checked at once, masked unless focused, and not changed on the platform',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.mode('token');
    // As it is copied from a configuration file.
    await form.token.fill(`  "Profile-Token": "\u200b${account.token}",`);
    await expect(page.getByText('Acme Farms')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: account.email })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Full' })).toBeVisible();
    const masked = () =>
      form.token.evaluate((input) => getComputedStyle(input).getPropertyValue('-webkit-text-security'));
    expect(await masked()).toBe('none');
    await form.submit.focus();
    expect(await masked()).toBe('disc');

    const before = structuredClone(
      sandbox.state.tokens.map(({ name, token, profile }) => [name, token, profile]),
    );
    await form.submit.click();
    await form.expectDone();
    expect(sandbox.state.tokens.map(({ name, token, profile }) => [name, token, profile])).toEqual(before);
  },
);

test(
  'after a form that was scrolled down, Connected begins at its top',
  LONG,
  async ({ extension, sandbox }) => {
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await page.setViewportSize({ width: 640, height: 240 });
    await form.mode('token');
    await form.token.fill(accountOf(sandbox, 'plain').token ?? '');
    await expect(page.getByText('Acme Farms')).toBeVisible();
    const scrolled = () => page.evaluate(() => scrollY);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(scrolled).toBeGreaterThan(0);
    await form.submit.press('Enter');
    await form.expectDone();
    expect(await scrolled()).toBe(0);
  },
);

test(
  'two-factor by authenticator: a code is required; a wrong and a used one have their message',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'authenticator');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.signIn(account);
    await expect(form.pin).toBeFocused();
    await expect(form.pin).toHaveAccessibleDescription('From your authenticator app.');
    await expect(form.email).toHaveValue(account.email);
    await expect(form.password).toHaveValue(account.password);

    await form.pin.fill('12');
    await form.submit.click();
    await expect(form.pin).toHaveAccessibleDescription(/The code has 6 digits\./);
    const right = pinOf(sandbox, account);
    await form.pin.fill(right === '000000' ? '000001' : '000000');
    await form.submit.click();
    await expect(form.pin).toHaveAccessibleDescription(/wrong or was already used/);
    await expect(form.pin).toBeFocused();
    await form.pin.fill(` ${right.slice(0, 3)} ${right.slice(3)} `);
    await form.submit.click();
    await form.expectDone();

    // The platform refuses the same code again, and the form shows why.
    await page.goto(extension.url('options.html#/connect'));
    await page.reload();
    await form.signIn(account);
    await form.pin.fill(right);
    await form.submit.click();
    await expect(form.pin).toHaveAccessibleDescription(/wrong or was already used/);
  },
);

test(
  'after one account needed a code, another is signed in without one',
  LONG,
  async ({ extension, sandbox }) => {
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.signIn(accountOf(sandbox, 'authenticator'));
    await expect(form.pin).toBeVisible();
    await form.region('eu-w1').check();
    await expect(form.pin).toHaveCount(0);

    await form.submit.click();
    await page.getByRole('button', { name: 'Try US East' }).click();
    await expect(form.pin).toBeVisible();
    await expect(form.region('us-e1')).toBeChecked();
    await form.signIn(accountOf(sandbox, 'plain'));
    await form.expectDone();
  },
);

for (const type of ['sms', 'email'] as const) {
  const tag = type === 'sms' ? BOTH : LONG;
  test(
    `two-factor by ${type}: "Send me a code" sends one, and it connects`,
    tag,
    async ({ extension, sandbox }) => {
      const account = accountOf(sandbox, type);
      const page = await extension.onboarding();
      const form = new ConnectPage(page);
      await form.signIn(account);
      await expect(form.pin).toBeVisible();
      await form.sendCode.click();
      await expect(page.getByText('Code sent. It may take a minute to arrive.')).toBeVisible();
      await form.pin.fill(pinOf(sandbox, account));
      await form.submit.click();
      await form.expectDone();
    },
  );
}

test(
  'a wrong code that was sent leads to a new one; what failed for one method isn’t said of another',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'sms');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.signIn(account);
    await page.getByRole('radio', { name: words('formPinByEmail') }).check();
    await form.sendCode.click();
    await expect(form.pin).toHaveAccessibleDescription(/Two-factor by email is not enabled/);
    await page.getByRole('radio', { name: words('formPinByAuthenticator') }).check();
    await expect(form.pin).toHaveAccessibleDescription('From your authenticator app.');
    await page.getByRole('radio', { name: words('formPinBySms') }).check();
    await form.sendCode.click();
    await expect(page.getByText('Code sent.')).toBeVisible();
    const right = pinOf(sandbox, account);
    const refusal = words('formSentCodeWrong');
    await form.pin.fill(right === '000000' ? '000001' : '000000');
    await form.submit.click();
    await expect(form.pin).toHaveAccessibleDescription(new RegExp(refusal));
    const fault = sandbox.faults.add({ path: '/account/login/otp', kind: 'server-error' });
    await form.sendCode.click();
    await expect(form.pin).toHaveAccessibleDescription(/TagoIO is having problems right now\./);
    fault.remove();
    await form.sendCode.click();
    await expect(form.pin).toHaveAccessibleDescription(words('formPinSms'));
    await expect.poll(() => pinOf(sandbox, account)).not.toBe(right);
    const next = pinOf(sandbox, account);
    await form.pin.fill(next === '000000' ? '000001' : '000000');
    await form.submit.click();
    await expect(form.pin).toHaveAccessibleDescription(new RegExp(refusal));
    await page.getByRole('radio', { name: words('formPinByAuthenticator') }).check();
    await expect(form.pin).toHaveAccessibleDescription(words('formPinAuthenticator'));
    await page.getByRole('radio', { name: words('formPinBySms') }).check();
    await expect(form.pin).toHaveAccessibleDescription(words('formPinSms'));
    await form.pin.fill(next);
    await form.submit.click();
    await form.expectDone();
  },
);

test('each failure of signing in has its own message at its field, and nothing typed is lost', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  const page = await extension.onboarding();
  const form = new ConnectPage(page);
  const region = page.getByRole('group', { name: 'Region' });

  await form.submit.click();
  await expect(form.email).toHaveAccessibleDescription('This field is required.');
  await form.email.fill('ines');
  await expect(form.email).toHaveAccessibleDescription('That doesn’t look like an email address.');

  await form.signIn({ ...account, password: 'not it' });
  await expect(form.password).toHaveAccessibleDescription(/Wrong email or password\./);
  await expect(form.password).toBeFocused();
  await expect(form.email).toHaveValue(account.email);
  await expect(form.password).toHaveValue('not it');

  await form.signIn(accountOf(sandbox, 'blocked'));
  await expect(form.email).toHaveAccessibleDescription(/TagoIO has blocked this account\./);

  const RULES = {
    // A connection that ends may crash the browser's network process (tests/sandbox/faults.ts).
    reset: { kind: 'cut', how: 'reset' },
    garbage: { kind: 'garbage' },
    page: { kind: 'raw', body: '<!doctype html><h1>Router</h1>' },
    'server-error': { kind: 'server-error' },
  } as const;
  const cases = [
    ['reset', /Can’t reach api\.us-e1\.tago\.io\./],
    ['garbage', /TagoIO isn’t responding right now \(error 502\)/],
    ['page', /api\.us-e1\.tago\.io returned a web page instead of the TagoIO API\./],
    ['server-error', /TagoIO is having problems right now\./],
  ] as const;
  for (const [kind, sentence] of cases) {
    const fault = sandbox.faults.add({
      path: '/account/login',
      ...RULES[kind],
    });
    await form.signIn(account);
    await expect(region).toHaveAccessibleDescription(sentence);
    fault.remove();
  }
  const fault = sandbox.faults.add({ path: '/account/login', kind: 'rate-limit', retryAfter: 8 });
  await form.signIn(account);
  await expect(page.getByRole('alert').filter({ hasText: 'Too many requests' })).toContainText(
    /Try again in \d+ seconds\./,
  );
  fault.remove();

  await expect(form.email).toHaveValue(account.email);
  await expect(form.password).toHaveValue(account.password);
  await form.submit.click();
  await form.expectDone();
});

test('signing in to the wrong region offers the other one, which gets the password only on request', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'invitable', 'eu-w1');
  const logins = (host: string) =>
    sandbox.requests.count((row) => row.path === '/account/login' && row.host.startsWith(host));
  const page = await extension.onboarding();
  const form = new ConnectPage(page);
  await form.signIn({ ...account, region: 'us-e1' });
  await expect(page.getByRole('status').filter({ hasText: 'Is this account in EU West?' })).toBeVisible();
  await expect(form.password).toHaveAccessibleDescription(/Wrong email or password\./);
  expect(logins('api.us-e1.tago.io')).toBe(1);
  expect(logins('api.eu-w1.tago.io')).toBe(0);

  // Wrong in both regions: nothing more is offered, and the chosen region stays.
  const tryIt = page.getByRole('button', { name: 'Try EU West' });
  await form.password.fill('not it');
  await expect(tryIt).toHaveCount(0);
  await form.submit.click();
  await tryIt.click();
  await expect.poll(() => logins('api.eu-w1.tago.io')).toBe(1);
  await expect(tryIt).toHaveCount(0);
  await expect(form.password).toHaveAccessibleDescription(/Wrong email or password\./);
  await expect(form.region('us-e1')).toBeChecked();

  await form.password.fill(account.password);
  await form.submit.click();
  await tryIt.click();
  await form.expectDone();
});

test(
  'the answer about a pasted token doesn’t move the button, and a token can be submitted before it comes',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.mode('token');
    const hold = sandbox.faults.add({ kind: 'hold' });
    await form.token.fill(account.token!);
    await expect(page.getByText(words('connectTokenChecking'))).toBeVisible();
    const before = await form.submit.boundingBox();
    hold.remove();
    await expect(page.getByText('Acme Farms')).toBeVisible();
    expect(await form.submit.boundingBox()).toEqual(before);

    await page.reload();
    await form.mode('token');
    await form.token.focus();
    await page.keyboard.insertText(account.token!);
    await page.keyboard.press('Enter');
    await form.expectDone();
  },
);

test('each wrong token has its own message at the field', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  const other = accountOf(sandbox, 'plain', 'eu-w1');
  const { tokens = {} } = account;
  const page = await extension.onboarding();
  const form = new ConnectPage(page);
  await form.mode('token');
  const cases: [string | undefined, RegExp][] = [
    [tokens.device, /device or network token, which works only for that device or network/],
    [tokens.analysis, /analysis token, which works for a single script/],
    [tokens.network, /device or network token/],
    [tokens.service, /service authorization/],
    [tokens.expired, /no longer valid; it has most likely expired/],
    ['p-01234567-89ab-4def-8123-456789abcdef', /TagoIO doesn’t accept this token/],
  ];
  for (const [token, sentence] of cases) {
    expect(token, String(sentence)).toBeTruthy();
    await form.token.fill(token ?? '');
    await expect(form.token, String(sentence)).toHaveAccessibleDescription(sentence);
  }
  // Another region's token is sent there only on request.
  const inEurope = () => sandbox.requests.count(({ host }) => host.startsWith('api.eu-w1'));
  await form.token.fill(other.token ?? '');
  const offer = page.getByRole('status').filter({ hasText: 'Is this token for EU West?' });
  await expect(offer).toBeVisible();
  expect(inEurope()).toBe(0);
  await offer.getByRole('button', { name: 'Try EU West' }).click();
  await expect(form.region('eu-w1')).toBeChecked();
  await expect(page.getByRole('status').filter({ hasText: other.email })).toBeVisible();
  expect(inEurope()).toBeGreaterThan(0);
  await form.region('us-e1').check();
  await form.token.fill('p-12');
  await form.submit.click();
  await expect(form.token).toHaveAccessibleDescription(/That isn’t a token/);
  await form.token.fill(account.tokens?.bare ?? '');
  await expect(page.getByRole('status').filter({ hasText: account.email })).toBeVisible();
});

test('each wrong TagoDeploy address has its own message at the field', LONG, async ({ extension }) => {
  const page = await extension.onboarding();
  const form = new ConnectPage(page);
  await form.region('deploy').check();
  const cases: [string, RegExp][] = [
    ['http://api.factory.example', /must start with https/],
    ['https://api.factory.example/v1', /Remove everything after the host name/],
    ['https://me:secret@api.factory.example', /Remove the user name and password/],
    ['not an address', /That isn’t a valid address/],
  ];
  for (const [address, sentence] of cases) {
    await form.address.fill(address);
    await form.address.blur();
    await expect(form.address).toHaveAccessibleDescription(sentence);
  }
  await form.address.fill('http://localhost:8787');
  await expect(form.address).not.toHaveAccessibleDescription(/must start/);
});

test(
  'a reload keeps region and email, and never the password or a token',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain', 'eu-w1');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.region('eu-w1').check();
    await form.email.fill(account.email);
    await form.password.fill(account.password);
    await page.reload();
    await expect(form.region('eu-w1')).toBeChecked();
    await expect(form.email).toHaveValue(account.email);
    await expect(form.password).toHaveValue('');
    await form.mode('token');
    await form.token.fill(account.token ?? '');
    await page.reload();
    await expect(form.token).toHaveValue('');
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    expect(kept).toContain(account.email);
    expect(kept).not.toContain(account.password);
    expect(kept).not.toContain(account.token);
  },
);

test(
  'replacing a sign-in by a pasted token is confirmed; a token that can’t be revoked is listed until it is',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const ours = () => sandbox.state.tokens.filter(({ name }) => EXTENSION_TOKEN.test(name)).length;
    const page = await extension.options('#/connect');
    const form = new ConnectPage(page);
    await form.mode('token');
    await form.token.fill(account.tokens?.read ?? '');
    await form.submit.click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading')).toHaveText(`Replace the sign-in of ${account.email}?`);
    await expect(dialog).toContainText('is read-only: changing profiles');
    await expectAccessible(page, 'replacing a sign-in');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(ours()).toBe(1);

    const fault = sandbox.faults.add({ method: 'DELETE', path: '*', kind: 'server-error' });
    await page.goto(extension.url('options.html#/settings'));
    await page.getByRole('button', { name: words('settingsDisconnectOf', account.email, 'US East') }).click();
    await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(
      page.getByText(`${account.email} disconnected. TagoIO still accepts its token`),
    ).toBeVisible();
    const list = page.getByRole('heading', { name: 'Tokens still to be revoked' });
    await expect(list).toBeVisible();
    expect(ours()).toBe(1);
    await expectAccessible(page, 'tokens still to be revoked');
    fault.remove();
    await page.getByRole('button', { name: words('revocationRetryOf', account.email) }).click();
    await expect(list).toBeHidden();
    expect(ours()).toBe(0);
  },
);

test('disconnecting one of two accounts is confirmed, revokes its token and removes its data', async ({
  extension,
  sandbox,
}) => {
  const us = accountOf(sandbox, 'plain');
  const eu = accountOf(sandbox, 'plain', 'eu-w1');
  await connect(extension, us);
  await connect(extension, eu);
  const page = await extension.options('#/settings');
  await page.getByRole('button', { name: words('settingsDisconnectOf', eu.email, 'EU West') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading')).toHaveText(`Disconnect ${eu.email} (EU West)?`);
  await expect(dialog).toContainText('2 profiles with their usage');
  await expect(dialog).toContainText('is revoked on TagoIO');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole('button', { name: words('settingsDisconnectOf', eu.email, 'EU West') }),
  ).toBeFocused();

  await page.getByRole('button', { name: words('settingsDisconnectOf', eu.email, 'EU West') }).click();
  await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByText(`${eu.email} (EU West) disconnected and its token revoked.`)).toBeVisible();
  const left = sandbox.state.tokens.filter(({ name }) => EXTENSION_TOKEN.test(name));
  expect(left).toHaveLength(1);
  await page.goto(extension.url('options.html#/profiles'));
  await expect(page.getByRole('link', { name: 'Acme Farms', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Acme Farms Europe' })).toHaveCount(0);
});

test('a refused credential is shown with the last numbers, and signing in again is offered', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const page = await extension.options('#/overview');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'Acme Farms', exact: true }) });
  // The numbers are read after the account is connected.
  await expect(row).toContainText('%');
  sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => !EXTENSION_TOKEN.test(name));
  await row.getByRole('link').click();
  // The profile's page asks for its team and tokens when it opens.
  const banner = page.getByRole('status').filter({ hasText: /Sign in to .* again/ });
  await expect(banner).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refresh', exact: true })).toBeDisabled();
  await expect(page.getByText(/^\d{3},\d{3} of 350,000$/)).toBeVisible();

  await banner.getByRole('link', { name: 'Sign in again' }).click();
  const form = new ConnectPage(page);
  await expect(form.email).toHaveValue(account.email);
  await expect(form.password).toBeVisible();
  await form.password.fill(account.password);
  await form.submit.click();
  await form.expectDone();
  // Only someone who has just met the extension needs to know how to pin its icon.
  await expect(page.getByText(words('connectDonePin'))).toBeHidden();
  await expect(banner).toBeHidden();
});

test(
  'a page on which an account was signed in to again offers that once more when it is needed',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const key = connectionKeyOf('https://api.us-e1.tago.io' as ApiOrigin, account.id);
    const page = await extension.options(optionsRoutes.reconnect(key));
    const form = new ConnectPage(page);
    await form.password.fill(account.password);
    await form.submit.click();
    await form.expectDone();
    await page.reload();
    await form.expectDone();

    sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => !EXTENSION_TOKEN.test(name));
    const other = await extension.options('#/overview');
    await other.getByRole('rowheader', { name: 'Acme Farms' }).getByRole('link').click();
    const banner = page.getByRole('status').filter({ hasText: /Sign in to .* again/ });
    await banner.getByRole('link', { name: 'Sign in again' }).click();
    await expect(form.email).toHaveValue(account.email);
    await expect(form.done).toHaveCount(0);
  },
);

test(
  'an account whose email its token may not read is signed in to again with the email that is typed',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    sandbox.faults.add({ kind: 'denied', path: '/account' });
    await connect(extension, account, 'token');
    sandbox.faults.clear();
    const key = connectionKeyOf('https://api.us-e1.tago.io' as ApiOrigin, account.id);
    const page = await extension.options(optionsRoutes.reconnect(key));
    const form = new ConnectPage(page);
    await form.mode('sign-in');
    await form.email.fill(account.email);
    await form.password.fill('wrong password');
    await form.submit.click();
    await expect(page.getByText(words('failure_wrong_password'))).toBeVisible();
    await expect(form.email).toHaveValue(account.email);
    await form.password.fill(account.password);
    await form.submit.click();
    await form.expectDone();
    await page.goto(extension.url(`options.html${optionsRoutes.overview}`));
    await expect(page.getByText(account.email).first()).toBeVisible();
  },
);

test(
  'an account whose email has changed is signed in to again with the new one, and no other account is',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => !EXTENSION_TOKEN.test(name));
    sandbox.state.accounts.find(({ id }) => id === account.id)!.email = 'ines@acme-group.example';
    const key = connectionKeyOf('https://api.us-e1.tago.io' as ApiOrigin, account.id);
    const page = await extension.options(optionsRoutes.reconnect(key));
    const form = new ConnectPage(page);
    await form.mode('sign-in');
    await expect(form.email).toHaveValue(account.email);
    await form.password.fill(account.password);
    await form.submit.click();
    await expect(page.getByText(words('failure_wrong_password'))).toBeVisible();
    const other = accountOf(sandbox, 'shares');
    await form.email.fill(other.email);
    await form.password.fill(other.password);
    await form.submit.click();
    await expect(page.getByText(words('ruleOtherAccount'))).toBeVisible();
    await form.email.fill('ines@acme-group.example');
    await form.password.fill(account.password);
    await form.submit.click();
    await form.expectDone();
    await page.goto(extension.url(`options.html${optionsRoutes.overview}`));
    await expect(page.getByText('ines@acme-group.example').first()).toBeVisible();
  },
);

test('a denied profile gets its own token, generated or pasted; the others work throughout', async ({
  extension,
  sandbox,
}) => {
  for (const one of sandbox.state.accounts) one.onlyOwnProfileTokens = true;
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const page = await extension.options('#/overview');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Greenhouse Iberia')).toContainText('needs its own token');
  await expect(row('Acme Farms')).toContainText('94%');

  await page.getByRole('link', { name: 'Greenhouse Iberia' }).click();
  const tabs = page.getByRole('navigation', { name: words('profileTabs', 'Greenhouse Iberia') });
  for (const tab of ['navTeam', 'navTokens'] as const) {
    await tabs.getByRole('link', { name: words(tab) }).click();
    await expect(page.getByText(words('readStateNone'), { exact: true })).toBeVisible();
    await expect(page.getByRole('status', { name: words('optionsLoading') })).toHaveCount(0);
  }
  await page.getByRole('link', { name: 'Add a token' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add a token for Greenhouse Iberia');
  await page.getByLabel(words('formPassword'), { exact: true }).fill('not it');
  await page.getByRole('button', { name: 'Generate token' }).click();
  await expect(page.getByLabel(words('formPassword'), { exact: true })).toHaveAccessibleDescription(
    /Wrong password\./,
  );
  await page.getByLabel(words('formPassword'), { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Generate token' }).click();
  await expect(page.getByText('Its own token, created by the extension')).toBeVisible();
  await expect(page.getByText('Analysis runtime: limit reached')).toBeVisible();

  await page.goto(extension.url('options.html#/overview'));
  await page.getByRole('link', { name: 'Northwind Cold Chain' }).click();
  await page.getByRole('link', { name: 'Add a token' }).click();
  await page.getByRole('button', { name: 'Paste a token' }).click();
  const token = page.getByLabel(words('connectToken'), { exact: true });
  await token.fill(account.token ?? '');
  await expect(token).toHaveAccessibleDescription(/belongs to another profile: Acme Farms/);
  const northwind = account.profiles.find(({ name }) => name === 'Northwind Cold Chain');
  const profileToken = sandbox.state.tokens.find(
    ({ profile, permission, kind }) =>
      profile === northwind?.id && permission === 'full' && kind === 'profile',
  );
  // While TagoIO has problems the token is sent all the same, and the field says how that ended.
  const fault = sandbox.faults.add({ path: '/profile/current', kind: 'server-error' });
  await token.fill(profileToken?.token ?? '');
  await sandbox.requests.next({ path: '/profile/current' });
  await expect(page.getByText('Checking the token')).toBeHidden();
  await page.getByRole('button', { name: 'Use this token' }).click();
  await expect(token).toHaveAccessibleDescription(/TagoIO is having problems right now\./);
  fault.remove();
  await page.getByRole('button', { name: 'Use this token' }).click();
  await expect(page.getByText('Its own token, pasted by you')).toBeVisible();
});

test(
  'the connect form is accessible, with all errors too, and works by keyboard',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'authenticator');
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await expect(form.submit).toBeVisible();
    await expectAccessible(page, 'the empty form');
    await form.submit.click();
    await expectAccessible(page, 'the form with errors');
    await form.email.fill(account.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(account.password);
    await page.keyboard.press('Enter');
    await expect(form.pin).toBeFocused();
    await expectAccessible(page, 'the form with a code');
    await form.mode('token');
    await form.token.fill('p-12');
    await form.submit.click();
    await expectAccessible(page, 'the token form');
    await page.setViewportSize({ width: 320, height: 640 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  },
);
