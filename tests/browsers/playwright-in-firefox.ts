import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, firefox as playwrightFirefox } from '@playwright/test';
import { startBidiRelay } from './bidi-relay.ts';
import type { Firefox } from './firefox.ts';

/** Playwright's view of a Firefox that Marionette drives as well: pages, locators and events as in Chromium. */
export interface PlaywrightInFirefox {
  context: BrowserContext;
  close(): Promise<void>;
}

/**
 * Connects Playwright to a running Firefox that was started with `bidi`. Playwright only launches browsers by
 * itself: what it launches here is a script that names the relay and ends when Firefox does.
 */
export async function attachPlaywright({ bidi, pid }: Firefox): Promise<PlaywrightInFirefox> {
  if (!bidi) throw new Error('this Firefox was started without WebDriver BiDi');
  const relay = await startBidiRelay(bidi);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-playwright-'));
  const script = path.join(folder, 'firefox.sh');
  fs.writeFileSync(
    script,
    `#!/bin/sh\necho "WebDriver BiDi listening on ${relay.url}"\nwhile kill -0 ${pid} 2>/dev/null; do sleep 0.2; done\n`,
    { mode: 0o755 },
  );
  const context = await playwrightFirefox.launchPersistentContext(path.join(folder, 'profile'), {
    channel: 'moz-firefox',
    executablePath: script,
    viewport: { width: 1280, height: 900 },
  });
  return {
    context,
    // Firefox has ended: there is nothing to disconnect from.
    close: async () => {
      await relay.close();
      await context.close().catch(() => {});
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
