import { test as base, expect } from '@playwright/test';
import { type Firefox, launchFirefox } from '../../browsers/firefox.ts';
import { ensureFirefox } from '../../browsers/install.ts';
import { docsSite } from '../../docs-pages/site.ts';
import { startConnectProxy } from '../../sandbox/connect-proxy.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { startTlsFront } from '../../sandbox/tls-front.ts';
import { firefoxBuild } from '../builds.ts';

interface Options {
  /** Milliseconds until an idle event page sleeps; Firefox's own time is 30 seconds. */
  idleTimeoutMs: number;
}

interface Fixtures {
  sandbox: Sandbox;
  /** The shipped build in a Firefox of its own, driven through Marionette. */
  firefox: Firefox;
}

export const test = base.extend<Fixtures & Options>({
  idleTimeoutMs: [3_000, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox();
    await use(sandbox);
    await sandbox.close();
  },

  firefox: async ({ sandbox, idleTimeoutMs }, use) => {
    const front = await startTlsFront({ sandbox, docs: docsSite() });
    const proxy = await startConnectProxy({ port: front.port });
    const firefox = await launchFirefox({
      executable: ensureFirefox(console.log).path,
      extension: firefoxBuild(),
      proxyPort: proxy.port,
      headless: true,
      idleTimeoutMs,
    });
    await firefox.install();
    await use(firefox);
    await firefox.close();
    await proxy.close();
    await front.close();
  },
});

export { expect };
