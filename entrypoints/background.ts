import { defineBackground } from 'wxt/utils/define-background';
import { switchProfile, switchToPrevious } from '../lib/actions/profiles/switch.ts';
import { copyActiveToken } from '../lib/actions/tokens/copy.ts';
import { watchAlerts } from '../lib/alerts/watch-alerts.ts';
import { browser } from '../lib/browser.ts';
import { registerBillingHandlers } from '../lib/messages/handlers/billing.ts';
import { registerConnectHandlers } from '../lib/messages/handlers/connect.ts';
import { registerDocsHandlers } from '../lib/messages/handlers/docs.ts';
import { registerProfilesHandlers } from '../lib/messages/handlers/profiles.ts';
import { registerSettingsHandlers } from '../lib/messages/handlers/settings.ts';
import { registerTeamHandlers } from '../lib/messages/handlers/team.ts';
import { registerTokensHandlers } from '../lib/messages/handlers/tokens.ts';
import { registerVaultHandlers } from '../lib/messages/handlers/vault.ts';
import { watchHistory } from '../lib/refresh/sync-history.ts';
import { watchRefresh } from '../lib/refresh/watch.ts';
import { startSync } from '../lib/sync/sync.ts';
import { watchMenus } from '../lib/toolbar/context-menu.ts';
import { copyFromAnywhere } from '../lib/toolbar/copy-command.ts';
import { watchToolbar } from '../lib/toolbar/watch.ts';

/**
 * Everything that can wake the worker is registered in its first turn: an event that finds no listener then
 * is lost. The code for what is rarely asked is imported when it is; modules/background makes that work.
 */
export default defineBackground({
  type: 'module',
  main() {
    registerBillingHandlers();
    registerProfilesHandlers();
    registerTeamHandlers();
    registerTokensHandlers();
    registerConnectHandlers();
    registerDocsHandlers();
    registerSettingsHandlers();
    registerVaultHandlers();
    watchToolbar();
    watchAlerts({
      readBilling: async (data) => (await import('../lib/actions/billing/billing.ts')).readBilling(data),
    });
    watchMenus({
      switchTo: switchProfile,
      previous: switchToPrevious,
      copyToken: () => copyFromAnywhere(copyActiveToken),
      manage: () => browser.runtime.openOptionsPage(),
    });
    watchRefresh();
    watchHistory();
    startSync();
    browser.commands.onCommand.addListener((command) => {
      if (command === 'previous-profile') void switchToPrevious().catch(() => {});
      if (command === 'copy-token') void copyFromAnywhere(copyActiveToken).catch(() => {});
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') {
        void browser.tabs.create({ url: browser.runtime.getURL('options.html#/connect' as '/options.html') });
      }
    });
  },
});
