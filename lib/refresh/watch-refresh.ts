import { browser } from '../browser.ts';
import { recheckHosts } from '../calls/recheck-hosts.ts';
import { noted } from '../diagnostics/error-log.ts';
import { onStoreChange } from '../store/changes.ts';
import { REFRESH_ALARM, refreshDue } from './refresh.ts';

/** Registers what leads to a refresh: alarms, an opened vault, host access. In the background's first turn. */
export function watchRefresh(): void {
  const due = () => void refreshDue().catch(noted('refreshDue'));
  const hostsChanged = () =>
    void recheckHosts()
      .then(refreshDue)
      .catch(() => {});
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === REFRESH_ALARM) due();
  });
  browser.permissions.onAdded.addListener(hostsChanged);
  browser.permissions.onRemoved.addListener(hostsChanged);
  onStoreChange(({ store }) => {
    if (store === 'vault') due();
  });
  // Whatever woke the worker goes first; then what a dead one left undone is taken up again.
  setTimeout(hostsChanged, 0);
}
