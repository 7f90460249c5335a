import type { Failure, Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/keys.ts';

export interface TeamProtocol {
  readTeam(data: { refs: ProfileRef[] }): Result<null>;
  /** One result per address; the list is re-read afterwards. */
  inviteMembers(data: ProfileRef & { emails: string[] }): Result<{ email: string; failure: Failure | null }[]>;
  /** Removes one person from several profiles; one result per profile. */
  removeMember(data: {
    accountId: string;
    refs: ProfileRef[];
  }): Result<{ ref: ProfileRef; failure: Failure | null }[]>;
  readNotifications(data: { connectionKey: ConnectionKey }): Result<null>;
  answerInvitation(data: {
    connectionKey: ConnectionKey;
    notificationId: string;
    answer: 'accept' | 'refuse';
  }): Result<null>;
}
