import { expect, type Page } from '@playwright/test';
import type { SandboxAccount } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { authenticatorCode } from '../../sandbox/two-factor.ts';
import { words } from '../english-words.ts';
import type { Extension } from '../extension.ts';

type Region = 'us-e1' | 'eu-w1' | 'deploy';
const REGION = { 'us-e1': 'regionUsEast', 'eu-w1': 'regionEuWest', deploy: 'regionDeploy' } as const;

/** The form of `#/connect`, as a person uses it. */
export class ConnectPage {
  constructor(readonly page: Page) {}

  get email() {
    return this.page.getByLabel(words('connectEmail'), { exact: true });
  }
  get password() {
    return this.page.getByLabel(words('formPassword'), { exact: true });
  }
  get pin() {
    return this.page.getByLabel(words('formPin'), { exact: true });
  }
  get token() {
    return this.page.getByLabel(words('connectToken'), { exact: true });
  }
  get address() {
    return this.page.getByLabel(words('connectAddress'), { exact: true });
  }
  get submit() {
    return this.page.getByRole('button', { name: words('connectButton'), exact: true });
  }
  get sendCode() {
    return this.page.getByRole('button', { name: words('formSendCode') });
  }
  get done() {
    return this.page.getByRole('heading', { name: words('connectDone'), exact: true });
  }

  region(region: Region) {
    return this.page.getByRole('radio', { name: words(REGION[region]) });
  }

  async mode(mode: 'sign-in' | 'token'): Promise<void> {
    const key = mode === 'token' ? 'connectModeToken' : 'connectModeSignIn';
    await this.page.getByRole('button', { name: words(key), exact: true }).click();
  }

  /** Fills the sign-in form and sends it. */
  async signIn({
    email,
    password,
    region,
  }: Pick<SandboxAccount, 'email' | 'password' | 'region'>): Promise<void> {
    await this.region(region).check();
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }

  /** Pastes a token into the token form and sends it. */
  async paste(token: string, region: Region = 'us-e1'): Promise<void> {
    await this.mode('token');
    await this.region(region).check();
    await this.token.fill(token);
    await this.submit.click();
  }

  /** Waits until the account is connected and the list of profiles is stored. `timeout`: ms, of each of the two. */
  async expectDone(timeout?: number): Promise<void> {
    await expect(this.done).toBeVisible({ timeout });
    await expect(
      this.page.getByRole('status').filter({ hasText: /^\d[\d,]* profiles? (is|are) ready/ }),
    ).toBeVisible({ timeout });
  }
}

/**
 * In a new browser profile Chromium takes seconds to say what the organization has set, which signing in waits for.
 * Playwright's own limit is 5 s outside of its runner.
 */
const CONNECT_TIMEOUT_MS = 30_000;

/**
 * Connects an account by driving the real form, on the page that the extension opened on its first run where it
 * is still there. Afterwards no page of the extension is open.
 */
export async function connect(
  extension: Extension,
  account: SandboxAccount | undefined,
  by: 'sign-in' | 'token' = 'sign-in',
): Promise<void> {
  if (!account) throw new Error('the sandbox has no such account');
  const page = await extension.firstPage('#/connect');
  const form = new ConnectPage(page);
  if (by === 'token') await form.paste(account.token ?? '', account.region);
  else await form.signIn(account);
  await form.expectDone(CONNECT_TIMEOUT_MS);
  await page.close();
}

/**
 * Fills the sign-in form and sends it in a browser of any language, whose texts the fields can't be found by; returns
 * its page.
 */
export async function sendSignIn(
  extension: Extension,
  { email, password }: Pick<SandboxAccount, 'email' | 'password'>,
): Promise<Page> {
  const page = await extension.onboarding();
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('form [type=submit]').click();
  return page;
}

/** Connects the account of most tests in a browser of any language, and waits for its numbers. */
export async function connectInAnyLanguage(extension: Extension, account: SandboxAccount): Promise<void> {
  await sendSignIn(extension, account);
  await expect.poll(async () => (await extension.badge()).text).toContain('94');
}

/** Connects an account whose second factor is a code that is sent; returns the page that it was done on. */
export async function connectByCode(
  extension: Extension,
  sandbox: Sandbox,
  account: SandboxAccount,
): Promise<Page> {
  const page = await extension.onboarding();
  const form = new ConnectPage(page);
  await form.signIn(account);
  await form.sendCode.click();
  await expect(page.getByText('Code sent.')).toBeVisible();
  await form.pin.fill(pinOf(sandbox, account));
  await form.submit.click();
  await form.expectDone();
  return page;
}

/** Returns the code on the owner's authenticator now, or in the last message that was sent to them. */
export function pinOf(sandbox: Sandbox, { id, otp }: SandboxAccount): string {
  const account = sandbox.state.accounts.find((one) => one.id === id);
  if (!account || !otp) throw new Error('the account has no two-factor');
  if (otp.type === 'authenticator') return authenticatorCode(account, sandbox.clock.now());
  const sent = sandbox.state.codes.findLast((code) => code.account === id && code.type === otp.type);
  if (!sent) throw new Error('no code was sent');
  return sent.code;
}
