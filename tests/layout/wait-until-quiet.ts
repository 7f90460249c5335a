import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

const INTERVAL_MS = 100;
/** How long nothing must change. Requests that follow from each other are sent sooner. */
const QUIET_MS = 300;
/** A page that never stops changing is visited as it is then. */
const MAX_WAIT_MS = 10_000;

/** Waits until a page stays as it is and the platform has nothing left to respond to. */
export async function waitUntilQuiet(page: Page, sandbox: Sandbox): Promise<void> {
  const startedAt = performance.now();
  let before = '';
  let changedAt = startedAt;
  while (performance.now() - changedAt < QUIET_MS && performance.now() - startedAt < MAX_WAIT_MS) {
    const { requests } = sandbox;
    const state = `${requests.count()} ${await page.content()}`;
    if (state !== before || requests.inFlight > 0) changedAt = performance.now();
    before = state;
    await delay(INTERVAL_MS);
  }
}
