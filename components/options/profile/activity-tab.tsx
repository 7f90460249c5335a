import { AuditLog } from '../activity/audit-log.tsx';
import { Journal } from '../activity/journal.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** A profile's audit log on the platform, and its journal in the extension. */
export function ActivityTab({ row }: { row: ProfileRow }) {
  return (
    <>
      <AuditLog profileRow={row} />
      <Journal profileKey={row.profile.profileKey} />
    </>
  );
}
