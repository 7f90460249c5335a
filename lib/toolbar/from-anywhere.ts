import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { type Failure, type FailureCode, failureOfError, lacksPassphrase } from '../domain/failure.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { failureKey, policyFailureKey } from '../i18n/failure-key.ts';
import { permissionInSentence } from '../i18n/permission-text.ts';
import { labelText } from '../i18n/profile-text.ts';
import { type MessageKey, t } from '../i18n/t.ts';
import { getDisambiguators } from '../store/disambiguators.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { lock } from '../vault/passphrase.ts';
import { openPopup } from './open-popup.ts';
import { restoreToolbar } from './update.ts';

/** How long the icon shows the result. */
const RESULT_TIMEOUT_MS = 2500;
/** Failures that a person can resolve in the popup. */
const CODES_SOLVED_IN_POPUP: FailureCode[] = [
  'locked',
  'not-connected',
  'no-profile',
  'needs-sign-in',
  'no-token',
  'denied',
  'host-permission',
];

/** The copied token, without its value. */
interface Copied {
  name: string;
  permission: string;
  profile: Profile;
}

/**
 * Runs a copy that was started outside the extension's pages (by a shortcut, the menu or the address bar), and shows
 * the result on the icon. A failure that the person can resolve opens the popup, and each one is thrown.
 */
export async function copyFromAnywhere(copy: () => Promise<Copied>): Promise<void> {
  const [tab] = await activeTabs();
  let copied: Copied;
  try {
    copied = await copy();
  } catch (error) {
    const failure = failureOfError(error);
    const { code } = failure;
    const isUnknown = code === 'outcome-unknown';
    await flash(
      tab?.id,
      isUnknown ? '?' : '!',
      isUnknown ? t('ruleCopyUnknown') : t('toolbarNotCopied', t(reasonKey(failure))),
    );
    if (CODES_SOLVED_IN_POPUP.includes(code) || lacksPassphrase(failure)) await openPopup();
    throw error;
  }
  const { name, permission, profile } = copied;
  // It is copied by now: where the other profiles' names can't be read, this one's is enough.
  const label = await distinctLabel(profile).catch(() => profile.name);
  await flash(tab?.id, '✓', t('toolbarCopied', name, permissionInSentence(permission), label));
}

/**
 * Runs what a shortcut, the menu or the address bar started; shows nothing itself when it succeeds. If it fails, the
 * icon says so, the popup opens, and the error is thrown.
 */
export async function runFromAnywhere(
  run: () => Promise<unknown>,
  failed: 'toolbarNotCopied' | 'toolbarNotSwitched' | 'toolbarNotLocked',
): Promise<void> {
  try {
    await run();
  } catch (error) {
    await offerChoice(t(failed, t(reasonKey(failureOfError(error)))));
    throw error;
  }
}

/** Runs a switch of profiles that was started outside the extension's pages, as {@link runFromAnywhere} does. */
export function switchFromAnywhere(switchIt: () => Promise<unknown>): Promise<void> {
  return runFromAnywhere(switchIt, 'toolbarNotSwitched');
}

/**
 * Locks the vault for its shortcut. Without a passphrase it can't be locked: `openSecurity` opens the page that sets
 * one.
 */
export async function lockFromAnywhere(openSecurity: () => Promise<void>): Promise<void> {
  if ((await getVaultStatus()).passphrase) return runFromAnywhere(lock, 'toolbarNotLocked');
  const [tab] = await activeTabs();
  await flash(tab?.id, '!', t('toolbarNotLocked', t('lockNeedsPassphrase')));
  await openSecurity();
}

/** Returns a profile's name, with what disambiguates it from others of that name. */
async function distinctLabel(profile: Profile): Promise<string> {
  return labelText(profile, (await getDisambiguators())(profile));
}

/** Returns the key of the sentence that says why something failed. */
function reasonKey(failure: Failure): MessageKey {
  if (lacksPassphrase(failure)) return 'policyPassphrase';
  return failure.code === 'policy' ? policyFailureKey(failure.detail) : failureKey(failure.code);
}

/**
 * Says on the icon that nothing was copied, since none or several profiles match, and opens the popup to choose one.
 */
export function refuseUnclearCopy(): Promise<void> {
  return offerChoice(t('toolbarNotCopied', t('omniboxUnclear')));
}

/** Says on the icon that no profile matches what was typed, and opens the popup to choose one. */
export function sayNotFound(): Promise<void> {
  return offerChoice(t('omniboxNotFound'));
}

async function offerChoice(title: string): Promise<void> {
  const [tab] = await activeTabs();
  await flash(tab?.id, '!', title);
  await openPopup();
}

const activeTabs = () => browser.tabs.query({ active: true, lastFocusedWindow: true });

/** Ends what {@link flash} shows. */
let endFlash = () => {};

/**
 * Shows a result for a moment as one tab's badge, which leaves the badge itself unchanged, and as the tooltip. The next
 * result replaces it, and has its own time.
 */
async function flash(tabId: number | undefined, text: string, title: string): Promise<void> {
  // The tab may be gone by now, and again when the badge is restored.
  const setBadge = (shown: string | null) =>
    tabId === undefined ? null : browser.action.setBadgeText({ tabId, text: shown }).catch(() => {});
  endFlash();
  const timer = setTimeout(() => {
    endFlash();
    void restoreToolbar().catch(logErrorsOf('restoreToolbar'));
  }, RESULT_TIMEOUT_MS);
  endFlash = () => {
    clearTimeout(timer);
    void setBadge(null);
  };
  await Promise.all([browser.action.setTitle({ title }), setBadge(text)]);
}
