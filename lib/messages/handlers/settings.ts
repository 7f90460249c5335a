import { switchProfile, switchToPrevious } from '../../actions/profiles/switch.ts';
import { refreshForPage, refreshNow } from '../../refresh/refresh.ts';
import { handle } from '../handle.ts';

const settings = () => import('../../actions/settings.ts');

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
  handle('setPreferences', async (data) => (await settings()).setPreferences(data));
  handle('setProfilePreferences', async (data) => (await settings()).setProfilePreferences(data));
  handle(
    'showTestNotice',
    async () => (await import('../../actions/test-notification.ts')).showTestNotice(),
    {
      pages: ['options'],
    },
  );
}
