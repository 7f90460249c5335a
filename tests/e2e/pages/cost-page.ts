import type { Locator, Page } from '@playwright/test';
import { proratedTable } from '../../sandbox/pricing.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { Account, Profile, Service } from '../../sandbox/state.ts';
import type { Extension } from '../extension.ts';
import { accountOf } from './connect-page.ts';
import { OptionsPage } from './options-page.ts';

/** The account of the tests with what the sandbox knows of it. */
export function ines(sandbox: Sandbox): Account {
  const { id } = accountOf(sandbox, 'plain');
  const account = sandbox.state.accounts.find((one) => one.id === id);
  if (!account) throw new Error('the sandbox has no such account');
  return account;
}

/** One of its own profiles, as it stands at the platform now. */
export function profileNamed(sandbox: Sandbox, name: string): Profile {
  const owner = ines(sandbox).id;
  const found = sandbox.state.profiles.find((one) => one.name === name && one.account === owner);
  if (!found) throw new Error(`${name} is no profile of the account's own`);
  return found;
}

/** What the platform would ask now for a service's tier, in cents; the sandbox's clock should stand still. */
export function proratedPrice(sandbox: Sandbox, service: Service, amount: number): number {
  const table = proratedTable(sandbox.state, ines(sandbox), sandbox.clock.now());
  const tier = table[service].find((one) => one.amount === amount);
  if (!tier) throw new Error(`${amount} is no tier of ${service}`);
  return tier.price;
}

const ORIGIN = 'https://api.us-e1.tago.io';

/** Routes of the pages about cost. */
export const costRoutes = {
  raise: (sandbox: Sandbox, name: string, service: string) => {
    const { id, profiles } = accountOf(sandbox, 'plain');
    const profile = profiles.find((one) => one.name === name);
    const ref = `${ORIGIN}#${id}|${ORIGIN}#${profile?.id}`;
    return `#/raise/${encodeURIComponent(ref)}/${service}`;
  },
  upgrade: (sandbox: Sandbox, service: string) =>
    `#/cost/upgrade/${encodeURIComponent(`${ORIGIN}#${ines(sandbox).id}`)}/${service}`,
  allocation: (sandbox: Sandbox, service: string) =>
    `#/cost/allocation/${encodeURIComponent(`${ORIGIN}#${ines(sandbox).id}`)}?service=${service}`,
};

/** The pages about cost, as a person uses them. */
export class CostPage extends OptionsPage {
  static override async open(extension: Extension, route = '#/cost'): Promise<CostPage> {
    return new CostPage(await extension.options(route), extension);
  }

  /** What the banners above say, a line each. */
  get banners(): Locator {
    return this.page.locator('.banners').last();
  }

  tier(text: string | RegExp): Locator {
    return this.page.getByRole('radio', { name: text });
  }

  /** The cells of a table's row, as they are read. */
  async cells(row: string | RegExp): Promise<string[]> {
    const found = this.row(row).first();
    // Reading all of what is not there yet would answer none.
    await found.waitFor();
    return found.locator('th, td').allInnerTexts();
  }

  /** The whole table as texts, the head not among them. */
  async table(): Promise<string[][]> {
    await this.page.locator('tbody tr').first().waitFor();
    const rows = await this.page.locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  }

  /** Presses a button that saves a file, and reads it. */
  async download(button: Locator): Promise<{ name: string; text: string }> {
    const waiting = this.page.waitForEvent('download');
    await button.click();
    const download = await waiting;
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
  }
}

/** `$1,234.50` as cents; a dash is nothing. */
export function centsOf(text: string): number {
  if (text.trim() === '–' || text.trim() === '') return 0;
  return Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100);
}

/** Cents as the page writes them. */
export function dollars(cents: number): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
}

/** The same page at a route; for the second step of a story. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, route);
}
