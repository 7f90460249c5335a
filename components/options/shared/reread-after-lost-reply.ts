import { type ProfileRef, refOf } from '../../../lib/domain/identity/keys.ts';
import { send, watchLostReplies } from '../../../lib/messages/client.ts';
import type { MessageData, MessageType } from '../../../lib/messages/protocol.ts';

/** Which list shows whether a change was made. */
const LISTS = {
  createToken: 'readTokens',
  rotateToken: 'readTokens',
  revokeTokens: 'readTokens',
  inviteMembers: 'readTeam',
  resendInvitation: 'readTeam',
  removeMember: 'readTeam',
} as const satisfies Partial<Record<MessageType, MessageType>>;

type Change = keyof typeof LISTS;

/**
 * Has the list read again that a change without a reply was about: the person is asked to look there before they try again,
 * and the background that made the change may have ended before it read it.
 */
export function rereadAfterLostReplies(): void {
  watchLostReplies((type, data) => {
    if (!Object.hasOwn(LISTS, type)) return;
    const refs = refsOf(data as MessageData<Change>);
    // A failure is stored with the list, and shown in its place.
    void send(LISTS[type as Change], { refs }).catch(() => undefined);
  });
}

function refsOf(data: MessageData<Change>): ProfileRef[] {
  return 'from' in data ? data.from.map(refOf) : [refOf(data)];
}
