import { expect, type Page } from '@playwright/test';
import type { SandboxAccount } from '../../sandbox/accounts-list.ts';
import type { Extension } from '../extension.ts';

const CONSOLE = 'https://admin.tago.io';

/** The sandbox's admin console, as a person uses it. */
export class ConsoleSite {
  constructor(readonly page: Page) {}

  static async open(extension: Extension, path = '/devices', site = CONSOLE): Promise<ConsoleSite> {
    const page = await extension.context.newPage();
    await page.goto(site + path);
    return new ConsoleSite(page);
  }

  /** The name of the profile that the console is in. */
  get profile() {
    return this.page.getByRole('heading', { level: 1 });
  }
  get switcher() {
    return this.page.getByRole('combobox', { name: 'Profile' });
  }
  get profileName() {
    return this.page.getByLabel('Profile name');
  }

  async signIn({ email, password }: Pick<SandboxAccount, 'email' | 'password'>): Promise<void> {
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.switcher).toBeVisible();
  }

  /** The console sends another request, as it does when a list in it is opened. */
  async loadMore(): Promise<void> {
    await this.page.evaluate(`call('GET', '/device')`);
  }
}
