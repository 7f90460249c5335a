import { type ConnectionKey, type ProfileRef, refOf } from '../../../lib/domain/identity/keys.ts';
import { send, watchLostReplies } from '../../../lib/messages/client.ts';
import type { MessageData, MessageType } from '../../../lib/messages/protocol.ts';

/** Which list of a profile shows whether a change was made. */
const LISTS = {
  createToken: 'readTokens',
  rotateToken: 'readTokens',
  revokeTokens: 'readTokens',
  inviteMembers: 'readTeam',
  resendInvitation: 'readTeam',
  removeMember: 'readTeam',
} as const satisfies Partial<Record<MessageType, MessageType>>;

/** What of an account shows whether a change was made. */
const OF_ACCOUNT = {
  addProfile: 'readProfiles',
  renameProfile: 'readProfiles',
  deleteProfile: 'readProfiles',
  leaveProfile: 'readProfiles',
  answerInvitation: 'readProfiles',
  saveAllocation: 'readBilling',
  addToLimit: 'readBilling',
  placeOrder: 'readBilling',
  payPastDue: 'readBilling',
  cancelScheduledChange: 'readBilling',
  cancelFailedChange: 'readBilling',
} as const satisfies Partial<Record<MessageType, MessageType>>;

type Change = keyof typeof LISTS;

/**
 * Has what a change without a reply was about read again: the person is asked to look there before they try again, and
 * the background that made the change may have ended before it read it.
 */
export function rereadAfterLostReplies(): void {
  watchLostReplies((type, data) => {
    // A failure is stored with what is read, and shown in its place.
    void reread(type, data)?.catch(() => undefined);
  });
}

function reread(type: MessageType, data: unknown): Promise<unknown> | null {
  if (Object.hasOwn(LISTS, type))
    return send(LISTS[type as Change], { refs: refsOf(data as MessageData<Change>) });
  if (!Object.hasOwn(OF_ACCOUNT, type)) return null;
  const { connectionKey } = data as { connectionKey: ConnectionKey };
  return send(OF_ACCOUNT[type as keyof typeof OF_ACCOUNT], { connectionKey });
}

function refsOf(data: MessageData<Change>): ProfileRef[] {
  return 'from' in data ? data.from.map(refOf) : [refOf(data)];
}
