import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { type Display, startDisplay } from '../browsers/display.ts';
import { ensureChromium, ensureFirefox, ensurePrograms } from '../browsers/install.ts';
import { startConnectProxy } from '../sandbox/connect-proxy.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { startTlsFront, type TlsFront } from '../sandbox/tls-front.ts';
import { chromeBuild, firefoxBuild } from './builds.ts';
import { ChromiumExtension } from './chromium-extension.ts';
import { type Extension, removeFolder } from './extension.ts';
import { FirefoxExtension } from './firefox/extension.ts';

/** Responds to requests for docs.tago.io. Set `handler` before or during a test. */
export interface Docs {
  handler: (request: Request) => Response | Promise<Response>;
}

interface Options {
  /** The browser that the test runs in; the project's. */
  browserUnderTest: 'chromium' | 'firefox';
  /**
   * How the sandbox of this test is seeded and behaves. By default the first account has 64 profiles, with names as
   * people give them; `test.use({ sandboxOptions: SMALL_ACCOUNT })` is the small one.
   */
  sandboxOptions: SandboxOptions;
  /** With a screen (Xvfb) and a window, for permission prompts; then the fixture `display` is there. */
  headed: boolean;
  browserArgs: string[];
  /** The newest version of HTTP that the platform's stand-in supports. */
  http: 1 | 2;
}

/** The account of eight named profiles, for tests that are about something else than a list of profiles. */
export const SMALL_ACCOUNT: SandboxOptions = { profiles: 8 };

interface Fixtures {
  /** The platform, fresh for this test. */
  sandbox: Sandbox;
  /** The stand-in for the platform's hosts: `api.*.tago.io`, `docs.tago.io`, `admin.tago.io` over TLS. */
  front: TlsFront;
  docs: Docs;
  display: Display | null;
  /** Folder of the browser's profile; what the browser leaves on disk. */
  profileFolder: string;
  /** The shipped build in a separate browser, not connected yet. */
  extension: Extension;
}

interface WorkerFixtures {
  chromiumPath: string;
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  browserUnderTest: ['chromium', { option: true }],
  sandboxOptions: [{ profiles: 64 }, { option: true }],
  headed: [false, { option: true }],
  browserArgs: [[], { option: true }],
  http: [2, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern
  chromiumPath: [async ({}, use) => use(ensureChromium(console.log).path), { scope: 'worker' }],

  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions);
    await use(sandbox);
    await sandbox.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  docs: async ({}, use) => {
    const html = '<!doctype html><title>Docs</title><h1>Docs</h1>';
    await use({ handler: () => new Response(html, { headers: { 'content-type': 'text/html' } }) });
  },

  front: async ({ sandbox, docs, http }, use) => {
    const front = await startTlsFront({ sandbox, docs: (request) => docs.handler(request), http });
    await use(front);
    await front.close();
  },

  display: async ({ headed }, use) => {
    if (!headed) return use(null);
    ensurePrograms({ Xvfb: 'xvfb', xdotool: 'xdotool' }, console.log);
    const display = await startDisplay();
    await use(display);
    await display.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  profileFolder: async ({}, use) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-browser-'));
    await use(folder);
    removeFolder(folder);
  },

  extension: async (
    { browserUnderTest, front, display, profileFolder, chromiumPath, browserArgs, colorScheme },
    use,
  ) => {
    const browser = { profile: profileFolder, headless: !display, env: display?.env };
    if (browserUnderTest === 'firefox') return withFirefoxExtension(front, browser, use);
    const chromium = { executable: chromiumPath, args: browserArgs, colorScheme: colorScheme ?? 'light' };
    await withChromiumExtension(front, { ...browser, ...chromium }, use);
  },
});

type Use = (extension: Extension) => Promise<void>;

/** Runs `use` with the shipped build in a Chromium in which the platform is the stand-in. */
export async function withChromiumExtension(
  front: TlsFront,
  options: Omit<Parameters<typeof launchChromium>[0], 'extension' | 'frontPort'>,
  use: Use,
): Promise<void> {
  const extension = await ChromiumExtension.start(() =>
    launchChromium({ ...options, extension: chromeBuild(), frontPort: front.port }),
  );
  await use(extension);
  await closeWithoutErrors(extension);
}

/** The same in Firefox. */
export async function withFirefoxExtension(
  front: TlsFront,
  options: Omit<Parameters<typeof FirefoxExtension.start>[0], 'executable' | 'extension' | 'proxyPort'>,
  use: Use,
): Promise<void> {
  const proxy = await startConnectProxy({ port: front.port });
  const extension = await FirefoxExtension.start({
    ...options,
    executable: ensureFirefox(console.log).path,
    extension: firefoxBuild(),
    proxyPort: proxy.port,
  });
  await use(extension);
  await closeWithoutErrors(extension).finally(() => proxy.close());
}

async function closeWithoutErrors(extension: Extension): Promise<void> {
  await extension.noteUncaught();
  await extension.close();
  expect(extension.errors, 'errors that nobody caught in the extension').toEqual([]);
}

export { expect };
