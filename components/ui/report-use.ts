import { isWithin } from '../../lib/domain/time.ts';
import { send } from '../../lib/messages/client.ts';
import { passphraseSet } from '../../lib/state/app-state.ts';

const MIN_INTERVAL_MS = 15_000;

/**
 * Has the background know that a person uses this page: presses and keys of theirs, not what the page does by
 * itself. The auto-lock counts from it.
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
