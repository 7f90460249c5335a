import { handle } from '../handle.ts';

const OPTIONS = { pages: ['options'] } as const;

const team = () => import('../../actions/team/team.ts');
const notifications = () => import('../../actions/team/notifications.ts');

/** Invitations to this account are answered in the popup too. */
export function registerTeamHandlers(): void {
  handle('readTeam', async (data) => (await team()).readTeam(data), OPTIONS);
  handle('inviteMembers', async (data) => (await team()).inviteMembers(data), OPTIONS);
  handle('resendInvitation', async (data) => (await team()).resendInvitation(data), OPTIONS);
  handle('removeMember', async (data) => (await team()).removeMember(data), OPTIONS);
  handle('readNotifications', async (data) => (await notifications()).readNotifications(data));
  handle('answerInvitation', async (data) => (await notifications()).answerInvitation(data));
  handle('markNotificationsRead', async (data) => (await notifications()).markNotificationsRead(data));
}
