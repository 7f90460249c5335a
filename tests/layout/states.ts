import type { Page } from '@playwright/test';
import type { ChromiumExtension } from '../e2e/chromium-extension.ts';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';
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

/** Brings extension and platform into a state; returns how it is left, or null where nothing comes after it. */
type Enter = (stage: Stage) => Promise<(() => Promise<void>) | null>;

/** In the order in which they are visited: a later one may keep what an earlier one left. */
export const STATES = {
  normal: async () => async () => {},
  'every service nearly full': async (stage) => {
    const profile = stage.sandbox.state.profiles.find(({ name }) => name === 'Acme Farms')!;
    const { allocation, readings, rates } = structuredClone(profile);
    const limits = perService([3_900_000, 2_342_153, 2_250_000, 13_200, 16_000, 10_000, 6000, 6000, 1000]);
    fill(profile, limits, perService(Array(9).fill(0.97)), stage.sandbox.clock.now());
    await refresh(stage, /97/);
    return async () => {
      Object.assign(profile, { allocation, readings, rates });
      await refresh(stage, /94/);
    };
  },
  'nothing allocated': (stage) => active(stage, 'Demo'),
} satisfies Record<string, Enter>;

export type StateName = keyof typeof STATES;

/** Makes a profile the active one for the time of a state. */
async function active(stage: Stage, name: string): Promise<() => Promise<void>> {
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
  await popup.getByRole('option', { name }).first().click();
  await heading.filter({ hasText: name }).waitFor();
  await popup.close();
  return before;
}

/** Refreshes the active profile and waits for a text in the card. */
async function refresh({ extension, words }: Stage, shown: RegExp): Promise<void> {
  const popup = await extension.popup();
  await popup.getByRole('button', { name: words('popupRefresh'), exact: true }).click();
  await card(popup, words).filter({ hasText: shown }).waitFor();
  await popup.close();
}

function card(popup: Page, words: Words) {
  return popup.getByRole('region', { name: words('popupActiveProfile') });
}
