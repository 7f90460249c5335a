import { AuditLog } from '../activity/audit-log.tsx';
import { Journal } from '../activity/journal.tsx';
import type { ProfileLine } from '../shared/profile-rows.ts';

/** What happened to the profile: on the platform, and through this extension. */
export function ActivityTab({ line }: { line: ProfileLine }) {
  return (
    <>
      <AuditLog line={line} />
      <Journal profileKey={line.profile.profileKey} />
    </>
  );
}
