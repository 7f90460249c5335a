import { signal } from '@preact/signals';
import { browser } from '../browser.ts';
import { watchRepliesWith } from './client.ts';

/** How long a reply may take until the background is asked whether it responds at all. */
const REPLY_TIMEOUT_MS = 5000;
/** How long that may take: waking the background takes a second on a slow computer. */
const RESPONSE_TIMEOUT_MS = 5000;

/**
 * True while the background replies to nothing. Chromium sometimes keeps a worker that can't reply any more, above all
 * after an update; messages to it are then neither answered nor refused.
 */
export const isUnresponsive = signal(false);

let asking: Promise<boolean> | null = null;

/** Asks the background whether it responds, and lets whatever waits for a reply give up when it doesn't. */
export function watchResponsiveness(): void {
  watchRepliesWith(untilUnresponsive);
  void responds();
}

/** Restarts the extension, which closes all of its pages. */
export function restartExtension(): void {
  browser.runtime.reload();
}

/** Settles with the reply, or rejects once the background doesn't respond. */
function untilUnresponsive<Reply>(reply: Promise<Reply>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setInterval(async () => {
      if (!(await responds())) reject(new Error('The background does not respond.'));
    }, REPLY_TIMEOUT_MS);
    void reply.then(resolve, reject).finally(() => clearInterval(timer));
  });
}

/** Returns whether the background responds; asks again later if it doesn't. Calls at the same time share an answer. */
function responds(): Promise<boolean> {
  asking ??= askTwice().then((responded) => {
    asking = null;
    isUnresponsive.value = !responded;
    if (!responded) setTimeout(responds, REPLY_TIMEOUT_MS);
    return responded;
  });
  return asking;
}

/** After a computer wakes up, the first time-out may come before the reply. */
async function askTwice(): Promise<boolean> {
  return (await ask()) || ask();
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
