import type { Firefox } from '../../browsers/firefox.ts';

interface ShownNotification {
  title: string;
  message: string;
}

/**
 * Replaces the computer's notification server, which test machines lack: without one Firefox drops notifications.
 * Returns a function that reads the notifications shown since, oldest first.
 */
export async function startNotificationServer(firefox: Firefox): Promise<() => Promise<ShownNotification[]>> {
  await firefox.runInChrome(`
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const shown = (window.shownNotifications = []);
    const server = {
      QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
      showAlert(alert, listener) {
        shown.push({ title: alert.title, message: alert.text });
        listener?.observe(null, 'alertshow', alert.cookie);
      },
      closeAlert() {},
    };
    Components.manager
      .QueryInterface(Ci.nsIComponentRegistrar)
      .registerFactory(Services.uuid.generateUUID(), 'notification server', '@mozilla.org/alerts-service;1', {
        createInstance: (iid) => server.QueryInterface(iid),
      });
  `);
  return () =>
    firefox.runInChrome<ShownNotification[]>(
      `return Services.wm.getMostRecentWindow('navigator:browser').shownNotifications`,
    );
}
