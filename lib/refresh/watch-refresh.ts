import { browser } from '../browser.ts';
import { recheckHosts } from '../calls/recheck-hosts.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { onStoreChange } from '../store/changes.ts';
import { getPreferences } from '../store/settings.ts';
import { REFRESH_ALARM, refreshDue } from './refresh.ts';

/**
 * Registers what triggers a refresh: alarms, changes of the vault and of host access. Call it in the background's first
 * turn.
 */
export function watchRefresh(): void {
  const due = () => void refreshDue().catch(logErrorsOf('refreshDue'));
  const hostsChanged = () => void recheckHosts().then(refreshDue).catch(logErrorsOf('recheckHosts'));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === REFRESH_ALARM) due();
  });
  browser.permissions.onAdded.addListener(hostsChanged);
  browser.permissions.onRemoved.addListener(hostsChanged);
  onStoreChange(({ store }) => {
    if (store === 'vault') due();
  });
  watchIntervals();
  // After the event that started the worker: resumes what a terminated one left undone.
  setTimeout(hostsChanged, 0);
}

/**
 * Plans again when the minutes between refreshes change, whoever changes them: a page, sync, a backup. Returns a
 * function that stops it.
 */
export function watchIntervals(): () => void {
  let planned = '';
  const planAgain = async () => {
    const { refreshMinutes, othersRefreshMinutes } = await getPreferences();
    const wanted = `${refreshMinutes} ${othersRefreshMinutes}`;
    if (wanted === planned) return;
    planned = wanted;
    try {
      await refreshDue();
    } catch (error) {
      // The next change of any preference tries again.
      planned = '';
      throw error;
    }
  };
  return onStoreChange(({ store, keys }) => {
    if (store === 'settings' && keys.includes('preferences'))
      void planAgain().catch(logErrorsOf('planAgain'));
  });
}
