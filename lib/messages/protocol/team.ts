import type { Failure, Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';

export interface TeamProtocol {
  readTeam(request: { refs: ProfileRef[] }): Result<null>;
  /** Returns one result per address. The team is read again afterwards. */
  inviteMembers(
    request: ProfileRef & { emails: string[] },
  ): Result<{ email: string; failure: Failure | null }[]>;
  /** Sends an open invitation again, which is then valid for another 7 days. */
  resendInvitation(request: ProfileRef & { accountId: string; email: string }): Result<null>;
  /**
   * Removes one person from several profiles; one result per profile. `active`: whether the person confirmed removing a
   * member, or canceling an invitation.
   */
  removeMember(request: {
    accountId: string;
    from: (ProfileRef & { active: boolean })[];
  }): Result<{ ref: ProfileRef; failure: Failure | null }[]>;
  /** Reads an account's platform notifications, including invitations, into the store. */
  readNotifications(request: { connectionKey: ConnectionKey }): Result<null>;
  answerInvitation(request: {
    connectionKey: ConnectionKey;
    notificationId: string;
    answer: 'accept' | 'refuse';
  }): Result<null>;
}
