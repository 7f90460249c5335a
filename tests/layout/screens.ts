import type { Page } from '@playwright/test';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import type { StateName } from './states.ts';
import type { Words } from './words.ts';

/** What a person does to get to a screen once its page is drawn. */
type Step = (page: Page, words: Words) => Promise<void>;

export interface Screen {
  name: string;
  /** The hash of the options page; null: the popup. */
  route: string | null;
  /** The selector of what is shown once the screen is drawn; by default its headings. */
  ready?: string;
  steps?: Step[];
  /** The state of extension and platform; by default "normal". */
  state?: StateName;
  /** The only size at which it is worth a visit. */
  size?: Size;
}

export interface Size {
  width: number;
  height: number;
}

/** Presses the first button with the text of a message. */
const press =
  (key: Parameters<Words>[0]): Step =>
  (page, words) =>
    page
      .getByRole('button', { name: words(key), exact: true })
      .first()
      .click({ timeout: 5000 });

const keys =
  (...names: string[]): Step =>
  async (page) => {
    for (const name of names) await page.keyboard.press(name);
  };

/** Returns every screen of a connected account. */
export function screensOf(account: SandboxAccount): Screen[] {
  const connection = `https://api.us-e1.tago.io#${account.id}`;
  const refOf = (name: string) => {
    const profile = account.profiles.find((one) => one.name === name);
    return encodeURIComponent(`${connection}|https://api.us-e1.tago.io#${profile?.id}`);
  };
  const profile = refOf('Acme Farms');
  const blocked = refOf('Greenhouse Iberia');
  const key = encodeURIComponent(connection);
  const page = (name: string, route = `#/${name}`, more: Partial<Screen> = {}): Screen => ({
    name,
    route,
    ...more,
  });
  const popup = (name: string, more: Partial<Screen> = {}): Screen => ({
    name: `popup${name}`,
    route: null,
    ready: '[role=option]',
    ...more,
  });
  const allServices: Step = (page) => page.locator('.card__all').click();
  return [
    popup(''),
    popup(', all services', { steps: [allServices] }),
    // What is left of 800 × 600 px on a page zoomed to 200 %.
    popup(', low', { size: { width: 400, height: 300 } }),
    popup(', low, second row', {
      size: { width: 400, height: 300 },
      steps: [keys('ArrowDown', 'ArrowDown')],
    }),
    popup(', low, last row', { size: { width: 400, height: 300 }, steps: [keys('End')] }),
    popup(', every service nearly full', { state: 'every service nearly full' }),
    popup(', every service nearly full, all services', {
      state: 'every service nearly full',
      steps: [allServices],
    }),
    popup(', every service nearly full, low', {
      state: 'every service nearly full',
      size: { width: 400, height: 300 },
      steps: [keys('ArrowDown')],
    }),
    page('overview, nothing allocated', '#/overview?view=services', { state: 'nothing allocated' }),
    page('profiles, nothing allocated', '#/profiles', { state: 'nothing allocated' }),
    popup(', nothing allocated', { state: 'nothing allocated' }),
    ...['services', 'resources', 'forecast'].map((view) =>
      page(view === 'services' ? 'overview' : `overview, ${view}`, `#/overview?view=${view}`),
    ),
    page('usage'),
    page('profiles'),
    page('profiles, add', '#/profiles', { steps: [press('profilesAdd')] }),
    ...['profiles', 'services', 'customers'].map((view) => page(`cost, ${view}`, `#/cost?view=${view}`)),
    page('allocation', `#/cost/allocation/${key}`),
    page('upgrade', `#/cost/upgrade/${key}/analysis`),
    page('raise, blocked', `#/raise/${blocked}/analysis`),
    page('raise, near', `#/raise/${profile}/input`),
    page('team'),
    page('tokens'),
    page('alerts'),
    page('activity'),
    page('security'),
    page('security, passphrase', '#/security', { steps: [press('securitySet')] }),
    page('settings'),
    page('diagnostics'),
    page('connect'),
    page('no such page', '#/nowhere'),
    ...['overview', 'usage', 'team', 'tokens', 'more'].map((tab) =>
      page(`profile, ${tab}`, `#/profiles/${profile}/${tab}`),
    ),
    page('profile, team, invite', `#/profiles/${profile}/team`, { steps: [press('teamInvite')] }),
    page('profile, tokens, generate', `#/profiles/${profile}/tokens`, {
      steps: [press('assignTokenGenerateButton')],
    }),
    page('profile, delete', `#/profiles/${profile}/more`, { steps: [press('profileDeleteDots')] }),
    page('profile’s own token', `#/token/${profile}`),
  ];
}

/** Waits until a screen is drawn and has finished loading. */
export async function settled(page: Page, ready = 'h1, h2'): Promise<void> {
  await page.locator(ready).first().waitFor({ timeout: 60_000 });
  await page
    .locator('.skeleton')
    .first()
    .waitFor({ state: 'detached', timeout: 5000 })
    .catch(() => {});
  await page.evaluate(() => document.fonts.ready.then(() => {}));
}
