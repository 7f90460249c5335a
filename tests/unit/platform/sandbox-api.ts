import { afterAll, afterEach, beforeAll } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import type { Api } from '../../../lib/platform/request.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';

/** The sandbox of the current file; set by {@link withSandboxApi}. */
export let sandbox: Sandbox;
/** Its API with a token of its first account. */
export let api: Api;

/** Runs the tests of a file against one sandbox. After each test it has no faults. */
export function withSandboxApi(): void {
  beforeAll(async () => {
    sandbox = await startSandbox();
    api = { origin: sandbox.origin as ApiOrigin, token: sandbox.accounts[0]?.token ?? '' };
  });
  afterEach(() => sandbox.faults.clear());
  afterAll(() => sandbox.close());
}

/** Makes the platform return this result for a path. */
export function respondWith(path: string, result: unknown): void {
  const headers = { 'content-type': 'application/json' };
  sandbox.faults.add({
    kind: 'raw',
    path,
    status: 200,
    headers,
    body: JSON.stringify({ status: true, result }),
  });
}
