import { isWithin } from '../../lib/domain/time.ts';
import { send } from '../../lib/messages/client.ts';
import { passphraseSet } from '../../lib/state/app-state.ts';

const MIN_INTERVAL_MS = 15_000;

/**
 * Reports to the background that a person is using this page: their clicks and keys, not events from scripts.
 * The auto-lock's time starts over with each.
 */
export function reportUse(): void {
  let reportedAt: number | null = null;
  const report = (event: Event) => {
    if (!event.isTrusted || !passphraseSet.value || isWithin(MIN_INTERVAL_MS, reportedAt, Date.now())) return;
    reportedAt = Date.now();
    // The background is gone after an update; then there is no vault to keep open either.
    void send('recordUse').catch(() => {});
  };
  addEventListener('pointerdown', report, { capture: true, passive: true });
  addEventListener('keydown', report, { capture: true, passive: true });
}
