import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { onStoreChange, type StoreChange } from '../store/changes.ts';
import { onConsoleChange } from '../store/console-session.ts';
import { onDatabaseLost } from '../store/database.ts';
import type { StoreName } from '../store/schema.ts';
import { forgetLevels, recordUsageChange } from './at-risk.ts';
import { BADGE_ALARM, isActiveKey, updateToolbar } from './update.ts';

/** What badge, tooltip, icon and mirror depend on. */
const WATCHED_STORES: ReadonlySet<StoreName> = new Set([
  'connections',
  'profiles',
  'settings',
  'profilePreferences',
  'history',
  'vault',
]);
/** Delay of updates for other profiles' usage, which only affects a count. */
const OTHERS_DELAY_MS = 1_000;

let timer: ReturnType<typeof setTimeout> | null = null;

/** Registers what changes the toolbar, and updates it. Call it in the background's first turn. */
export function watchToolbar(): void {
  onStoreChange((change) => {
    if (WATCHED_STORES.has(change.store)) show();
    if (change.store === 'usage')
      void recordUsageChange(change)
        .then(() => showUsageChange(change))
        .catch(logErrorsOf('recordUsageChange'));
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === BADGE_ALARM) show();
  });
  onConsoleChange(show);
  onDatabaseLost(() => {
    forgetLevels();
    show();
  });
  browser.runtime.onStartup.addListener(show);
  show();
}

function show(): void {
  void updateToolbar().catch(logErrorsOf('updateToolbar'));
}

function showUsageChange({ keys }: StoreChange): void {
  if (keys.some(isActiveKey)) show();
  else if (!timer)
    timer = setTimeout(() => {
      timer = null;
      show();
    }, OTHERS_DELAY_MS);
}
