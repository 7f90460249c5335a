import { afterEach, beforeEach } from 'vitest';
import { refreshIdle } from '../../../lib/refresh/refresh.ts';
import { sandboxForFile } from '../../sandbox/sandbox-for-file.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/start-sandbox.ts';
import { freshBrowser } from './fresh-browser.ts';

/**
 * Runs the tests of a file against one sandbox, by default without minute limits. Before each test the sandbox, the
 * store and the browser are reset and `begin` runs; after it no fault, no frozen clock and no refresh is left.
 */
export function withSandbox(
  begin: (sandbox: Sandbox) => Promise<void> | void,
  options: SandboxOptions = {},
): void {
  let sandbox: Sandbox;
  sandboxForFile((started) => {
    sandbox = started;
  }, options);
  beforeEach(async () => {
    await freshBrowser();
    sandbox.reset();
    await begin(sandbox);
  });
  afterEach(async () => {
    sandbox.faults.clear();
    sandbox.clock.run();
    await refreshIdle();
  });
}
