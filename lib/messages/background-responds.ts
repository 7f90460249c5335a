import { browser } from '../browser.ts';

/** How often the background is asked whether it responds at all, while a reply is waited for. */
export const CHECK_INTERVAL_MS = 5000;
/** How long its response may take: waking the background takes a second on a slow computer. */
const RESPONSE_TIMEOUT_MS = 5000;

/**
 * Returns false if the background replies to nothing. Chromium sometimes keeps a worker that can't reply anymore, above
 * all after an update; messages to it are then neither answered nor refused. A refusal is a response, too: only some
 * pages may send this message.
 */
export async function backgroundResponds(): Promise<boolean> {
  // After a computer wakes up, the first time-out may come before the reply.
  return (await ask()) || ask();
}

function ask(): Promise<boolean> {
  // Where the extension was updated or removed, there is nothing that could send it.
  const ping = async () => browser.runtime.sendMessage({ type: 'ping' });
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

/** What is thrown in place of a reply that won't come. */
export function unresponsiveError(): Error {
  return new Error('The background does not respond.');
}
