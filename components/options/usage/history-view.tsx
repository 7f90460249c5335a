import { t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { ProfileField } from '../shared/profile-field.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { usePageProfile } from '../shared/use-page-profile.ts';
import { setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { UsageHistory } from './usage-history.tsx';

/** The history of one profile, which is chosen here: see {@link usePageProfile}; the first where none is active. */
export function HistoryView() {
  const allRows = profileRows.value;
  const profileRow = usePageProfile() ?? allRows[0];
  if (!profileRow) return loaded.value === 'all' ? <NoProfiles query="" /> : <TableSkeleton />;
  return (
    <UsageHistory
      key={profileRow.id}
      profileRow={profileRow}
      lead={
        <ProfileField
          label={t('profilesColumnProfile')}
          value={profileRow.id}
          rows={allRows}
          onChange={(profile) => setParams({ profile })}
        />
      }
    />
  );
}
