import type { Failure, Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';

export interface TeamProtocol {
  readTeam(data: { refs: ProfileRef[] }): Result<null>;
  /** One result per address; the list is re-read afterwards. */
  inviteMembers(
    data: ProfileRef & { emails: string[] },
  ): Result<{ email: string; failure: Failure | null }[]>;
  /** Withdraws an invitation that was not accepted and sends it anew: 7 more days. */
  resendInvitation(data: ProfileRef & { accountId: string; email: string }): Result<null>;
  /** Removes one person from several profiles; one result per profile. */
  removeMember(data: {
    accountId: string;
    refs: ProfileRef[];
  }): Result<{ ref: ProfileRef; failure: Failure | null }[]>;
  /** Reads the platform's notifications of an account into the store; invitations are among them. */
  readNotifications(data: { connectionKey: ConnectionKey }): Result<null>;
  answerInvitation(data: {
    connectionKey: ConnectionKey;
    notificationId: string;
    answer: 'accept' | 'refuse';
  }): Result<null>;
  markNotificationsRead(data: {
    connectionKey: ConnectionKey;
    notificationIds: string[];
    read: boolean;
  }): Result<null>;
}
