import type { Failure, Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';

export interface TeamProtocol {
  readTeam(request: { refs: ProfileRef[] }): Result<null>;
  /** One result per address; the list is re-read afterwards. */
  inviteMembers(
    request: ProfileRef & { emails: string[] },
  ): Result<{ email: string; failure: Failure | null }[]>;
  /** Withdraws an invitation that was not accepted and sends it again: 7 more days. */
  resendInvitation(request: ProfileRef & { accountId: string; email: string }): Result<null>;
  /** Removes one person from several profiles; one result per profile. */
  removeMember(request: {
    accountId: string;
    refs: ProfileRef[];
  }): Result<{ ref: ProfileRef; failure: Failure | null }[]>;
  /** Reads the platform's notifications of an account into the store; invitations are among them. */
  readNotifications(request: { connectionKey: ConnectionKey }): Result<null>;
  answerInvitation(request: {
    connectionKey: ConnectionKey;
    notificationId: string;
    answer: 'accept' | 'refuse';
  }): Result<null>;
  markNotificationsRead(request: {
    connectionKey: ConnectionKey;
    notificationIds: string[];
    read: boolean;
  }): Result<null>;
}
