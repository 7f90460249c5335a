import { defineBackground } from 'wxt/utils/define-background';
import { watchRecoveryCopy } from '../lib/actions/backup/watch-recovery-copy.ts';
import { readBillingUnlessLimited } from '../lib/actions/billing/billing.ts';
import { watchOrders } from '../lib/actions/billing/settle-orders.ts';
import { watchInterruptedChanges } from '../lib/actions/change-intents.ts';
import { watchRevocations } from '../lib/actions/connect/retry-revocations.ts';
import { watchLeftTabs } from '../lib/actions/console/console-away.ts';
import { followAllowedConsoles, recordMove, recordToken } from '../lib/actions/console/session.ts';
import { copyActiveAs } from '../lib/actions/docs/copy-window.ts';
import { watchDocsSettings } from '../lib/actions/docs/docs-settings.ts';
import { applyPolicy } from '../lib/actions/policy.ts';
import { FAVOURITE_COMMANDS, switchToFavourite } from '../lib/actions/profiles/favourites.ts';
import { switchProfile, switchToPrevious } from '../lib/actions/profiles/switch.ts';
import { watchInvitations } from '../lib/actions/team/resend-invitation.ts';
import { copyActiveTokenOrConfirm, copyTokenOfOrConfirm } from '../lib/actions/tokens/copy-or-confirm.ts';
import { watchRotations } from '../lib/actions/tokens/rotate.ts';
import { watchAlerts } from '../lib/alerts/watch-alerts.ts';
import { browser } from '../lib/browser.ts';
import { abortForLock } from '../lib/calls/connection-queue.ts';
import { watchClearAlarm } from '../lib/clipboard/clear-later.ts';
import { watchConsole } from '../lib/console/watch-console.ts';
import { logErrorsOf } from '../lib/diagnostics/error-log.ts';
import { recordRequest } from '../lib/diagnostics/request-log.ts';
import { watchUncaught } from '../lib/diagnostics/uncaught.ts';
import { optionsRoutes } from '../lib/domain/settings/options-route.ts';
import { listenForMessages } from '../lib/messages/listen.ts';
import { runRead } from '../lib/messages/routes.ts';
import { openOptionsTab } from '../lib/navigation/open-options-tab.ts';
import { setRequestGuard, setRequestObserver } from '../lib/platform/request.ts';
import { requireAllowedApi, watchPolicy } from '../lib/policy/policy.ts';
import { watchHistory } from '../lib/refresh/sync-history.ts';
import { watchLogos } from '../lib/refresh/sync-logos.ts';
import { watchFirstScreens } from '../lib/refresh/watch-first-screens.ts';
import { watchRefresh } from '../lib/refresh/watch-refresh.ts';
import { startSync } from '../lib/sync/sync.ts';
import { watchMenus } from '../lib/toolbar/context-menu.ts';
import {
  copyFromAnywhere,
  lockFromAnywhere,
  refuseUnclearCopy,
  runFromAnywhere,
  sayNotFound,
  switchFromAnywhere,
} from '../lib/toolbar/from-anywhere.ts';
import { watchOmnibox } from '../lib/toolbar/omnibox.ts';
import { watchToolbar } from '../lib/toolbar/watch-toolbar.ts';
import { watchAutoLock } from '../lib/vault/auto-lock.ts';
import { watchComputerLock } from '../lib/vault/computer-lock.ts';
import { onLock, removeStaleKeys } from '../lib/vault/passphrase.ts';

/**
 * Registers everything that can wake the worker, in the first turn of its event loop: an event without a listener
 * then is lost.
 */
export default defineBackground({
  main() {
    watchUncaught('uncaught in background');
    watchRecoveryCopy();
    watchPolicy(() => void applyPolicy().catch(logErrorsOf('policy')));
    setRequestGuard(requireAllowedApi);
    setRequestObserver(recordRequest);
    listenForMessages();
    watchAutoLock();
    watchComputerLock();
    onLock(abortForLock);
    watchDocsSettings();
    watchClearAlarm();
    watchInterruptedChanges(runRead);
    watchOrders();
    watchRevocations();
    watchRotations();
    watchInvitations();
    watchToolbar();
    watchAlerts({ readBilling: readBillingUnlessLimited });
    watchMenus({
      switchTo: (ref) => switchFromAnywhere(() => switchProfile(ref)),
      previous: () => switchFromAnywhere(switchToPrevious),
      copyToken: () => copyFromAnywhere(copyActiveTokenOrConfirm),
      copyAs: () => runFromAnywhere(copyActiveAs, 'toolbarNotCopied'),
      manage: () => browser.runtime.openOptionsPage(),
    });
    watchOmnibox(
      {
        switch: (ref) => switchFromAnywhere(() => switchProfile(ref)),
        copy: (ref) => copyFromAnywhere(() => copyTokenOfOrConfirm(ref)),
        copyUnclear: refuseUnclearCopy,
        notFound: sayNotFound,
        open: (ref) => openOptionsTab(optionsRoutes.usage(ref)),
      },
      logErrorsOf('address bar'),
    );
    watchLeftTabs();
    watchConsole({ tokenSeen: recordToken, sessionMoved: recordMove, accessChanged: followAllowedConsoles });
    watchRefresh();
    watchFirstScreens();
    watchHistory();
    watchLogos();
    startSync();
    void removeStaleKeys().catch(logErrorsOf('remove stale keys'));
    browser.commands.onCommand.addListener((command) => {
      if (command === 'previous-profile')
        void switchFromAnywhere(switchToPrevious).catch(logErrorsOf('previous-profile command'));
      const favourite = FAVOURITE_COMMANDS.indexOf(command);
      if (favourite >= 0)
        void switchFromAnywhere(() => switchToFavourite(favourite)).catch(logErrorsOf('favourite command'));
      if (command === 'lock')
        void lockFromAnywhere(() => openOptionsTab(optionsRoutes.security)).catch(
          logErrorsOf('lock command'),
        );
      if (command === 'copy-token')
        void copyFromAnywhere(copyActiveTokenOrConfirm).catch(logErrorsOf('copy-token command'));
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install')
        void openOptionsTab(optionsRoutes.connect).catch(logErrorsOf('open the first page'));
    });
  },
});
