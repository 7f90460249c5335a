import { expect, type Locator, type Page } from '@playwright/test';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { accountOf, ines } from '../../sandbox/accounts-list.ts';
import { proratedTable } from '../../sandbox/pricing.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { Service } from '../../sandbox/state.ts';
import type { Extension, SavedFile } from '../extension.ts';
import { accountKey, profileRef } from '../platform-keys.ts';
import { OptionsPage } from './options-page.ts';

/** Returns what the platform would charge now for a service's tier, in cents; the sandbox's clock should be frozen. */
export function proratedPrice(sandbox: Sandbox, service: Service, amount: number): number {
  const table = proratedTable(sandbox.state, ines(sandbox), sandbox.clock.now());
  const tier = table[service].find((one) => one.amount === amount);
  if (!tier) throw new Error(`${amount} is no tier of ${service}`);
  return tier.price;
}

/** Routes of the pages about cost. */
export const costRoutes = {
  raise: (sandbox: Sandbox, name: string, service: string) => {
    const { id, profiles } = accountOf(sandbox, 'plain');
    return optionsRoutes.raise(profileRef(id, profiles.find((one) => one.name === name)!.id), service);
  },
  upgrade: (sandbox: Sandbox, service: string) =>
    optionsRoutes.upgrade(accountKey(accountOf(sandbox, 'plain').id), service),
  allocation: (sandbox: Sandbox, service: string) =>
    optionsRoutes.allocation(accountKey(accountOf(sandbox, 'plain').id), service),
};

/** The pages about cost, as a person uses them. */
export class CostPage extends OptionsPage {
  static override async open(extension: Extension, route = '#/cost'): Promise<CostPage> {
    return new CostPage(await extension.options(route), extension);
  }

  /** Returns the texts of the banners. */
  get banners(): Locator {
    return this.page.locator('.banners').last();
  }

  /** Opens what can be bought, which is closed while what is free is enough. */
  async showPurchase(): Promise<void> {
    await this.page.locator('summary').filter({ hasText: 'Buy a larger limit' }).click();
  }

  tier(text: string | RegExp): Locator {
    return this.page.getByRole('radio', { name: text });
  }

  /** The cells of a table's row, as they are read. */
  async cells(row: string | RegExp): Promise<string[]> {
    return (await this.inSight(this.row(row))).locator('th, td').allInnerTexts();
  }

  /**
   * Returns the texts of the whole table without its head. Only the visible rows are in the page, so it is scrolled.
   */
  async table(): Promise<string[][]> {
    await this.page.locator('tbody tr[aria-rowindex]').first().waitFor();
    const count = Number(await this.page.getByRole('table').getAttribute('aria-rowcount')) - 1;
    const rows = new Map<number, string[]>();
    await this.scrollThrough(async () => {
      const seen = await this.page.locator('tbody tr[aria-rowindex]').evaluateAll((found) =>
        found.map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')),
          cells: [...row.querySelectorAll<HTMLElement>('th, td')].map((cell) => cell.innerText),
        })),
      );
      for (const { index, cells } of seen) rows.set(index, cells);
      return rows.size === count;
    });
    return [...rows].sort(([a], [b]) => a - b).map(([, cells]) => cells);
  }

  /** Scrolls the table until something in it is in the page. */
  async inSight(found: Locator): Promise<Locator> {
    await this.scrollThrough(async () => (await found.count()) > 0);
    return found.first();
  }

  /** Scrolls the table from its start, again and again while it is still being filled, until `done`. */
  private async scrollThrough(done: () => Promise<boolean>): Promise<void> {
    const scroller = this.page.locator('.table-scroll').first();
    await expect
      .poll(async () => {
        await scrollTo(scroller, 'start');
        for (;;) {
          if (await done()) return true;
          const moved = await scrollTo(scroller, 'next');
          if (!moved) return done();
        }
      })
      .toBe(true);
  }

  /** Presses a button that saves a file, and reads it. */
  download(button: Locator): Promise<SavedFile> {
    return this.extension.download(this.page, () => button.click());
  }
}

/**
 * Scrolls a table to its start or on by half of what is visible. Returns true if it moved on, once its rows are drawn.
 */
function scrollTo(scroller: Locator, where: 'start' | 'next'): Promise<boolean> {
  return scroller.evaluate(async (element, to) => {
    const before = element.scrollTop;
    element.scrollTop = to === 'start' ? 0 : before + element.clientHeight / 2;
    // The rows of the new place are drawn in the next frame; until then those of the old one are there.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return element.scrollTop > before;
  }, where);
}

/** Returns `$1,234.50` as cents; a dash is 0. */
export function centsOf(text: string): number {
  if (text.trim() === '–' || text.trim() === '') return 0;
  return Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100);
}

/** Returns cents as the page writes them. */
export function dollars(cents: number): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);
}

/** The same page at a route; for the second step of a story. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, route);
}
