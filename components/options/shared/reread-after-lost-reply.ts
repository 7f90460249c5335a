import { send, watchLostReplies } from '../../../lib/messages/client.ts';
import { readsAfter } from '../../../lib/messages/protocol/reads-after-change.ts';
import type { MessageType } from '../../../lib/messages/protocol.ts';

/**
 * Has what a change without a reply was about read again: the person is asked to look there before they try again, and
 * the background that made the change may have ended before it read it.
 */
export function rereadAfterLostReplies(): void {
  watchLostReplies(reread);
}

function reread(type: MessageType, data: unknown): void {
  // A failure is stored with what is read, and shown in its place.
  for (const read of readsAfter(type, data))
    void send(read.type, read.request as never).catch(() => undefined);
}
