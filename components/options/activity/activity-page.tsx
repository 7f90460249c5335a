import { refId } from '../../../lib/domain/identity/keys.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { active, loaded } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import { type ProfileRow, profileRows } from '../shared/profile-rows.ts';
import { Page } from '../shell/page.tsx';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { AuditLog } from './audit-log.tsx';
import { Journal } from './journal.tsx';

/** The audit log of a profile that is chosen here, and the extension's journal. */
export function ActivityPage() {
  const allRows = profileRows.value;
  const chosenId = route.value.params.profile;
  const profileRow =
    allRows.find(({ id }) => id === chosenId) ??
    allRows.find(({ id }) => active.value.active && id === refId(active.value.active)) ??
    allRows.find(({ profile }) => !profile.shared) ??
    allRows[0];
  if (loaded.value !== 'all') return <TableSkeleton />;
  return (
    <Page
      title={t('navActivity')}
      soft={t('activitySoft')}
      actions={
        profileRow && (
          <div class="activity-profile">
            <SelectField
              label={t('profilesColumnProfile')}
              value={profileRow.id}
              choices={allRows.map((one) => ({ value: one.id, label: nameOf(one) }))}
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

function nameOf({ profile, tags }: ProfileRow): string {
  return tags.length > 0 ? `${isolate(profile.name)} (${tags.join(', ')})` : profile.name;
}
