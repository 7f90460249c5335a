import { answerInvitation, markNotificationsRead, readNotifications } from '../../actions/notifications.ts';
import { inviteMembers, readTeam, removeMember, resendInvitation } from '../../actions/team.ts';
import { handle } from '../handle.ts';

const OPTIONS = { pages: ['options'] } as const;

/** Invitations to this account are answered in the popup too. */
export function registerTeamHandlers(): void {
  handle('readTeam', readTeam, OPTIONS);
  handle('inviteMembers', inviteMembers, OPTIONS);
  handle('resendInvitation', resendInvitation, OPTIONS);
  handle('removeMember', removeMember, OPTIONS);
  handle('readNotifications', readNotifications);
  handle('answerInvitation', answerInvitation);
  handle('markNotificationsRead', markNotificationsRead);
}
