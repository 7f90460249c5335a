import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { words } from '../english-words.ts';
import type { Extension } from '../extension.ts';

/** The popup, as a person uses it. */
export class PopupPage {
  constructor(readonly page: Page) {}

  static async open(extension: Extension): Promise<PopupPage> {
    return new PopupPage(await extension.popup());
  }

  /** The active profile's name. */
  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get card(): Locator {
    return this.page.getByRole('region', { name: words('popupActiveProfile') });
  }
  get services(): Locator {
    return this.page.getByRole('list', { name: words('popupServices') }).getByRole('listitem');
  }
  /** The heading of the list: how many others there are, and how many of them need attention. */
  get others(): Locator {
    return this.page.getByRole('heading', { level: 2 });
  }
  get filter(): Locator {
    return this.page.getByRole('combobox');
  }
  get rows(): Locator {
    return this.page.getByRole('option');
  }
  get highlighted(): Locator {
    return this.page.getByRole('option', { selected: true });
  }

  row(name: string): Locator {
    return this.page.getByRole('option', { name });
  }
  /** Types a name into the filter: only then is its row surely in the page. The filter keeps the name. */
  async find(name: string): Promise<Locator> {
    await this.filter.fill(name);
    return this.row(name);
  }
  /** Looks for a profile and presses its row. */
  async switchTo(name: string): Promise<void> {
    await (await this.find(name)).first().click();
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
  /** What the live regions say. */
  text(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  /** The names in the list, in its order. */
  names(): Promise<string[]> {
    return this.rows.locator('.profile-name__text').evaluateAll((found) =>
      found
        .map((name) => ({ name: name.textContent ?? '', y: name.getBoundingClientRect().y }))
        .sort((a, b) => a.y - b.y)
        .map(({ name }) => name),
    );
  }

  /** Follows a button that leads to the options page and answers its hash. */
  async followTo(button: Locator): Promise<string> {
    const opened = this.page.context().waitForEvent('page');
    await button.click();
    const options = await opened;
    await options.waitForURL(/options\.html#/);
    const { hash } = new URL(options.url());
    await options.close();
    return decodeURIComponent(hash);
  }

  /** Axe finds nothing, light and dark, and no text is wider than its place. */
  async expectSound(): Promise<void> {
    await expectAccessible(this.page, 'the popup');
    expect(await this.page.evaluate(tooWide)).toEqual([]);
  }
}

/** Elements whose text runs out of them, except for those that end it with an ellipsis and show all of it on hover. */
function tooWide(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
    .filter((element) => {
      const { display, textOverflow } = getComputedStyle(element);
      return display !== 'inline' && !(textOverflow === 'ellipsis' && element.closest('[title]'));
    })
    .map((element) => `${element.className}: ${element.textContent}`);
}
