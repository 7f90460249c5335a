/**
 * The only import of the WebExtension API, with promises and types for every browser. Components never import it.
 */
import browser from 'webextension-polyfill';

export type { Action, Alarms, Notifications, Permissions, Runtime, Storage } from 'webextension-polyfill';
export { browser };
