import { browser } from '../../lib/browser.ts';
import type { Result } from '../../lib/domain/failure.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import type { MessageType, MessageValue, Protocol } from '../../lib/messages/protocol.ts';

let orphaned = () => {};

/** Calls back when the extension was updated or removed: this instance cannot do anything any more. */
export function onOrphaned(listener: () => void): void {
  orphaned = listener;
}

/** True, and {@link onOrphaned} is called back, when the extension that this instance belongs to is gone. */
export function isOrphaned(): boolean {
  if (browser?.runtime?.id) return false;
  orphaned();
  return true;
}

/** Sends a message; one that gets no reply is a failure like any other. */
export async function request<Type extends MessageType>(
  type: Type,
  ...data: Parameters<Protocol[Type]>
): Promise<Result<MessageValue<Type>>> {
  const result = await resultOf(() => send(type, ...data));
  isOrphaned();
  return result;
}
