import { handle } from '../handle.ts';

/** Profiles are changed in the options page, and nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

const profiles = () => import('../../actions/profiles/profiles.ts');
const logo = () => import('../../actions/profiles/logo.ts');
const removal = () => import('../../actions/profiles/remove-profile.ts');

export function registerProfilesHandlers(): void {
  handle('addProfile', async (data) => (await profiles()).addProfile(data), OPTIONS);
  handle('renameProfile', async (data) => (await profiles()).renameProfile(data), OPTIONS);
  handle('setLogo', async (data) => (await logo()).setLogo(data), OPTIONS);
  handle('uploadLogo', async (data) => (await logo()).uploadLogo(data), OPTIONS);
  handle('deleteProfile', async (data) => (await removal()).deleteProfile(data), OPTIONS);
  handle('leaveProfile', async (data) => (await removal()).leaveProfile(data), OPTIONS);
  handle('openProfile', async (data) =>
    (await import('../../actions/profiles/open-profile.ts')).openProfile(data),
  );
  handle(
    'queryAuditLog',
    async (data) => (await import('../../actions/profiles/activity.ts')).queryAuditLog(data),
    OPTIONS,
  );
}
