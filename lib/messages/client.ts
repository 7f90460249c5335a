import { browser } from '../browser.ts';
import type { Result } from '../domain/failure.ts';
import type { MessageType, MessageValue, Protocol } from './protocol.ts';

type Handler = (type: MessageType, data: unknown) => Promise<Result<unknown>>;
let handler: Handler | null = null;

/** Lets `handle` reply to this page's messages from now on; none is sent to the background anymore. */
export function handleMessagesWith(handle: Handler): void {
  handler = handle;
}

let watch = <Reply>(reply: Promise<Reply>): Promise<Reply> => reply;

/** Lets `watcher` decide how long this page waits for a reply of the background. */
export function watchRepliesWith(watcher: typeof watch): void {
  watch = watcher;
}

type LossListener = (type: MessageType, data: unknown) => void;
const lossListeners = new Set<LossListener>();

/** Calls `listener` after each message without a reply: it may have been carried out, or not. */
export function watchLostReplies(listener: LossListener): void {
  lossListeners.add(listener);
}

/**
 * Sends a message to the background, which checks the sender and runs what lib/messages/routes.ts names for it.
 * Rejects when the background cannot be reached (the extension was updated or removed).
 */
export async function send<Type extends MessageType>(
  type: Type,
  ...[data]: Parameters<Protocol[Type]>
): Promise<Result<MessageValue<Type>>> {
  try {
    const result = await (handler ? handler(type, data) : watch(browser.runtime.sendMessage({ type, data })));
    if (!result) throw new Error('no response');
    return result as Result<MessageValue<Type>>;
  } catch (error) {
    for (const listener of lossListeners) listener(type, data);
    throw error;
  }
}

/** Awaits a message; without a reply (the worker was terminated, the extension updated) its outcome is unknown. */
export async function resultOf<Value>(call: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await call();
  } catch {
    return { ok: false, failure: { code: 'outcome-unknown' } };
  }
}
