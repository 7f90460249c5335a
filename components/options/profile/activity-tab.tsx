import { AuditLog } from '../activity/audit-log.tsx';
import { Journal } from '../activity/journal.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** What happened to the profile: on the platform, and through this extension. */
export function ActivityTab({ row }: { row: ProfileRow }) {
  return (
    <>
      <AuditLog profileRow={row} />
      <Journal profileKey={row.profile.profileKey} />
    </>
  );
}
