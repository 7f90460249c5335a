import { refFromId } from '../../../lib/domain/identity/keys.ts';
import { t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { ProfileField } from '../shared/profile-field.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { usePageProfile } from '../shared/use-page-profile.ts';
import { Page } from '../shell/page.tsx';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { AuditLog } from './audit-log.tsx';
import { Journal } from './journal.tsx';

/** The audit log of a profile that is chosen here, and the extension's journal. */
export function ActivityPage() {
  const allRows = profileRows.value;
  const { profile: chosen = '' } = route.value.params;
  const wanted = usePageProfile();
  const isChosen = wanted?.profile.profileKey === refFromId(chosen)?.profileKey;
  // Only a profile's owner sees its log; of a shared one, the page says so only if it was chosen.
  const profileRow =
    wanted && (isChosen || !wanted.profile.shared)
      ? wanted
      : (allRows.find(({ profile }) => !profile.shared) ?? allRows[0]);
  if (loaded.value !== 'all') return <TableSkeleton />;
  return (
    <Page
      title={t('navActivity')}
      soft={t('activitySoft')}
      actions={
        profileRow && (
          <div class="activity-profile">
            <ProfileField
              label={t('profilesColumnProfile')}
              value={profileRow.id}
              rows={allRows}
              onChange={(id) => setParams({ profile: id })}
            />
          </div>
        )
      }
    >
      {profileRow && <AuditLog key={profileRow.id} profileRow={profileRow} />}
      <Journal />
    </Page>
  );
}
