import { useMemo } from 'preact/hooks';
import { cycleOf, daysUntil } from '../../../lib/domain/cycle.ts';
import { refId } from '../../../lib/domain/keys.ts';
import { matrixColumns } from '../../../lib/domain/matrix.ts';
import { orderProfiles } from '../../../lib/domain/profile-order.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded, now, profilePreferences, profiles, usage } from '../../../lib/state/app-state.ts';
import { Button } from '../../parts/button.tsx';
import { dayAndMonth } from '../dates.ts';
import { AddProfileDialog } from '../profiles/add-profile-dialog.tsx';
import { FindField } from '../profiles/find-field.tsx';
import { profileLines } from '../profiles/lines.ts';
import { NoProfiles } from '../profiles/no-profiles.tsx';
import { useFreshLists } from '../profiles/use-fresh-lists.ts';
import { saveFile } from '../save-file.ts';
import { Page } from '../shell/page.tsx';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { Table } from '../table/table.tsx';
import { InvitationsNotice } from '../team/invitations-notice.tsx';
import { matrixWidth, nameColumn, serviceColumns } from '../usage/matrix-columns.tsx';
import { matrixCsv } from '../usage/matrix-export.ts';
import { matrixRows } from '../usage/matrix-rows.ts';
import { SummaryCards } from './summary-cards.tsx';
import '../profiles/profiles.css';
import '../usage/usage.css';
import './overview.css';

/** All profiles by all services on one page, trouble first, with what matters most above. */
export function OverviewPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const lines = profileLines.value;
  useFreshLists(lines);
  const order = useMemo(() => {
    const ids = orderProfiles(profiles.value, {
      // The table keeps its order while one switches: the active row is marked, not moved.
      active: null,
      recents: [],
      preferences: profilePreferences.value,
      usage: usage.value,
    }).map(refId);
    return new Map(ids.map((id, index) => [id, index]));
  }, [profiles.value, profilePreferences.value, usage.value]);
  const rows = useMemo(
    () =>
      matrixRows(
        [...lines].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
        query,
      ),
    [lines, order, query],
  );
  const services = useMemo(() => matrixColumns('services', matrixRows(lines, '')), [lines]);
  const columns = useMemo(() => [nameColumn(), ...serviceColumns(services)], [services.join()]);
  const waiting = loaded.value !== 'all' && lines.length === 0;
  const { end } = cycleOf(now.value);

  return (
    <Page
      title={t('navOverview')}
      soft={
        waiting
          ? t('optionsLoading')
          : `${plural('settingsProfilesCount', lines.length)} · ${plural('overviewResets', daysUntil(end, now.value), dayAndMonth(end, 'UTC'))}`
      }
      actions={
        <>
          <FindField value={query} onInput={(q) => setParams({ q })} />
          <Button
            disabled={rows.length === 0}
            onClick={() => saveFile('profiles-usage.csv', matrixCsv('services', rows, services))}
          >
            {t('optionsExport')}
          </Button>
          <Button kind="primary" disabled={lines.length === 0} onClick={() => setParams({ add: '1' })}>
            {t('profilesAdd')}
          </Button>
        </>
      }
    >
      <InvitationsNotice />
      {!waiting && lines.length > 0 && <SummaryCards lines={lines} />}
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
            rowKey={(row) => row.line.id}
            highlighted={(row) => row.line.active}
            minWidth={matrixWidth(columns)}
          />
        </div>
      )}
      {params.add && <AddProfileDialog onClose={() => setParams({ add: '' })} />}
    </Page>
  );
}
