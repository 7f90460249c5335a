import { signal } from '@preact/signals';
import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import { backgroundResponds, CHECK_INTERVAL_MS, unresponsiveError } from './background-responds.ts';
import { watchLostReplies, watchRepliesWith } from './client.ts';

/** True while the background replies to nothing. */
export const isUnresponsive = signal(false);

/** What gives up each reply that is waited for. */
const waiting = new Set<(reason: Error) => void>();

/**
 * Asks the background whether it responds, and lets whatever waits for a reply give up when it doesn't. Diagnostics
 * record each lost reply.
 */
export function watchResponsiveness(): void {
  watchRepliesWith(untilUnresponsive);
  watchLostReplies(logLost);
  void check();
}

function logLost(type: string): void {
  logError(type, new FailureError({ code: 'outcome-unknown' }));
}

/** Restarts the extension, which closes all of its pages. */
export function restartExtension(): void {
  browser.runtime.reload();
}

/** Settles with the reply, or rejects once the background doesn't respond. */
function untilUnresponsive<Reply>(reply: Promise<Reply>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    void reply.then(resolve, reject).finally(() => waiting.delete(reject));
  });
}

/** Asks whether the background responds, and again while it doesn't, or a reply takes long. */
async function check(): Promise<void> {
  const waitingBefore = [...waiting];
  const responds = await backgroundResponds();
  if (!responds && !isUnresponsive.value) logError('ping', new FailureError({ code: 'timeout' }));
  isUnresponsive.value = !responds;
  for (const giveUp of responds ? [] : waitingBefore) {
    waiting.delete(giveUp);
    giveUp(unresponsiveError());
  }
  const timer = setInterval(() => {
    if (responds && waiting.size === 0) return;
    clearInterval(timer);
    void check();
  }, CHECK_INTERVAL_MS);
}
