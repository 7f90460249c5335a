/**
 * The one door to the WebExtension API: promises and types in every browser.
 * Only the background, lib rooms that need the API, and lib/i18n import it; components never do.
 */
import browser from 'webextension-polyfill';

export type { Action, Alarms, Notifications, Permissions, Runtime, Storage } from 'webextension-polyfill';
export { browser };
