import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';

/**
 * Starts one sandbox for the tests of a Vitest file, by default without rate limits, passes it to `begin` before the
 * first test and closes it after the last.
 */
export function sandboxForFile(
  begin: (sandbox: Sandbox) => Promise<void> | void,
  options: SandboxOptions = {},
): void {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ limits: { scale: 'off' }, ...options });
    await begin(sandbox);
  });
  afterAll(() => sandbox.close());
}
