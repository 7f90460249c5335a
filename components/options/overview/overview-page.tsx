import { useMemo } from 'preact/hooks';
import { cycleOf, daysUntil } from '../../../lib/domain/cycle.ts';
import { refId } from '../../../lib/domain/keys.ts';
import { orderProfiles } from '../../../lib/domain/profile-order.ts';
import { SERVICE_KEYS } from '../../../lib/domain/service.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { type MessageKey, plural, t } from '../../../lib/i18n/t.ts';
import { loaded, now, profilePreferences, profiles, usage } from '../../../lib/state/app-state.ts';
import { Button } from '../../parts/button.tsx';
import { dayAndMonth } from '../dates.ts';
import { AddProfileDialog } from '../profiles/add-profile-dialog.tsx';
import { FindField } from '../profiles/find-field.tsx';
import { filterLines, type ProfileLine, profileLines } from '../profiles/lines.ts';
import { NoProfiles } from '../profiles/no-profiles.tsx';
import { ProfileCell } from '../profiles/profile-cell.tsx';
import { UsageCell } from '../profiles/usage-cell.tsx';
import { useFreshLists } from '../profiles/use-fresh-lists.ts';
import { saveFile } from '../save-file.ts';
import { Page } from '../shell/page.tsx';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { type Column, Table } from '../table/table.tsx';
import { InvitationsNotice } from '../team/invitations-notice.tsx';
import { matrixCsv } from './matrix-csv.ts';
import { SummaryCards } from './summary-cards.tsx';
import '../profiles/profiles.css';
import './overview.css';

interface Row {
  line: ProfileLine;
  ranges: [number, number][];
}

/** As wide as the heads are; the names get what is left. */
const WIDTHS: Record<string, string> = {
  input: '90px',
  output: '102px',
  data_records: '108px',
  file_storage: '78px',
  analysis: '94px',
  sms: '62px',
  email: '66px',
  push_notification: '62px',
  run_users: '92px',
};

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
      filterLines(
        [...lines].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
        query,
      ),
    [lines, order, query],
  );
  const services = useMemo(() => shownServices(lines), [lines]);
  const columns = useMemo(() => matrixColumns(services), [services.join()]);
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
            onClick={() =>
              saveFile(
                'profiles-usage.csv',
                matrixCsv(
                  rows.map(({ line }) => line),
                  services,
                ),
              )
            }
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
        <Table
          caption={t('overviewTable')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.line.id}
          highlighted={(row) => row.line.active}
          minWidth={970 + (services.length - SERVICE_KEYS.length) * 96}
        />
      )}
      {params.add && <AddProfileDialog onClose={() => setParams({ add: '' })} />}
    </Page>
  );
}

/** The platform's services, and whatever else a profile reports. */
function shownServices(lines: readonly ProfileLine[]): string[] {
  const others = new Set<string>();
  for (const line of lines) {
    for (const key of Object.keys(line.usage?.services ?? {})) others.add(key);
  }
  for (const key of SERVICE_KEYS) others.delete(key);
  return [...SERVICE_KEYS, ...[...others].sort()];
}

function matrixColumns(services: readonly string[]): Column<Row>[] {
  return [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      cell: ({ line, ranges }) => <ProfileCell line={line} ranges={ranges} extraTags={stateTags(line)} />,
    },
    ...services.map(
      (service): Column<Row> => ({
        key: service,
        label: columnLabel(service),
        width: WIDTHS[service] ?? '96px',
        align: 'end',
        cell: ({ line }) => (
          <span class={line.usage?.failure ? 'dim' : undefined}>
            <UsageCell usage={line.usage} service={service} />
          </span>
        ),
      }),
    ),
  ];
}

/** Shorter than the service's full name: a column is narrow. */
function columnLabel(service: string): string {
  const key = `serviceShort_${service}` as MessageKey;
  const short = t(key);
  return short === key ? serviceLabel(service) : short;
}

/** What keeps a row from being full: a token is missing, nothing is allocated, its numbers are old. */
function stateTags(line: ProfileLine): string[] {
  if (line.profile.access === 'denied') return [t('profilesNeedsToken')];
  if (line.usage?.fetchedAt && !line.worst) return [t('profilesNothingAllocated')];
  if (line.usage?.failure) return [t('overviewStale')];
  return [];
}
