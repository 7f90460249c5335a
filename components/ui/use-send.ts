import { send } from '../../lib/messages/client.ts';
import type { MessageData, MessageType, MessageValue, Protocol } from '../../lib/messages/protocol.ts';
import { type Submit, useSubmit } from './use-submit.ts';

/**
 * Messages whose failure isn't announced on a page that was left: the person asked for no change, or the caller
 * announces it.
 */
const NOT_ANNOUNCED: ReadonlySet<MessageType> = new Set<MessageType>([
  'answerInvitation',
  'cancelRotation',
  'copyToken',
  'openCopyAs',
  'placeOrder',
  'previewBackup',
  'quoteSubscription',
  'readBilling',
  'refreshNow',
  'resendInvitation',
]);

/** Returns a single-flight message to the background, with its progress and its last failure; see {@link useSubmit}. */
export function useSend<Type extends MessageType>(type: Type): Submit<MessageData<Type>, MessageValue<Type>> {
  return useSubmit(
    (data: MessageData<Type>) => send(type, ...([data] as unknown as Parameters<Protocol[Type]>)),
    { announces: !NOT_ANNOUNCED.has(type) },
  );
}
