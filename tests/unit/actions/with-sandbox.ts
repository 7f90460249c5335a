import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { freshWorld } from './connect/world.ts';

/**
 * Starts the platform's stand-in, without minute limits, for a file of tests. Before each of them it, the store
 * and the browser are as on the first day, and then `begin` runs.
 */
export function withSandbox(begin: (sandbox: Sandbox) => Promise<void>): void {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ limits: { scale: 'off' } });
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    await freshWorld();
    sandbox.reset();
    await begin(sandbox);
  });
}
