import {
  type ConnectionKey,
  originOf,
  type ProfileRef,
  profileKeyOf,
  refOf,
} from '../../domain/identity/keys.ts';
import type { MessageData, MessageType } from '../protocol.ts';

/** What shows whether a change was made: a list of the profiles that it names, or what is read of their account. */
const READS = {
  createToken: ['readTokens'],
  rotateToken: ['readTokens'],
  revokeTokens: ['readTokens'],
  moveExtensionToken: ['readTokens'],
  generateProfileToken: ['readTokens'],
  inviteMembers: ['readTeam'],
  resendInvitation: ['readTeam'],
  removeMember: ['readTeam'],
  addProfile: ['readProfiles'],
  renameProfile: ['readProfiles'],
  setLogo: ['readProfiles'],
  uploadLogo: ['readProfiles'],
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

/** A message that changes something on the platform. */
export type Change = keyof typeof READS;
type ListOfProfile = 'readTokens' | 'readTeam';
type ChangeOfProfile = {
  [Type in Change]: (typeof READS)[Type][number] extends ListOfProfile ? Type : never;
}[Change];
type ChangeOfAccount = Exclude<Change, ChangeOfProfile>;

/** A message that reads something, with what it says. */
export type Read =
  | { type: ListOfProfile; request: { refs: ProfileRef[] } }
  | { type: (typeof READS)[ChangeOfAccount][number]; request: { connectionKey: ConnectionKey } };

/** Returns what shows whether a change was made, as messages that name profiles or their account and nothing else. */
export function readsAfter(type: MessageType, data: unknown): Read[] {
  const reads: readonly Read['type'][] = Object.hasOwn(READS, type) ? READS[type as Change] : [];
  return reads.map((read) =>
    read === 'readTokens' || read === 'readTeam'
      ? { type: read, request: { refs: refsOf(data as MessageData<ChangeOfProfile>) } }
      : // A change may come with a password.
        { type: read, request: { connectionKey: (data as MessageData<ChangeOfAccount>).connectionKey } },
  );
}

function refsOf(data: MessageData<ChangeOfProfile>): ProfileRef[] {
  if ('from' in data) return data.from.map(refOf);
  return [refOf('profileId' in data ? profileOfAccount(data) : data)];
}

/** Returns the keys of an account's profile. */
export function profileOfAccount(request: { connectionKey: ConnectionKey; profileId: string }): ProfileRef {
  const { connectionKey, profileId } = request;
  return { connectionKey, profileKey: profileKeyOf(originOf(connectionKey), profileId) };
}
