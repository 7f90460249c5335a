import { signal } from '@preact/signals';
import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import { watchLostReplies, watchRepliesWith } from './client.ts';

/** How often the background is asked whether it responds at all, while a reply is waited for. */
const CHECK_INTERVAL_MS = 5000;
/** How long its response may take: waking the background takes a second on a slow computer. */
const RESPONSE_TIMEOUT_MS = 5000;

/**
 * True while the background replies to nothing. Chromium sometimes keeps a worker that can't reply anymore, above all
 * after an update; messages to it are then neither answered nor refused.
 */
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
  // After a computer wakes up, the first time-out may come before the reply.
  const responds = (await ask()) || (await ask());
  if (!responds && !isUnresponsive.value) logError('ping', new FailureError({ code: 'timeout' }));
  isUnresponsive.value = !responds;
  for (const giveUp of responds ? [] : waitingBefore) {
    waiting.delete(giveUp);
    giveUp(new Error('The background does not respond.'));
  }
  const timer = setInterval(() => {
    if (responds && waiting.size === 0) return;
    clearInterval(timer);
    void check();
  }, CHECK_INTERVAL_MS);
}

function ask(): Promise<boolean> {
  const ping = () => browser.runtime.sendMessage({ type: 'ping' });
  // A worker that is terminated while it handles the message refuses it.
  const reply = ping().catch(ping);
  return Promise.race([
    reply.then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, RESPONSE_TIMEOUT_MS, false)),
  ]);
}
