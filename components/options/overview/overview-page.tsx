import { useMemo } from 'preact/hooks';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { orderProfiles } from '../../../lib/domain/profiles/profile-order.ts';
import { cycleOf, daysUntil } from '../../../lib/domain/usage/cycle.ts';
import { matrixColumns } from '../../../lib/domain/usage/matrix.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded, month, now, profilePreferences, profiles, usage } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { AddProfileDialog } from '../profiles/add-profile-dialog.tsx';
import { dayAndMonth } from '../shared/dates.ts';
import { FilterField } from '../shared/filter-field.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { saveFile } from '../shared/save-file.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { InvitationsBanner } from '../team/invitations-banner.tsx';
import { matrixWidth, nameColumn, serviceColumns } from '../usage/matrix-columns.tsx';
import { matrixCsv } from '../usage/matrix-export.ts';
import { matrixRows } from '../usage/matrix-rows.ts';
import { SummaryCards } from './summary-cards.tsx';
import '../profiles/profiles.css';
import '../usage/usage.css';
import './overview.css';

/** All profiles by all services on one page, those at risk first, with what matters most above. */
export function OverviewPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const allRows = profileRows.value;
  useFreshLists(allRows);
  const order = useMemo(() => {
    const ids = orderProfiles(profiles.value, {
      // The table keeps its order while one switches: the active row is marked, not moved.
      active: null,
      recents: [],
      preferences: profilePreferences.value,
      usage: usage.value,
      now: month.value,
    }).map(refId);
    return new Map(ids.map((id, index) => [id, index]));
  }, [profiles.value, profilePreferences.value, usage.value, month.value]);
  const rows = useMemo(
    () =>
      matrixRows(
        [...allRows].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
        query,
      ),
    [allRows, order, query],
  );
  const services = useMemo(() => matrixColumns('services', matrixRows(allRows, '')), [allRows]);
  const columns = useMemo(() => [nameColumn(), ...serviceColumns(services)], [services.join()]);
  const waiting = loaded.value !== 'all' && allRows.length === 0;
  const { end } = cycleOf(now.value);

  return (
    <Page
      title={t('navOverview')}
      soft={
        waiting
          ? t('optionsLoading')
          : `${plural('settingsProfilesCount', allRows.length)} · ${plural('overviewResets', daysUntil(end, now.value), dayAndMonth(end, 'UTC'))}`
      }
      actions={
        <>
          <FilterField value={query} onInput={(q) => setParams({ q })} />
          <Button
            disabled={rows.length === 0}
            onClick={() => saveFile('profiles-usage.csv', matrixCsv('services', rows, services))}
          >
            {t('optionsExport')}
          </Button>
          <Button kind="primary" disabled={allRows.length === 0} onClick={() => setParams({ add: '1' })}>
            {t('profilesAdd')}
          </Button>
        </>
      }
    >
      <InvitationsBanner />
      {!waiting && allRows.length > 0 && <SummaryCards allRows={allRows} />}
      {waiting ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        <NoProfiles query={query} />
      ) : (
        <div class="matrix">
          <Table
            caption={t('overviewTable')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.profileRow.id}
            highlighted={(row) => row.profileRow.active}
            minWidth={matrixWidth(columns)}
          />
        </div>
      )}
      {params.add && <AddProfileDialog onClose={() => setParams({ add: '' })} />}
    </Page>
  );
}
