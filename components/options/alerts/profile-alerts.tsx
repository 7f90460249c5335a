import { useMemo, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { useRedrawOnRefusal } from '../../ui/redraw-controls.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { ProfileCell } from '../shared/profile-cell.tsx';
import {
  distinctName,
  type FoundRow,
  filterRows,
  type ProfileRow,
  profileRows,
  sortRows,
} from '../shared/profile-rows.ts';
import { saveProfilePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';
import { PageFilter } from '../shell/page-filter.tsx';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { ThresholdsDialog } from './thresholds-dialog.tsx';
import '../profiles/profiles.css';

/** Whether each profile sends alerts, and at which percentages. Lists the exceptions, all, or what the filter finds. */
export function ProfileAlerts() {
  const query = route.value.params.q ?? '';
  const showAll = route.value.params.all === '1';
  const allRows = profileRows.value;
  const [editing, setEditing] = useState<ProfileRow | null>(null);
  const byName = useMemo(() => sortRows(allRows, { key: 'name', descending: false }), [allRows]);
  const exceptions = useExceptions(byName);
  const rows = useMemo(
    () => filterRows(showAll || query ? byName : exceptions, query),
    [byName, exceptions, query, showAll],
  );
  const columns = useMemo(() => columnsOf(setEditing), []);
  return (
    <Section
      title={t('alertsProfiles')}
      soft={t('alertsProfilesSoft')}
      actions={
        <>
          <Button onClick={() => setParams({ all: showAll ? '' : '1' })}>
            {t(showAll ? 'alertsShowExceptions' : 'alertsShowAll')}
          </Button>
          <PageFilter found={rows.length} />
        </>
      }
    >
      {loaded.value !== 'all' && allRows.length === 0 ? (
        <TableSkeleton rows={4} />
      ) : rows.length === 0 && byName.length > 0 && !query ? (
        <p>{plural('alertsAllUsual', byName.length)}</p>
      ) : rows.length === 0 ? (
        <NoProfiles query={query} />
      ) : (
        <Table
          caption={t('alertsProfiles')}
          columns={columns}
          rows={rows}
          rowKey={({ row }) => row.id}
          filter={`${showAll} ${query}`}
          minWidth={600}
        />
      )}
      {editing && <ThresholdsDialog profileRow={editing} onClose={() => setEditing(null)} />}
    </Section>
  );
}

/** Returns the profiles with their own settings. One that loses them stays listed until the page is left. */
function useExceptions(all: readonly ProfileRow[]): ProfileRow[] {
  const seen = useRef(new Set<string>());
  return useMemo(() => {
    for (const row of all) if (isException(row)) seen.current.add(row.id);
    return all.filter(({ id }) => seen.current.has(id));
  }, [all]);
}

/** Returns true if a profile has its own alert settings. */
function isException(row: ProfileRow): boolean {
  return row.preferences?.muted === true || ownThresholdCount(row) > 0;
}

/** Returns how many services of a profile have their own thresholds. */
function ownThresholdCount({ preferences }: ProfileRow): number {
  return Object.keys(preferences?.thresholds ?? {}).length;
}

function columnsOf(onEdit: (row: ProfileRow) => void): Column<FoundRow>[] {
  return [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      cell: ({ row, ranges }) => <ProfileCell row={row} ranges={ranges} tab="usage" />,
    },
    {
      key: 'enabled',
      label: t('alertsColumnEnabled'),
      width: '88px',
      cell: ({ row }) => <AlertsToggle profileRow={row} />,
    },
    {
      key: 'at',
      label: t('alertsColumnAt'),
      width: '150px',
      cell: ({ row }) => {
        const count = ownThresholdCount(row);
        return (
          <span class="soft two-lines">{count > 0 ? plural('alertsCustom', count) : t('alertsUsual')}</span>
        );
      },
    },
    {
      key: 'edit',
      label: t('alertsEditShort'),
      head: <span class="visually-hidden">{t('alertsEditShort')}</span>,
      width: '132px',
      align: 'end',
      cell: ({ row }) => (
        <Button aria-label={t('alertsEdit', distinctName(row))} onClick={() => onEdit(row)}>
          {t('alertsEditShort')}
        </Button>
      ),
    },
  ];
}

function AlertsToggle({ profileRow }: { profileRow: ProfileRow }) {
  useRedrawOnRefusal();
  const { profile, preferences } = profileRow;
  const muted = preferences?.muted ?? false;
  const setEnabled = (enabled: boolean) => saveProfilePreferences(profile.profileKey, { muted: !enabled });
  return (
    <input
      type="checkbox"
      class="alerts-enabled"
      aria-label={t('alertsSend', distinctName(profileRow))}
      checked={!muted}
      onChange={(event) => void setEnabled(event.currentTarget.checked)}
    />
  );
}
