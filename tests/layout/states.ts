import type { Page } from '@playwright/test';
import type { ChromiumExtension } from '../e2e/chromium-extension.ts';
import { PASSPHRASE } from '../e2e/pages/security-page.ts';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import type { FaultRule } from '../sandbox/faults.ts';
import { fill, perService } from '../sandbox/seed-profile.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { Words } from './words.ts';

/** What a state is set up with. */
export interface Stage {
  extension: ChromiumExtension;
  sandbox: Sandbox;
  account: SandboxAccount;
  words: Words;
}

/** Brings extension and platform into a state; returns how it is left. */
type Enter = (stage: Stage) => Promise<() => Promise<void>>;

const nothing = async () => {};
const SUMMARY = '/profile/:id/summary';

/** The state before an account is connected; it needs a browser of its own. */
export const NOT_CONNECTED = 'not connected';

/** In the order in which they are visited. */
export const STATES = {
  normal: async () => nothing,
  'every service nearly full': async (stage) => {
    const { sandbox } = stage;
    const profile = profileNamed(sandbox, 'Acme Farms');
    const { allocation, readings, rates } = structuredClone(profile);
    const limits = perService([3_900_000, 2_342_153, 2_250_000, 13_200, 16_000, 10_000, 6000, 6000, 1000]);
    // One is clearly the first to be full: the others' forecasts depend on which of their days have been read.
    const shares = { ...perService(Array(9).fill(0.97)), email: 0.995 };
    fill(profile, limits, shares, sandbox.clock.now());
    await refresh(stage, '97');
    return async () => {
      Object.assign(profile, { allocation, readings, rates });
      await refresh(stage, '94');
    };
  },
  'nothing allocated': (stage) => withActive(stage, 'Demo'),
  blocked: (stage) => withActive(stage, 'Greenhouse Iberia'),
  denied: async (stage) => {
    const { id } = stage.account.profiles.find(({ name }) => name === 'Northwind Cold Chain')!;
    const faults = (['/profile/:id/*', SUMMARY] as const).map((path) =>
      stage.sandbox.faults.add({ path, profile: id, kind: 'denied' }),
    );
    const back = await withActive(stage, 'Northwind Cold Chain');
    await refresh(stage, stage.words('popupDenied'));
    return async () => {
      for (const fault of faults) fault.remove();
      await back();
    };
  },
  invited: async (stage) => {
    const { sandbox, account } = stage;
    const theirs = accountOf(sandbox, 'authenticator').profiles[0]!;
    await fetch(`${sandbox.origin}/__sandbox/invite`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ profile: theirs.id, email: account.email }),
    });
    // The page of people looks for invitations whenever it is opened.
    const team = await stage.extension.options('#/team');
    await team.getByRole('button', { name: stage.words('invitationAccept') }).waitFor();
    await team.close();
    return nothing;
  },
  offline: async (stage) => {
    const { context } = stage.extension;
    await context.setOffline(true);
    return async () => {
      await context.setOffline(false);
      await refreshUntil(stage, isFresh);
    };
  },
  'platform failing': (stage) => failing(stage, { path: '/*', kind: 'server-error' }),
  locked: async ({ extension, words }) => {
    const page = await extension.options('#/security');
    await page.getByRole('button', { name: words('securitySet') }).click();
    for (const key of ['securityNew', 'securityRepeat'] as const) {
      await page.getByRole('dialog').getByLabel(words(key), { exact: true }).fill(PASSPHRASE);
    }
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('securitySet') })
      .click();
    await page.getByRole('button', { name: words('securityLockNow') }).click();
    const unlock = page.getByRole('button', { name: words('securityUnlock'), exact: true });
    await unlock.waitFor();
    return async () => {
      await page.locator('[type=password]').first().fill(PASSPHRASE);
      await unlock.click();
      await unlock.waitFor({ state: 'detached' });
      await page.close();
    };
  },
  // The last one: afterwards the account is signed in again by the form only.
  'needs sign-in': (stage) => failing(stage, { path: '/*', kind: 'unauthorized' }),
} satisfies Record<string, Enter>;

export type StateName = keyof typeof STATES | typeof NOT_CONNECTED;

/** The states in which something is refused, so that a screen may show placeholders for as long as they last. */
export const LOADS_IN_PART: ReadonlySet<StateName> = new Set([
  'denied',
  'offline',
  'platform failing',
  'locked',
  'needs sign-in',
]);

async function failing(stage: Stage, rule: FaultRule): Promise<() => Promise<void>> {
  const fault = stage.sandbox.faults.add(rule);
  await refreshUntil(stage, (popup) =>
    popup.locator('.card-banner--info, .card-banner--action, .status--error').first().waitFor(),
  );
  return async () => {
    fault.remove();
    // Where the credential was refused, the account is signed in again by the form only.
    if (rule.kind !== 'unauthorized') await refreshUntil(stage, isFresh);
  };
}

/** Waits until the card's numbers are up to date. */
const isFresh = (popup: Page) => popup.locator('.card:not(:has(.card-banner--info))').waitFor();

/** Makes a profile the active one for the time of a state. */
export async function withActive(stage: Stage, name: string): Promise<() => Promise<void>> {
  const before = await switchTo(stage, name);
  return async () => {
    await switchTo(stage, before);
  };
}

/** Switches to a profile; returns the name of the one that was active. */
async function switchTo({ extension }: Stage, name: string): Promise<string> {
  const popup = await extension.popup();
  const heading = popup.getByRole('heading', { level: 1 });
  const before = await heading.innerText();
  await popup.getByRole('combobox').fill(name);
  await popup.getByRole('option').filter({ hasText: name }).first().click();
  await heading.filter({ hasText: name }).waitFor();
  await popup.close();
  return before;
}

/** Refreshes the active profile and waits for a text in the card. */
async function refresh(stage: Stage, text: string): Promise<void> {
  const card = { name: stage.words('popupActiveProfile') };
  await refreshUntil(stage, (popup) => popup.getByRole('region', card).filter({ hasText: text }).waitFor());
}

/** Refreshes the active profile, and waits for something in the popup. */
async function refreshUntil(
  { extension, words }: Stage,
  shown: (popup: Page) => Promise<unknown>,
): Promise<void> {
  const popup = await extension.popup();
  await popup.getByRole('button', { name: words('popupRefresh'), exact: true }).click();
  await shown(popup);
  await popup.close();
}
