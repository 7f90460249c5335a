import { type ConnectionKey, type ProfileRef, refOf } from '../../../lib/domain/identity/keys.ts';
import { send, watchLostReplies } from '../../../lib/messages/client.ts';
import type { MessageData, MessageType } from '../../../lib/messages/protocol.ts';

/** What shows whether a change was made: a list of the profiles that it names, or what is read of their account. */
const READS = {
  createToken: ['readTokens'],
  rotateToken: ['readTokens'],
  revokeTokens: ['readTokens'],
  inviteMembers: ['readTeam'],
  resendInvitation: ['readTeam'],
  removeMember: ['readTeam'],
  addProfile: ['readProfiles'],
  renameProfile: ['readProfiles'],
  deleteProfile: ['readProfiles'],
  leaveProfile: ['readProfiles'],
  // Only the notifications show that one was refused.
  answerInvitation: ['readProfiles', 'readNotifications'],
  saveAllocation: ['readBilling'],
  addToLimit: ['readBilling'],
  placeOrder: ['readBilling'],
  payPastDue: ['readBilling'],
  cancelFailedChange: ['readBilling'],
  cancelScheduledChange: ['readBilling'],
} as const satisfies Partial<Record<MessageType, readonly MessageType[]>>;

type Change = keyof typeof READS;
type ListOfProfile = 'readTokens' | 'readTeam';
type ChangeOfProfile = {
  [Type in Change]: (typeof READS)[Type][number] extends ListOfProfile ? Type : never;
}[Change];
type ChangeOfAccount = Exclude<Change, ChangeOfProfile>;

/**
 * Has what a change without a reply was about read again: the person is asked to look there before they try again, and
 * the background that made the change may have ended before it read it.
 */
export function rereadAfterLostReplies(): void {
  watchLostReplies(reread);
}

function reread(type: MessageType, data: unknown): void {
  if (!Object.hasOwn(READS, type)) return;
  // A failure is stored with what is read, and shown in its place.
  for (const read of READS[type as Change])
    void (
      read === 'readTokens' || read === 'readTeam'
        ? send(read, { refs: refsOf(data as MessageData<ChangeOfProfile>) })
        : send(read, accountOf(data as MessageData<ChangeOfAccount>))
    ).catch(() => undefined);
}

/** Returns only what names the account: a change may come with a password. */
function accountOf({ connectionKey }: MessageData<ChangeOfAccount>): { connectionKey: ConnectionKey } {
  return { connectionKey };
}

function refsOf(data: MessageData<ChangeOfProfile>): ProfileRef[] {
  return 'from' in data ? data.from.map(refOf) : [refOf(data)];
}
