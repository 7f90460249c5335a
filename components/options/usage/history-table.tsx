import { useMemo } from 'preact/hooks';
import type { CsvValue } from '../../../lib/domain/text/csv.ts';
import type { SeriesPoint } from '../../../lib/domain/usage/statistics.ts';
import { csvText, tabbedText } from '../../../lib/i18n/csv-text.ts';
import { failureKey } from '../../../lib/i18n/failure-key.ts';
import { headingWithUnit } from '../../../lib/i18n/heading-with-unit.ts';
import { shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { announce } from '../../ui/toast.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { filePart, saveFile } from '../shared/save-file.ts';
import { withNotes } from '../shared/with-notes.ts';
import type { HistoryChoice } from './history-choice.ts';
import type { HistoryPeriod } from './history-data.ts';
import { fellText, periodText } from './period-text.ts';

/** Decimals of exported numbers: more than any unit of a service has. */
const DECIMALS = 6;

/** Every number of the chart, the newest first, with buttons to copy and export them. */
export function HistoryTable({
  caption,
  names,
  fullNames,
  profileNames,
  periods,
  choice,
  countDaysFrom,
}: {
  caption: string;
  names: string[];
  /** What the series are called in a copy or a file. */
  fullNames: string[];
  /** The profile of each series. */
  profileNames: string[];
  periods: HistoryPeriod[];
  choice: HistoryChoice;
  /** See {@link comparedMonthStart}. */
  countDaysFrom: number | null;
}) {
  const rows = useMemo(() => [...periods].reverse(), [periods]);
  const columns = historyColumns(names, choice, countDaysFrom);
  const { outcome, copy } = useCopy();
  const copyTable = async () => {
    if (await copy(tabbedText(tableCells(fullNames, rows, choice, countDaysFrom))))
      announce(t('historyCopied'));
  };
  const save = () =>
    saveFile(historyFile(profileNames, choice), csvText(tableCells(fullNames, rows, choice, countDaysFrom)));
  return (
    <details class="history-table">
      <summary>{t('historyTable')}</summary>
      <div class="toolbar">
        <div class="toolbar__end">
          <span class="error" role="status">
            {outcome === 'refused' && t(failureKey('clipboard'))}
          </span>
          <Button onClick={copyTable}>{t('historyCopy')}</Button>
          <Button onClick={save}>{t('usageExportCsv')}</Button>
        </div>
      </div>
      <Table
        caption={caption}
        columns={columns}
        rows={rows}
        rowKey={({ from }) => String(from)}
        rowHeight={33}
        minWidth={220 + names.length * 240}
      />
    </details>
  );
}

/** Returns the exported file's name: the profiles, service and range that it is of. */
export function historyFile(profileNames: readonly string[], { service, range }: HistoryChoice): string {
  const profiles = [...new Set(profileNames)].map(filePart).filter(Boolean);
  return `${['profiles-history', ...profiles, service, range].join('-')}.csv`;
}

function timeLabel(countDaysFrom: number | null): string {
  return t(countDaysFrom === null ? 'historyColumnTime' : 'historyColumnDay');
}

/** Returns the columns of the table: the time, then what was used and the total of each series. */
export function historyColumns(
  names: string[],
  { by, service }: HistoryChoice,
  countDaysFrom: number | null,
): Column<HistoryPeriod>[] {
  const several = names.length > 1;
  const head = (name: string, label: string) => (several ? columnHead(name, label) : label);
  return [
    {
      key: 'time',
      label: timeLabel(countDaysFrom),
      cell: ({ from, points }) => (
        <>
          {periodText(from, by, countDaysFrom)}
          {isRunning(points) && <span class="soft"> {t('historySoFar')}</span>}
        </>
      ),
    },
    ...names.flatMap((name, series): Column<HistoryPeriod>[] => [
      {
        key: `used${series}`,
        label: head(name, t('historyColumnUsed')),
        width: several ? '18%' : '30%',
        align: 'end',
        cell: ({ points }) => (
          <>
            {points[series]?.fellFrom != null && (
              <span class="soft">{fellText(service, points[series].fellFrom)} · </span>
            )}
            <span>{usedText(service, points[series])}</span>
          </>
        ),
      },
      {
        key: `total${series}`,
        label: head(name, t('historyColumnTotal')),
        width: several ? '18%' : '30%',
        align: 'end',
        cell: ({ points }) => totalText(service, points[series]),
      },
    ]),
  ];
}

const columnHead = (name: string, label: string) => t('historyColumnOther', name, label);

/** Returns what was used; a service that is absent from the platform's row was not used, without a row it's unknown. */
function usedText(service: string, point: SeriesPoint | undefined): string {
  if (!point || point.used === null) return t('historyUnknown');
  return point.used === 0 ? t('historyNotUsed') : shortQuantityText(service, point.used);
}

function totalText(service: string, point: SeriesPoint | undefined): string {
  return point?.total == null ? t('historyUnknown') : shortQuantityText(service, point.total);
}

/**
 * Returns a head that names what each column is of, and the rows with plain numbers; null for an unknown number. Notes
 * as in {@link withNotes}.
 */
export function tableCells(
  names: string[],
  rows: readonly HistoryPeriod[],
  choice: HistoryChoice,
  countDaysFrom: number | null,
): CsvValue[][] {
  const head = [
    timeLabel(countDaysFrom),
    ...names.flatMap((name) =>
      [t('historyColumnUsed'), t('historyColumnTotal')].map((label) =>
        columnHead(name, headingWithUnit(label, choice.service)),
      ),
    ),
  ];
  const notedRows = rows.map(({ from, points }) => ({
    cells: [
      countDaysFrom === null ? new Date(from).toISOString() : periodText(from, choice.by, countDaysFrom),
      ...names.flatMap((_, series) => [plain(points[series]?.used), plain(points[series]?.total)]),
    ],
    note: noteOf(names, points, choice),
  }));
  return withNotes(head, notedRows);
}

/** Returns that a period isn't over, and which counters fell; null: neither. */
function noteOf(names: string[], points: HistoryPeriod['points'], { service }: HistoryChoice): string | null {
  const notes = names.flatMap((name, series) => {
    const before = points[series]?.fellFrom;
    return before == null ? [] : [columnHead(name, fellText(service, before))];
  });
  return [...(isRunning(points) ? [t('historySoFar')] : []), ...notes].join('; ') || null;
}

function isRunning(points: HistoryPeriod['points']): boolean {
  return points.some((point) => point?.partial);
}

/** Returns a number without the noise of a difference of fractions (0.28000000000000003). */
function plain(value: number | null | undefined): number | null {
  return value == null ? null : Number(value.toFixed(DECIMALS));
}
