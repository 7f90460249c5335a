import type { Page } from '@playwright/test';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';

/** A button or link that opens a screen's dialog or details, by the key of its message. */
type Step = { click: string };

export interface Screen {
  name: string;
  /** The hash of the options page; null: the popup. */
  route: string | null;
  /** The selector of what is shown once the screen is drawn; by default its headings. */
  ready?: string;
  steps?: Step[];
}

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
  return [
    { name: 'popup', route: null, ready: '[role=option]' },
    ...['services', 'resources', 'forecast'].map((view) =>
      page(view === 'services' ? 'overview' : `overview, ${view}`, `#/overview?view=${view}`),
    ),
    page('usage'),
    page('profiles'),
    page('profiles, add', '#/profiles', { steps: [{ click: 'profilesAdd' }] }),
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
    page('security, passphrase', '#/security', { steps: [{ click: 'securitySet' }] }),
    page('settings'),
    page('diagnostics'),
    page('connect'),
    page('no such page', '#/nowhere'),
    ...['overview', 'usage', 'team', 'tokens', 'more'].map((tab) =>
      page(`profile, ${tab}`, `#/profiles/${profile}/${tab}`),
    ),
    page('profile, team, invite', `#/profiles/${profile}/team`, { steps: [{ click: 'teamInvite' }] }),
    page('profile, tokens, generate', `#/profiles/${profile}/tokens`, {
      steps: [{ click: 'assignTokenGenerateButton' }],
    }),
    page('profile, delete', `#/profiles/${profile}/more`, { steps: [{ click: 'profileDeleteDots' }] }),
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
