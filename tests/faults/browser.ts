import path from 'node:path';
import type { ConsoleMessage } from '@playwright/test';
import { DEFINE_NAME_HELPER } from '../bench/name-helper.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium, ensureFirefox } from '../browsers/install.ts';
import { ChromiumExtension } from '../e2e/chromium-extension.ts';
import type { Extension } from '../e2e/extension.ts';
import { FirefoxExtension } from '../e2e/firefox/extension.ts';
import { startConnectProxy } from '../sandbox/connect-proxy.ts';
import { killBrowser } from './kill-browser.ts';

export type BrowserName = 'chromium' | 'firefox';

/** A browser with the extension, with what differs between the two browsers. */
export interface BrowserUnderFaults {
  extension: Extension;
  /** What pages and worker wrote to their consoles; null in Firefox, which does not report an extension's. */
  consoleLines: string[] | null;
  /** Part of the path of the files that keep `storage.local`. */
  storageFolder: string;
  /** Part of the path of the files that keep the databases. */
  databaseFolder: string;
  /** Kills the browser (SIGKILL). */
  kill(): Promise<void>;
  setOffline(offline: boolean): Promise<void>;
  deleteDatabase(): Promise<void>;
  close(): Promise<void>;
}

interface BrowserPlace {
  /** Folder of the build, which an update may change. */
  build: string;
  /** Folder of the browser's profile. */
  profile: string;
  /** Port of the TLS front that acts as the platform's hosts. */
  frontPort: number;
}

export const startBrowser = (browser: BrowserName, place: BrowserPlace): Promise<BrowserUnderFaults> =>
  browser === 'firefox' ? startFirefox(place) : startChromium(place);

async function startChromium({ build, profile, frontPort }: BrowserPlace): Promise<BrowserUnderFaults> {
  const { path: executable } = ensureChromium(console.log);
  const consoleLines: string[] = [];
  const extension = await ChromiumExtension.start(async () => {
    const context = await launchChromium({
      executable,
      extension: build,
      profile,
      frontPort,
      headless: true,
    });
    const keep = (message: ConsoleMessage) => consoleLines.push(message.text());
    context.on('console', keep);
    await context.addInitScript(DEFINE_NAME_HELPER);
    return context;
  });
  return {
    extension,
    consoleLines,
    storageFolder: 'Local Extension Settings',
    databaseFolder: 'IndexedDB',
    kill: () => killBrowser(profile),
    setOffline: (offline) => extension.context.setOffline(offline),
    deleteDatabase: async () => {
      const cdp = await extension.context.newCDPSession(extension.probe);
      const origin = extension.url('').replace(/\/$/, '');
      await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
      await cdp.detach();
    },
    close: () => extension.close(),
  };
}

async function startFirefox({ build, profile, frontPort }: BrowserPlace): Promise<BrowserUnderFaults> {
  const proxy = await startConnectProxy({ port: frontPort });
  const extension = await FirefoxExtension.start(
    {
      executable: ensureFirefox(console.log).path,
      extension: build,
      profile,
      proxyPort: proxy.port,
      headless: true,
    },
    (context) => context.addInitScript(DEFINE_NAME_HELPER),
  );
  return {
    extension,
    consoleLines: null,
    storageFolder: path.join('storage', 'default', 'moz-extension'),
    databaseFolder: path.join('storage', 'default', 'moz-extension'),
    kill: async () => {
      const { firefox } = extension;
      process.kill(firefox.pid, 'SIGKILL');
      await firefox.ended;
    },
    setOffline: (offline) => extension.firefox.runInChrome('Services.io.offline = args[0];', offline),
    deleteDatabase: () =>
      extension.probe.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase('profiles');
            request.onsuccess = () => resolve();
            request.onerror = () => reject(request.error);
          }),
      ),
    close: async () => {
      await extension.close();
      await proxy.close();
    },
  };
}
