import { exportBackup, importBackup, previewBackup } from '../actions/backup/backup.ts';
import { addToLimit, saveAllocation } from '../actions/billing/limits.ts';
import { placeOrder } from '../actions/billing/place-order.ts';
import { quoteSubscription } from '../actions/billing/quotes.ts';
import { settleOrders } from '../actions/billing/settle-orders.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  dismissOrder,
  payPastDue,
} from '../actions/billing/subscription.ts';
import { connectToken, sendCode, signIn } from '../actions/connect/connect.ts';
import { orderConnections, setConnectionPreferences } from '../actions/connect/connection-preferences.ts';
import { disconnect } from '../actions/connect/disconnect.ts';
import { checkToken } from '../actions/connect/identify-token.ts';
import { moveExtensionToken } from '../actions/connect/move-token.ts';
import { generateProfileToken, pasteProfileToken } from '../actions/connect/profile-token.ts';
import { forgetRevocation, retryRevocation } from '../actions/connect/retry-revocations.ts';
import { connectConsole } from '../actions/console/connect-console.ts';
import { settleConsole } from '../actions/console/follow.ts';
import { openConsole } from '../actions/console/open.ts';
import { offerTokens } from '../actions/docs/copy-sample.ts';
import {
  copyPending,
  openCopyAs,
  openCopyWindow,
  pendingCopy,
  previewCopy,
} from '../actions/docs/copy-window.ts';
import { closeDock } from '../actions/docs/docs-settings.ts';
import { openSecurity, openSwitcher, openTokens } from '../actions/docs/docs-windows.ts';
import { requireNotTooOften } from '../actions/docs/rate-limit.ts';
import { queryAuditLog } from '../actions/profiles/activity.ts';
import { readHistory } from '../actions/profiles/history.ts';
import { setLogo, uploadLogo } from '../actions/profiles/logo.ts';
import { openProfile } from '../actions/profiles/open-profile.ts';
import { clearProfileOrder, moveProfile } from '../actions/profiles/order.ts';
import { addProfile, readProfiles, renameProfile } from '../actions/profiles/profiles.ts';
import { deleteProfile, leaveProfile } from '../actions/profiles/remove-profile.ts';
import { switchProfile, switchToPrevious } from '../actions/profiles/switch.ts';
import { setPreferences, setProfilePreferences } from '../actions/settings.ts';
import { answerInvitation, readNotifications } from '../actions/team/notifications.ts';
import { resendInvitation } from '../actions/team/resend-invitation.ts';
import { inviteMembers, readTeam, removeMember } from '../actions/team/team.ts';
import { showTestNotification } from '../actions/test-notification.ts';
import { recordTokenCopy } from '../actions/tokens/copy.ts';
import {
  copySampleOrConfirm,
  copyTokenAloneOrConfirm,
  copyTokenOrConfirm,
} from '../actions/tokens/copy-or-confirm.ts';
import { cancelRotation, rotateToken } from '../actions/tokens/rotate.ts';
import { createToken, readTokens, revokeTokens } from '../actions/tokens/tokens.ts';
import { removePassphrase, resetVault, setPassphrase } from '../actions/vault.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import type { PolicySwitch } from '../policy/policy.ts';
import { refreshForPage, refreshNow } from '../refresh/refresh.ts';
import { recordUse } from '../vault/auto-lock.ts';
import { lock, unlock } from '../vault/passphrase.ts';
import type { Read } from './protocol/reads-after-change.ts';
import type { MessageData, MessageType, MessageValue } from './protocol.ts';
import type { Sender, SenderName } from './recognize-sender.ts';

export interface Route<Type extends MessageType> {
  /** Who may send this message; anybody else gets `not-allowed`. */
  from: readonly SenderName[];
  /** Runs the action. Throws FailureErrors. */
  run: (data: MessageData<Type>, sender: Sender) => Returned<MessageValue<Type>>;
  /** The key of the organization's policy that can forbid this message. */
  policy?: PolicySwitch;
  /** The result is secret: it isn't returned if the vault was locked meanwhile. */
  returnsSecret?: true;
}

/** A message whose value is null may run something that returns nothing. */
type Returned<Value> = Promise<Value> | (null extends Value ? Promise<void> : never);

/**
 * Only the options page takes passwords and tokens, spends money and deletes. The popup takes the passphrase too, to
 * unlock.
 */
const OPTIONS = ['options'] as const;
const PAGES = ['popup', 'options'] as const;
const PICKER = ['pick'] as const;
const DOCS_SITE = ['docs'] as const;

/** Every message, what it runs and who may send it. A message of the protocol without an entry is a type error. */
export const routes: { readonly [Type in MessageType]: Route<Type> } = {
  ping: { from: PAGES, run: async () => null },
  switchProfile: { from: PAGES, run: switchProfile },
  switchToPrevious: { from: PAGES, run: switchToPrevious },
  pageOpened: { from: PAGES, run: wake },
  refreshNow: { from: PAGES, run: ({ ref }) => refreshNow(ref) },
  setPreferences: { from: OPTIONS, run: setPreferences },
  setProfilePreferences: { from: PAGES, run: setProfilePreferences },
  moveProfile: { from: PAGES, run: moveProfile },
  clearProfileOrder: { from: OPTIONS, run: clearProfileOrder },
  showTestNotification: { from: OPTIONS, run: showTestNotification },

  signIn: { from: OPTIONS, run: signIn, policy: 'allowPasswordSignIn' },
  sendCode: { from: OPTIONS, run: sendCode },
  checkToken: { from: OPTIONS, run: checkToken },
  connectToken: { from: OPTIONS, run: connectToken },
  disconnect: { from: OPTIONS, run: disconnect },
  setConnectionPreferences: { from: OPTIONS, run: setConnectionPreferences },
  orderConnections: { from: OPTIONS, run: orderConnections },
  retryRevocation: { from: OPTIONS, run: retryRevocation },
  forgetRevocation: { from: OPTIONS, run: forgetRevocation },
  pasteProfileToken: { from: OPTIONS, run: pasteProfileToken },
  generateProfileToken: { from: OPTIONS, run: generateProfileToken, policy: 'allowPasswordSignIn' },
  moveExtensionToken: { from: OPTIONS, run: moveExtensionToken },

  openConsole: { from: PAGES, run: openConsole },
  settleConsole: { from: PAGES, run: settleConsole, policy: 'allowConsoleFollowing' },
  connectConsole: { from: OPTIONS, run: connectConsole, policy: 'allowConsoleFollowing' },

  readProfiles: { from: OPTIONS, run: readProfiles },
  addProfile: { from: OPTIONS, run: addProfile },
  renameProfile: { from: OPTIONS, run: renameProfile },
  setLogo: { from: OPTIONS, run: setLogo },
  uploadLogo: { from: OPTIONS, run: uploadLogo },
  deleteProfile: { from: OPTIONS, run: deleteProfile },
  leaveProfile: { from: OPTIONS, run: leaveProfile },
  openProfile: { from: OPTIONS, run: openProfile },
  queryAuditLog: { from: OPTIONS, run: queryAuditLog },
  readHistory: { from: OPTIONS, run: readHistory },

  readTeam: { from: OPTIONS, run: readTeam },
  inviteMembers: { from: OPTIONS, run: inviteMembers },
  resendInvitation: { from: OPTIONS, run: resendInvitation },
  removeMember: { from: OPTIONS, run: removeMember },
  readNotifications: { from: OPTIONS, run: readNotifications },
  answerInvitation: { from: PAGES, run: answerInvitation },

  readTokens: { from: OPTIONS, run: readTokens },
  createToken: { from: OPTIONS, run: createToken, returnsSecret: true },
  copyToken: { from: PAGES, run: copyTokenOrConfirm },
  recordTokenCopy: { from: OPTIONS, run: recordTokenCopy },
  revokeTokens: { from: OPTIONS, run: revokeTokens },
  rotateToken: { from: OPTIONS, run: rotateToken, returnsSecret: true },
  cancelRotation: { from: OPTIONS, run: cancelRotation },

  // Also settles orders, which may have been paid meanwhile.
  readBilling: { from: OPTIONS, run: settleOrders },
  saveAllocation: { from: OPTIONS, run: saveAllocation },
  addToLimit: { from: OPTIONS, run: addToLimit },
  quoteSubscription: { from: OPTIONS, run: quoteSubscription },
  placeOrder: { from: OPTIONS, run: placeOrder },
  cancelScheduledChange: { from: OPTIONS, run: cancelScheduledChange },
  payPastDue: { from: OPTIONS, run: payPastDue },
  cancelFailedChange: { from: OPTIONS, run: cancelFailedChange },
  dismissOrder: { from: OPTIONS, run: dismissOrder },

  exportBackup: { from: OPTIONS, run: exportBackup },
  previewBackup: { from: OPTIONS, run: previewBackup },
  importBackup: { from: OPTIONS, run: importBackup },

  setPassphrase: { from: OPTIONS, run: setPassphrase },
  removePassphrase: { from: OPTIONS, run: removePassphrase, policy: 'requirePassphrase' },
  resetVault: { from: OPTIONS, run: resetVault },
  recordUse: { from: ['popup', 'options', 'pick'], run: () => recordUse() },
  unlock: { from: PAGES, run: ({ passphrase }) => unlock(passphrase) },
  lock: { from: PAGES, run: lock },

  openCopyAs: { from: PAGES, run: openCopyAs },
  pendingCopy: { from: PICKER, run: pendingCopy },
  previewCopy: { from: PICKER, run: previewCopy },
  copyPending: { from: PICKER, run: copyPending },
  copySample: { from: DOCS_SITE, run: limited('copy', copySampleOrConfirm) },
  copyTokenAlone: { from: DOCS_SITE, run: limited('copy', copyTokenAloneOrConfirm) },
  offerTokens: { from: DOCS_SITE, run: limited('offer', offerTokens) },
  openCopyWindow: { from: DOCS_SITE, run: limited('open', openCopyWindow) },
  openSwitcher: { from: DOCS_SITE, run: limited('open', openSwitcher) },
  openSecurity: { from: DOCS_SITE, run: limited('open', openSecurity) },
  openTokens: { from: DOCS_SITE, run: limited('open', openTokens) },
  closeDock: { from: DOCS_SITE, run: closeDock },
};

/** Runs a message that reads something, for the background itself; one of another version rejects. */
export async function runRead({ type, request }: Read): Promise<void> {
  await routes[type].run(request as never, { name: 'options' });
}

/** Refreshes what a page shows. The page reads the store itself: a failure is stored with what couldn't be read. */
async function wake({ page }: MessageData<'pageOpened'>): Promise<void> {
  const refreshed = refreshForPage(page).catch(logErrorsOf('refreshForPage'));
  // Only the popup uses the reply: the refresh of all profiles may take minutes.
  if (page === 'popup') await refreshed;
}

/** Limits the rate of messages from the docs site, whose process could send any number of them. */
function limited<Data, Value>(
  kind: Parameters<typeof requireNotTooOften>[0],
  action: (data: Data) => Promise<Value>,
): (data: Data, sender: Sender) => Promise<Value> {
  return async (data, sender) => {
    if (sender.name === 'docs') requireNotTooOften(kind, sender.tabId);
    return action(data);
  };
}
