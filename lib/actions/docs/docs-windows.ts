import { browser } from '../../browser.ts';
import { type OptionsRoute, optionsRoutes } from '../../domain/settings/options-route.ts';
import { openPopup } from '../../toolbar/open-popup.ts';
import { activeRef } from '../lookup.ts';

/** Opens the list of profiles. */
export async function openSwitcher(): Promise<null> {
  await openPopup();
  return null;
}

/** Opens the page on which a passphrase is set. */
export async function openSecurity(): Promise<null> {
  return openOptions(optionsRoutes.security);
}

/** Opens the active profile's tokens in the options page. */
export async function openTokens(): Promise<null> {
  return openOptions(optionsRoutes.tokens(await activeRef()));
}

async function openOptions(route: OptionsRoute): Promise<null> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('options.html')}${route}` });
  return null;
}
