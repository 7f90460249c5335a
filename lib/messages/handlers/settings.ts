import { setPreferences, setProfilePreferences } from '../../actions/settings.ts';
import { switchProfile, switchToPrevious } from '../../actions/switch.ts';
import { showTestNotice } from '../../actions/test-notice.ts';
import { refreshForPage, refreshNow } from '../../refresh/refresh.ts';
import { handle } from '../handle.ts';

export function registerSettingsHandlers(): void {
  handle('switchProfile', switchProfile);
  handle('switchToPrevious', switchToPrevious);
  handle('pageOpened', async ({ page }) => {
    // The page reads the store; the answer only tells it that the worker is awake.
    void refreshForPage(page).catch(() => {});
    return null;
  });
  handle('refreshNow', async ({ ref }) => {
    await refreshNow(ref);
    return null;
  });
  handle('setPreferences', setPreferences);
  handle('setProfilePreferences', setProfilePreferences);
  handle('showTestNotice', showTestNotice, { pages: ['options'] });
}
