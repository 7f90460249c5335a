import { optionsRoutes } from '../../domain/settings/options-route.ts';
import { openOptionsTab } from '../../navigation/open-options-tab.ts';
import { openPopup } from '../../toolbar/open-popup.ts';
import { activeRef } from '../lookup.ts';

/** Opens the list of profiles. */
export async function openSwitcher(): Promise<null> {
  await openPopup();
  return null;
}

/** Opens the page on which a passphrase is set. */
export async function openSecurity(): Promise<null> {
  await openOptionsTab(optionsRoutes.security);
  return null;
}

/** Opens the active profile's tokens in the options page. */
export async function openTokens(): Promise<null> {
  await openOptionsTab(optionsRoutes.tokens(await activeRef()));
  return null;
}
