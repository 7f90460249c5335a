import { useMemo } from 'preact/hooks';
import { isSameGroup } from '../../../lib/domain/profiles/position.ts';
import { countTags } from '../../../lib/domain/profiles/tag.ts';
import { fold } from '../../../lib/domain/text/fold.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type Column, type Sort, sortText, Table } from '../../ui/table.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { OrderButtons } from '../shared/order-buttons.tsx';
import { taggedRowHeight } from '../shared/profile-cell.tsx';
import { distinctName, type FoundRow, type ProfileRow } from '../shared/profile-rows.ts';
import { setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { moveRow } from './custom-order.ts';
import { DragHandle, useDraggedRows } from './drag-rows.tsx';
import { profileColumns } from './profile-columns.tsx';

/** A profile, or the heading of a tag's group. */
type Row = FoundRow | { group: string; count: number };

/** The profiles that were found, grouped by tag on request, and movable in the person's own order. */
export function ProfilesTable({
  rows,
  count,
  sorted,
  sort,
  grouped,
  query,
  filter,
  loading,
}: {
  rows: readonly FoundRow[];
  /** How many rows there are, if not all of them are read. */
  count: number | undefined;
  /** All rows in the order of the table: a row is moved among them, even if a filter hides some. */
  sorted: readonly ProfileRow[];
  sort: Sort;
  grouped: boolean;
  /** What wasn't found, if there are no rows. */
  query: string;
  /** By what the rows were chosen; see {@link Table}. */
  filter: string;
  loading: boolean;
}) {
  const shown = useMemo(() => (grouped ? inGroups(rows) : [...rows]), [rows, grouped]);
  const movable = sort.key === 'custom' && !grouped;
  const found = useMemo(() => rows.map(({ row }) => row), [rows]);
  const columns = useMemo(() => columnsOf(movable ? { found, sorted } : null), [movable, found, sorted]);
  const { rowClass, handlers } = useDraggedRows(found, isInGroupOf, (moved, target, side) =>
    moveRow(sorted, moved, target, side),
  );
  if (loading) return <TableSkeleton />;
  if (rows.length === 0) return <NoProfiles query={query} />;
  return (
    // Its handles are dragged with a pointer; the buttons beside them do the same by keyboard.
    <div class="profiles-table" {...(movable ? handlers : {})}>
      <Table
        caption={t('navProfiles')}
        columns={columns}
        rows={shown}
        count={count}
        rowKey={(row) => ('row' in row ? row.row.id : `group ${row.group}`)}
        filter={`${grouped} ${filter}`}
        sort={sort}
        onSort={(next) => setParams({ sort: sortText(next) })}
        highlighted={(row) => 'row' in row && row.row.active}
        rowClass={(row) => ('row' in row ? rowClass(row.row) : 'profiles-group')}
        minWidth={1010}
        rowHeight={taggedRowHeight.value}
      />
    </div>
  );
}

/** Returns true if one row can be moved beside the other. */
const isInGroupOf = (target: ProfileRow, moved: ProfileRow) =>
  isSameGroup(target.preferences, moved.preferences);

function inGroups(rows: readonly FoundRow[]): Row[] {
  const groups = new Map<string, FoundRow[]>();
  for (const found of rows) {
    const key = fold(found.row.preferences?.tag ?? '');
    const members = groups.get(key);
    if (members) members.push(found);
    else groups.set(key, [found]);
  }
  const tags = countTags(rows.map(({ row }) => row.preferences)).map(({ tag }) => tag);
  return [...tags, ''].flatMap((tag): Row[] => {
    const members = groups.get(fold(tag)) ?? [];
    if (members.length === 0) return [];
    return [{ group: tag ? `#${tag}` : t('profilesTagNone'), count: members.length }, ...members];
  });
}

function columnsOf(
  order: { found: readonly ProfileRow[]; sorted: readonly ProfileRow[] } | null,
): Column<Row>[] {
  const columns = profileColumns().map(
    ({ cell, ...column }, index): Column<Row> => ({
      ...column,
      cell: (row) => ('row' in row ? cell(row) : index === 0 && <GroupHeading {...row} />),
    }),
  );
  if (!order) return columns;
  const move: Column<Row> = {
    key: 'move',
    label: t('profilesColumnMove'),
    width: '98px',
    align: 'end',
    cell: (row) => 'row' in row && <MoveCell row={row.row} {...order} />,
  };
  // It replaces the column that matters least here.
  return [...columns.filter(({ key }) => key !== 'created'), move];
}

function GroupHeading({ group, count }: { group: string; count: number }) {
  return (
    <b>
      {group} <span class="soft">{numberText(count)}</span>
    </b>
  );
}

function MoveCell({
  row,
  found,
  sorted,
}: {
  row: ProfileRow;
  found: readonly ProfileRow[];
  sorted: readonly ProfileRow[];
}) {
  const group = found.filter((other) => isInGroupOf(other, row));
  const index = group.findIndex(({ id }) => id === row.id);
  return (
    <span class="move-cell">
      <DragHandle title={t('profilesDrag', row.profile.name)} />
      <OrderButtons
        small
        name={distinctName(row)}
        index={index}
        count={group.length}
        onMove={(to) => void moveRow(sorted, row, group[to]!, to < index ? 'before' : 'after')}
      />
    </span>
  );
}
