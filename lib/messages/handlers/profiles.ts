import { queryAuditLog } from '../../actions/activity.ts';
import { setLogo, uploadLogo } from '../../actions/logo.ts';
import { openProfile } from '../../actions/open-profile.ts';
import { addProfile, renameProfile } from '../../actions/profiles.ts';
import { deleteProfile, leaveProfile } from '../../actions/remove-profile.ts';
import { handle } from '../handle.ts';

/** Profiles are changed in the options page, and nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

export function registerProfilesHandlers(): void {
  handle('addProfile', addProfile, OPTIONS);
  handle('renameProfile', renameProfile, OPTIONS);
  handle('setLogo', setLogo, OPTIONS);
  handle('uploadLogo', uploadLogo, OPTIONS);
  handle('deleteProfile', deleteProfile, OPTIONS);
  handle('leaveProfile', leaveProfile, OPTIONS);
  handle('openProfile', openProfile);
  handle('queryAuditLog', queryAuditLog, OPTIONS);
}
