import { test as base, expect } from '@playwright/test';
import { type Firefox, type FirefoxOptions, launchFirefox } from '../../browsers/firefox.ts';
import { ensureFirefox } from '../../browsers/install.ts';
import { docsSite } from '../../docs-pages/site.ts';
import { startConnectProxy } from '../../sandbox/connect-proxy.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { startTlsFront } from '../../sandbox/tls-front.ts';
import { firefoxBuild } from '../builds.ts';

interface Options {
  /** Milliseconds until an idle event page sleeps; Firefox's default is 30 seconds. */
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

  firefox: ({ sandbox, idleTimeoutMs }, use) => withFirefox(sandbox, { idleTimeoutMs }, use),
});

/** Runs `use` with the shipped build in a Firefox in which the platform and the docs site are the sandbox's. */
export async function withFirefox(
  sandbox: Sandbox,
  options: Pick<FirefoxOptions, 'idleTimeoutMs' | 'env'>,
  use: (firefox: Firefox) => Promise<void>,
): Promise<void> {
  const front = await startTlsFront({ sandbox, docs: docsSite() });
  const proxy = await startConnectProxy({ port: front.port });
  const firefox = await launchFirefox({
    executable: ensureFirefox(console.log).path,
    extension: firefoxBuild(),
    proxyPort: proxy.port,
    headless: true,
    ...options,
  });
  await firefox.install();
  await use(firefox);
  await firefox.close();
  await proxy.close();
  await front.close();
}

export { expect };
