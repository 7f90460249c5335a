import { useMemo } from 'preact/hooks';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { ownerText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, parseSort, type Sort, sortText, Table } from '../../ui/table.tsx';
import { ConnectionName } from '../shared/connection-name.tsx';
import { columnDate } from '../shared/dates.ts';
import { FilterField } from '../shared/filter-field.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { ProfileCell } from '../shared/profile-cell.tsx';
import {
  filterRows,
  type ProfileRow,
  profileRows,
  ROW_SORTS,
  type RowSort,
  sortRows,
} from '../shared/profile-rows.ts';
import { UnknownValue } from '../shared/unknown-value.tsx';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { profileHref, route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { AddProfileDialog } from './add-profile-dialog.tsx';
import { FavouriteButton } from './favourite-button.tsx';
import { TokensCell } from './tokens-cell.tsx';
import { WorstCell } from './usage-cell.tsx';
import './profiles.css';

interface Row {
  row: ProfileRow;
  ranges: [number, number][];
}

const DEFAULT_SORT: Sort = { key: 'name', descending: false };

/** One table of all profiles of all connections. The address holds filter and sort. */
export function ProfilesPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const sort = parseSort(params.sort, ROW_SORTS, DEFAULT_SORT);
  const all = profileRows.value;
  useFreshLists(all);

  const sorted = useMemo(
    () => sortRows(all, sort.key as RowSort, sort.descending),
    [all, sort.key, sort.descending],
  );
  const rows = useMemo(() => filterRows(sorted, query), [sorted, query]);
  const columns = useMemo(profileColumns, []);

  return (
    <Page
      title={t('navProfiles')}
      soft={
        query && rows.length !== all.length
          ? t('profilesFound', rows.length, all.length)
          : plural('settingsProfilesCount', all.length)
      }
      actions={
        <>
          <FilterField value={query} onInput={(q) => setParams({ q })} />
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
        loading={loaded.value !== 'all' && all.length === 0}
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
  loading,
}: {
  rows: Row[];
  columns: Column<Row>[];
  sort: Sort;
  query: string;
  loading: boolean;
}) {
  if (loading) return <TableSkeleton />;
  if (rows.length === 0) return <NoProfiles query={query} />;
  return (
    <Table
      caption={t('navProfiles')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.row.id}
      sort={sort}
      onSort={(next) => setParams({ sort: sortText(next) })}
      highlighted={(row) => row.row.active}
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
      cell: ({ row, ranges }) => <ProfileCell row={row} ranges={ranges} tags={row.disambiguationTags} />,
    },
    {
      key: 'favourite',
      label: t('profilesColumnFavourite'),
      icon: 'star',
      width: '44px',
      sort: 'ascending',
      cell: ({ row }) => <FavouriteButton row={row} />,
    },
    {
      key: 'owner',
      label: t('profilesColumnOwner'),
      width: '122px',
      sort: 'ascending',
      cell: ({ row }) => (
        <span title={displayText(row.connection?.email ?? '')}>
          {row.profile.shared
            ? ownerText(row.profile)
            : row.connection && <ConnectionName connection={row.connection} unlabelled="accountName" />}
        </span>
      ),
    },
    {
      key: 'plan',
      label: t('profilesColumnPlan'),
      width: '62px',
      sort: 'ascending',
      cell: ({ row }) => {
        const plan = planOf(row.profile, row.connection);
        return plan ? planText(plan) : <UnknownValue />;
      },
    },
    {
      key: 'region',
      label: t('connectRegion'),
      width: '86px',
      sort: 'ascending',
      cell: ({ row }) => (row.connection ? regionText(row.connection) : <UnknownValue />),
    },
    {
      key: 'worst',
      label: t('profilesColumnWorst'),
      width: '205px',
      sort: 'descending',
      cell: ({ row }) => <WorstCell row={row} />,
    },
    {
      key: 'team',
      label: t('navTeam'),
      width: '64px',
      align: 'end',
      sort: 'descending',
      cell: ({ row }) =>
        row.team?.fetchedAt ? (
          <a class="link" href={profileHref(row.profile, 'team')}>
            {row.team.members.length}
          </a>
        ) : (
          <UnknownValue />
        ),
    },
    {
      key: 'tokens',
      label: t('navTokens'),
      width: '122px',
      sort: 'descending',
      cell: ({ row }) => <TokensCell row={row} />,
    },
    {
      key: 'created',
      label: t('profilesColumnCreated'),
      width: '104px',
      align: 'end',
      sort: 'descending',
      cell: ({ row }) =>
        row.profile.createdAt ? (
          columnDate(row.profile.createdAt, row.connection?.timezone)
        ) : (
          <UnknownValue />
        ),
    },
  ];
}
