import { browser } from '../browser.ts';

/** Returns this build's version. */
export const extensionVersion = (): string => browser.runtime.getManifest().version;
