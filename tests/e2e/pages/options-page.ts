import { expect, type Locator, type Page } from '@playwright/test';
import type { ProfileTab } from '../../../components/options/shell/router.ts';
import { type ProfileRef, refId } from '../../../lib/domain/identity/keys.ts';
import {
  OPTIONS_PAGES,
  type OptionsRoute,
  optionsHref,
  optionsRoutes,
  type OptionsPage as PageName,
  type PlainPage,
} from '../../../lib/domain/settings/options-route.ts';
import { words } from '../english-words.ts';
import type { Extension } from '../extension.ts';

type Tab = 'navOverview' | 'navUsage' | 'navTeam' | 'navTokens' | 'navActivity' | 'profileTabMore';

/** The pages without parameters in their address. */
export const PLAIN_ROUTES: readonly OptionsRoute[] = Object.values(OPTIONS_PAGES)
  .filter((path) => !path.includes(':'))
  .map((path): OptionsRoute => `#/${path}`);

const PROFILE_TABS = { overview: 0, usage: 0, team: 0, tokens: 0, activity: 0, more: 0 } satisfies Record<
  ProfileTab,
  0
>;

/** The addresses of every other page, for a profile and its account. */
const ROUTES_OF: Record<Exclude<PageName, PlainPage>, (ref: ProfileRef) => OptionsRoute[]> = {
  connect: () => [optionsRoutes.connect],
  profile: (ref) =>
    Object.keys(PROFILE_TABS).map((tab) => optionsHref('profile', { profile: refId(ref), tab })),
  token: (ref) => [optionsRoutes.assignToken(ref)],
  raise: (ref) => [optionsRoutes.raise(ref, 'input')],
  allocation: ({ connectionKey }) => [optionsRoutes.allocation(connectionKey)],
  upgrade: ({ connectionKey }) => [optionsRoutes.upgrade(connectionKey, 'input')],
};

/** Returns the addresses of all pages, those of a profile included. */
export function allRoutes(ref: ProfileRef): OptionsRoute[] {
  return [...PLAIN_ROUTES, ...Object.values(ROUTES_OF).flatMap((routes) => routes(ref))];
}

/** Expects that the page doesn't scroll sideways in windows of several widths; it is left in the narrowest. */
export async function expectNoOverflow(page: Page, what: string): Promise<void> {
  for (const width of [1280, 720, 400]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, `${what} at ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** The options page, as a person uses it. */
export class OptionsPage {
  constructor(
    readonly page: Page,
    readonly extension: Extension,
  ) {}

  static async open(extension: Extension, route = '#/overview'): Promise<OptionsPage> {
    return new OptionsPage(await extension.options(route), extension);
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }
  /** What the dialog with a new token says about its copy. */
  get copied(): Locator {
    return this.dialog.locator('.once').getByRole('status');
  }
  get rows(): Locator {
    return this.page.getByRole('row');
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
  /** A field of the dialog by its whole label. */
  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }
  /** What the live regions and the short confirmations say. */
  text(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text }).first();
  }

  /** Follows the navigation. */
  async go(page: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: words('navLabel') })
      .getByRole('link', { name: new RegExp(`^${page}\\b(?!.*near)|^${page} ,`) })
      .click();
    await expect(this.heading).toHaveText(page);
  }

  /** Types into the list's filter: only then is the row surely in the page. The filter keeps the text. */
  async find(text: string): Promise<Locator> {
    await this.page.getByRole('searchbox').fill(text);
    return this.row(text);
  }

  /** Opens a profile's page from the table, at a tab. */
  async profile(name: string, tab?: Tab): Promise<void> {
    await this.go(words('navProfiles'));
    await (await this.find(name)).getByRole('link', { name, exact: true }).first().click();
    await expect(this.heading).toHaveText(name);
    if (tab) {
      await this.page
        .getByRole('navigation', { name: words('profileTabs', name) })
        .getByRole('link', { name: words(tab) })
        .click();
    }
  }

  /** Fills password and pin in a dialog and presses its button. */
  async prove(button: string, password: string, pin?: string): Promise<void> {
    await this.field(words('formPassword')).fill(password);
    if (pin !== undefined) await this.field(words('formPin')).fill(pin);
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }
}
