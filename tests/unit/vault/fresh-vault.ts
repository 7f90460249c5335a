import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetKey } from '../../../lib/vault/current-key.ts';
import { freshDatabase } from '../store/rows.ts';
import { speedUpKeyDerivation } from './fast-key-derivation.ts';

/**
 * Gives each test of a file an empty vault whose keys are derived fast; then `begin` runs, with the numbers of rounds
 * that are requested from then on.
 */
export function withFreshVault(begin: (rounds: number[]) => Promise<void> | void): void {
  beforeEach(async () => {
    const rounds = speedUpKeyDerivation();
    fakeBrowser.reset();
    forgetKey();
    await freshDatabase();
    await begin(rounds);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}
