import { browser } from '../browser.ts';
import { noted } from '../diagnostics/error-log.ts';
import { type FailureCode, FailureError } from '../domain/failure.ts';
import { failureKey } from '../i18n/failure-key.ts';
import { permissionInSentence } from '../i18n/permission-text.ts';
import { t } from '../i18n/t.ts';
import { restoreToolbar } from './update.ts';

/** How long the icon says what became of it. */
const RESULT_TIMEOUT_MS = 2500;
/** What only the popup's own controls can mend. */
const CODES_SOLVED_IN_POPUP: FailureCode[] = [
  'locked',
  'not-connected',
  'needs-sign-in',
  'no-token',
  'denied',
  'host-permission',
];

/** What was copied, never the value. */
interface Copied {
  name: string;
  permission: string;
  profileName: string;
}

/**
 * Has the active profile's token copied from anywhere (key, menu) and says on the icon what became of it. A
 * failure that the person can mend opens the popup.
 */
export async function copyFromAnywhere(copyActiveToken: () => Promise<Copied>): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  try {
    const { name, permission, profileName } = await copyActiveToken();
    await flash(tab?.id, '✓', t('toolbarCopied', name, permissionInSentence(permission), profileName));
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : 'internal';
    await flash(tab?.id, '!', t('toolbarNotCopied', t(failureKey(code))));
    if (CODES_SOLVED_IN_POPUP.includes(code)) await browser.action.openPopup().catch(() => {});
  }
}

/** Over the badge of one tab, so that the badge itself stays what it is; the tooltip is brought back after it. */
async function flash(tabId: number | undefined, text: string, title: string): Promise<void> {
  await Promise.all([
    browser.action.setTitle({ title }),
    tabId === undefined ? null : browser.action.setBadgeText({ tabId, text }),
  ]);
  setTimeout(() => {
    void restoreToolbar().catch(noted('restoreToolbar'));
    // The tab may be gone by now.
    if (tabId !== undefined) void browser.action.setBadgeText({ tabId, text: null }).catch(() => {});
  }, RESULT_TIMEOUT_MS);
}
