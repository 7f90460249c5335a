import { useMemo } from 'preact/hooks';
import { ownerText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, parseSort, type Sort, sortText, Table } from '../../ui/table.tsx';
import { columnDate } from '../shared/dates.ts';
import { FindField } from '../shared/filter-field.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { ProfileCell } from '../shared/profile-cell.tsx';
import {
  filterLines,
  LINE_SORTS,
  type LineSort,
  type ProfileLine,
  profileLines,
  sortLines,
} from '../shared/profile-rows.ts';
import { Unknown } from '../shared/unknown-value.tsx';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { profileHref, route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { planOf } from '../team/team-rules.ts';
import { AddProfileDialog } from './add-profile-dialog.tsx';
import { FavouriteButton } from './favourite-button.tsx';
import { TokensCell } from './tokens-cell.tsx';
import { WorstCell } from './usage-cell.tsx';
import './profiles.css';

interface Row {
  line: ProfileLine;
  ranges: [number, number][];
}

const FIRST_SORT: Sort = { key: 'name', descending: false };

/** One table of all profiles of all connections. Filter and sort stand in the address. */
export function ProfilesPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const sort = parseSort(params.sort, LINE_SORTS, FIRST_SORT);
  const lines = profileLines.value;
  useFreshLists(lines);

  const sorted = useMemo(
    () => sortLines(lines, sort.key as LineSort, sort.descending),
    [lines, sort.key, sort.descending],
  );
  const rows = useMemo(() => filterLines(sorted, query), [sorted, query]);
  const columns = useMemo(profileColumns, []);

  return (
    <Page
      title={t('navProfiles')}
      soft={
        query && rows.length !== lines.length
          ? t('profilesFound', rows.length, lines.length)
          : plural('settingsProfilesCount', lines.length)
      }
      actions={
        <>
          <FindField value={query} onInput={(q) => setParams({ q })} />
          <Button
            kind="primary"
            disabled={connections.value.length === 0}
            onClick={() => setParams({ add: '1' })}
          >
            {t('profilesAdd')}
          </Button>
        </>
      }
    >
      <ProfilesTable
        rows={rows}
        columns={columns}
        sort={sort}
        query={query}
        waiting={loaded.value !== 'all' && lines.length === 0}
      />
      {params.add && <AddProfileDialog onClose={() => setParams({ add: '' })} />}
    </Page>
  );
}

function ProfilesTable({
  rows,
  columns,
  sort,
  query,
  waiting,
}: {
  rows: Row[];
  columns: Column<Row>[];
  sort: Sort;
  query: string;
  waiting: boolean;
}) {
  if (waiting) return <TableSkeleton />;
  if (rows.length === 0) return <NoProfiles query={query} />;
  return (
    <Table
      caption={t('navProfiles')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.line.id}
      sort={sort}
      onSort={(next) => setParams({ sort: sortText(next) })}
      highlighted={(row) => row.line.active}
      minWidth={1010}
    />
  );
}

function profileColumns(): Column<Row>[] {
  return [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      sort: 'ascending',
      // That it is shared is what the next column but one says.
      cell: ({ line, ranges }) => <ProfileCell line={line} ranges={ranges} tags={line.apart} />,
    },
    {
      key: 'favourite',
      label: t('profilesColumnFavourite'),
      icon: 'star',
      width: '44px',
      sort: 'ascending',
      cell: ({ line }) => <FavouriteButton line={line} />,
    },
    {
      key: 'owner',
      label: t('profilesColumnOwner'),
      width: '122px',
      sort: 'ascending',
      cell: ({ line }) => (
        <span title={line.connection?.email}>
          {line.profile.shared ? ownerText(line.profile) : (line.connection?.accountName ?? '')}
        </span>
      ),
    },
    {
      key: 'plan',
      label: t('profilesColumnPlan'),
      width: '62px',
      sort: 'ascending',
      cell: ({ line }) => (planOf(line) ? planText(planOf(line) ?? '') : <Unknown />),
    },
    {
      key: 'region',
      label: t('connectRegion'),
      width: '86px',
      sort: 'ascending',
      cell: ({ line }) => (line.connection ? regionText(line.connection) : <Unknown />),
    },
    {
      key: 'worst',
      label: t('profilesColumnWorst'),
      width: '190px',
      sort: 'descending',
      cell: ({ line }) => <WorstCell line={line} />,
    },
    {
      key: 'team',
      label: t('navTeam'),
      width: '64px',
      align: 'end',
      sort: 'descending',
      cell: ({ line }) =>
        line.team?.fetchedAt ? (
          <a class="link" href={profileHref(line.profile, 'team')}>
            {line.team.members.length}
          </a>
        ) : (
          <Unknown />
        ),
    },
    {
      key: 'tokens',
      label: t('navTokens'),
      width: '122px',
      sort: 'descending',
      cell: ({ line }) => <TokensCell line={line} />,
    },
    {
      key: 'created',
      label: t('profilesColumnCreated'),
      width: '104px',
      align: 'end',
      sort: 'descending',
      cell: ({ line }) =>
        line.profile.createdAt ? columnDate(line.profile.createdAt, line.connection?.timezone) : <Unknown />,
    },
  ];
}
