import { browser } from '../../lib/browser.ts';
import type { Result } from '../../lib/domain/failure.ts';
import {
  backgroundResponds,
  CHECK_INTERVAL_MS,
  unresponsiveError,
} from '../../lib/messages/background-responds.ts';
import { resultOf, send, watchRepliesWith } from '../../lib/messages/client.ts';
import type { MessageType, MessageValue, Protocol } from '../../lib/messages/protocol.ts';

// Nothing on the page may wait for good.
watchRepliesWith(untilUnresponsive);

let orphanedListener = () => {};

/** Sets the listener that is called once the extension was updated or removed and this script can't use it anymore. */
export function onOrphaned(listener: () => void): void {
  orphanedListener = listener;
}

/** Returns true if this script's extension was updated or removed, and then calls the {@link onOrphaned} listener. */
export function isOrphaned(): boolean {
  if (browser?.runtime?.id) return false;
  orphanedListener();
  return true;
}

/** Sends a message and returns its result; no reply is a failure as well. */
export async function request<Type extends MessageType>(
  type: Type,
  ...data: Parameters<Protocol[Type]>
): Promise<Result<MessageValue<Type>>> {
  const result = await resultOf(() => send(type, ...data));
  isOrphaned();
  return result;
}

/** Settles with the reply, or rejects once the background doesn't respond at all. */
function untilUnresponsive<Reply>(reply: Promise<Reply>): Promise<Reply> {
  let timer: ReturnType<typeof setInterval>;
  const unresponsive = new Promise<never>((_, reject) => {
    const check = async () => {
      if (!(await backgroundResponds())) reject(unresponsiveError());
    };
    timer = setInterval(() => void check(), CHECK_INTERVAL_MS);
  });
  return Promise.race([reply, unresponsive]).finally(() => clearInterval(timer));
}
