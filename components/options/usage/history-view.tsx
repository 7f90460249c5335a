import { t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { profileRows, rowForId } from '../shared/profile-rows.ts';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { lineName } from './series-name.ts';
import { UsageHistory } from './usage-history.tsx';

/** The history of a profile to choose; the active one at first. */
export function HistoryView() {
  const lines = profileRows.value;
  const line = rowForId(route.value.params.profile) ?? lines[0];
  if (!line) return loaded.value === 'all' ? <NoProfiles query="" /> : <TableSkeleton />;
  return (
    <UsageHistory
      key={line.id}
      profileRow={line}
      lead={
        <SelectField
          label={t('profilesColumnProfile')}
          value={line.id}
          choices={lines.map((one) => ({ value: one.id, label: lineName(one) }))}
          onChange={(profile) => setParams({ profile })}
        />
      }
    />
  );
}
