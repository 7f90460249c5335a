import { send } from '../../lib/messages/client.ts';
import type { MessageData, MessageType, MessageValue, Protocol } from '../../lib/messages/protocol.ts';
import { type Submit, useSubmit } from './use-submit.ts';

/** Messages whose failure a page that was left needn't announce: the person asked for no change. */
const READS: ReadonlySet<MessageType> = new Set<MessageType>([
  'previewBackup',
  'quoteSubscription',
  'readBilling',
  'refreshNow',
]);

/** Returns a single-flight message to the background, with its progress and its last failure; see {@link useSubmit}. */
export function useSend<Type extends MessageType>(type: Type): Submit<MessageData<Type>, MessageValue<Type>> {
  return useSubmit(
    (data: MessageData<Type>) => send(type, ...([data] as unknown as Parameters<Protocol[Type]>)),
    { reads: READS.has(type) },
  );
}
