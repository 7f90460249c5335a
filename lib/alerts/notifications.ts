import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { optionsRoutes } from '../domain/settings/options-route.ts';
import { t } from '../i18n/t.ts';
import { openOptionsTab } from '../navigation/open-options-tab.ts';
import { listOutbox, updateOutbox } from '../store/outbox.ts';
import { updateProfilePreferences } from '../store/profile-preferences.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { storeMarks } from './shown-marks.ts';

/** Id of the summary on screen; a newer one, which includes everything, replaces it. */
export const SUMMARY_ID = 'summary';
/** Id of the test notification. */
export const TEST_ID = 'test';

let listening = false;

/** Returns true if the browser allows notifications; the permission is requested when a person turns alerts on. */
export async function mayNotify(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['notifications'] });
}

/** Shows a notification, replacing one with the same id. */
export async function showNotification({
  id,
  title,
  message,
  action,
  profileKey,
  ofAccount,
}: Pick<
  OutboxNotification,
  'id' | 'title' | 'message' | 'action' | 'profileKey' | 'ofAccount'
>): Promise<void> {
  const buttons = [
    ...(action ? [{ title: action }] : []),
    ...(profileKey && !ofAccount ? [{ title: t('alertMute') }] : []),
  ];
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon/128.png'),
    title,
    message,
    // Firefox refuses notifications with buttons; profiles can be muted on their page.
    ...(import.meta.env.FIREFOX || buttons.length === 0 ? {} : { buttons }),
  });
}

/** Registers click handlers. Call it in the background's first turn; they are added once the permission is granted. */
export function watchNotifications(): void {
  listen();
  browser.permissions.onAdded.addListener(listen);
}

function listen(): void {
  // Without the permission the API does not exist.
  if (listening || !browser.notifications) return;
  listening = true;
  browser.notifications.onClicked.addListener((id) => void open(id).catch(logErrorsOf('open notification')));
  browser.notifications.onClosed?.addListener((id, byUser) => {
    if (id === SUMMARY_ID && byUser) void acknowledgeSummary().catch(logErrorsOf('acknowledgeSummary'));
  });
  if (!import.meta.env.FIREFOX) {
    browser.notifications.onButtonClicked.addListener(
      (id, button) => void press(id, button).catch(logErrorsOf('press notification')),
    );
  }
}

async function open(id: string): Promise<void> {
  const row = (await listOutbox()).find((one) => one.id === id);
  const fallback = id === TEST_ID ? optionsRoutes.alerts : optionsRoutes.overview;
  await openOptionsTab(row?.route ?? fallback);
  await browser.notifications.clear(id);
  if (id === SUMMARY_ID) await acknowledgeSummary();
}

async function press(id: string, button: number): Promise<void> {
  const row = (await listOutbox()).find((one) => one.id === id);
  if (!row) return;
  if (row.action && button === 0) return open(id);
  if (!row.profileKey) return;
  await updateProfilePreferences(row.profileKey, (stored) => ({ ...stored, muted: true }));
  await browser.notifications.clear(id);
}

/** The next summary starts over. */
async function acknowledgeSummary(): Promise<void> {
  await storeMarks();
  const shown = (await listOutbox()).filter(({ inSummary }) => inSummary).map(({ id }) => id);
  await updateOutbox(shown, (row) => (row.acknowledged ? row : { ...row, acknowledged: true }));
}
