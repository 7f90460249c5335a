import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';
import { keepScroll } from './kept-scroll.ts';
import { useVirtualRows } from './use-virtual-rows.ts';
import './table.css';

export interface Column<Row> {
  key: string;
  label: string;
  /** Shown in place of the label, which is then for screen readers only. */
  icon?: IconName;
  /** Shown in place of the label; not for columns that sort. */
  head?: ComponentChildren;
  /** CSS width of the column; the first column takes what is left. */
  width?: string;
  align?: 'start' | 'end';
  /** Stays in sight while the rest scrolls sideways; for the last column. */
  sticky?: boolean;
  /** The direction of the first click on the heading; undefined: can't be sorted. */
  sort?: 'ascending' | 'descending';
  cell: (row: Row) => ComponentChildren;
}

export interface Sort {
  key: string;
  descending: boolean;
}

const ROW_HEIGHT = 45;

/**
 * A table of any length: only the visible rows are in the page. Columns keep their widths while it scrolls; the
 * first column's cells are the row headers.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  count = rows.length,
  rowKey,
  filter = '',
  sort,
  onSort,
  highlighted,
  rowClass,
  minWidth = 760,
  rowHeight = ROW_HEIGHT,
}: {
  /** What the table lists; read by screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  /** How many rows the table has, if only the first are known; the others are empty space. */
  count?: number;
  rowKey: (row: Row) => string;
  /** By what the rows were chosen: with another one, or another sort, the table begins at its first row. */
  filter?: string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  highlighted?: (row: Row) => boolean;
  rowClass?: (row: Row) => string | undefined;
  /** In px; in less space the table scrolls sideways. */
  minWidth?: number;
  rowHeight?: number;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const kept = focused === null ? -1 : rows.findIndex((row) => rowKey(row) === focused);
  const shows = `${filter} ${sort ? sortText(sort) : ''}`;
  const { visible, after } = useVirtualRows(
    scroller,
    { count, known: rows.length, name: caption, shows },
    rowHeight,
    kept,
  );
  const span = columns.length;
  return (
    <section
      class="table-scroll"
      ref={scroller}
      // A scrolling region must be reachable by keyboard where nothing in it is.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
      tabIndex={0}
      aria-label={caption}
      onScroll={({ currentTarget }) => keepScroll(caption, shows, currentTarget.scrollTop)}
    >
      <table
        class="table"
        aria-rowcount={count + 1}
        style={{ minWidth: `${minWidth}px`, '--row-height': `${rowHeight}px` }}
        onFocusCapture={(event) => setFocused((event.target as Element).closest('tr')?.dataset.key ?? null)}
      >
        <caption class="visually-hidden">{caption}</caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {/* One keyed list: rows are added and removed as it scrolls, never moved, so that one keeps its focus. */}
          {visible.flatMap(({ index, gap }) => {
            const row = rows[index];
            if (row === undefined) return [];
            const key = rowKey(row);
            return [
              <Gap key={`gap before ${key}`} height={gap} span={span} />,
              <tr
                key={key}
                data-key={key}
                aria-rowindex={index + 2}
                class={
                  [highlighted?.(row) && 'table__row--active', rowClass?.(row)].filter(Boolean).join(' ') ||
                  undefined
                }
              >
                {columns.map((column, position) => {
                  const Cell = position === 0 ? 'th' : 'td';
                  return (
                    <Cell
                      key={column.key}
                      scope={position === 0 ? 'row' : undefined}
                      class={cellClass(column)}
                    >
                      {column.cell(row)}
                    </Cell>
                  );
                })}
              </tr>,
            ];
          })}
          <Gap key="gap at the end" height={after} span={span} />
        </tbody>
      </table>
    </section>
  );
}

function cellClass<Row>({ align, sticky }: Column<Row>): string | undefined {
  return [align === 'end' && 'table__end', sticky && 'table__sticky'].filter(Boolean).join(' ') || undefined;
}

function Gap({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr aria-hidden="true" class="table__gap">
      <td colSpan={span} style={{ height: `${height}px` }} />
    </tr>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  const sorted = sort?.key === column.key;
  const className = cellClass(column);
  if (!column.sort || !onSort) {
    return (
      <th scope="col" class={className}>
        {column.head ?? <span class="table__label">{column.label}</span>}
      </th>
    );
  }
  const direction = sorted ? (sort.descending ? 'descending' : 'ascending') : undefined;
  const next = sorted ? !sort.descending : column.sort === 'descending';
  return (
    <th scope="col" class={className} aria-sort={direction ?? 'none'}>
      <button type="button" class="table__sort" onClick={() => onSort({ key: column.key, descending: next })}>
        {column.icon ? (
          <>
            <Icon name={column.icon} size={14} />
            <span class="visually-hidden">{column.label}</span>
          </>
        ) : (
          column.label
        )}
        <span class="table__arrow" data-direction={direction}>
          <Icon name="chevron" size={10} />
        </span>
      </button>
    </th>
  );
}

/** Returns the sort in an address, e.g. `-created`; the fallback if it names no column. */
export function parseSort(text: string | undefined, keys: readonly string[], fallback: Sort): Sort {
  const descending = text?.startsWith('-') ?? false;
  const key = text?.replace(/^-/, '') ?? '';
  return keys.includes(key) ? { key, descending } : fallback;
}

/** Returns the inverse of {@link parseSort}. */
export function sortText(sort: Sort): string {
  return `${sort.descending ? '-' : ''}${sort.key}`;
}
