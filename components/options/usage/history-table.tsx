import { useMemo } from 'preact/hooks';
import type { CsvValue } from '../../../lib/domain/text/csv.ts';
import type { SeriesPoint } from '../../../lib/domain/usage/statistics.ts';
import { csvText } from '../../../lib/i18n/csv-text.ts';
import { failureKey } from '../../../lib/i18n/failure-key.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { announce } from '../../ui/toast.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { saveFile } from '../shared/save-file.ts';
import type { HistoryChoice } from './history-choice.ts';
import type { HistoryPeriod } from './history-data.ts';
import { fellText, periodText } from './period-text.ts';

/** Every number of the chart, the newest first: to read, to copy, to save. */
export function HistoryTable({
  caption,
  names,
  periods,
  choice,
  counted,
}: {
  caption: string;
  names: string[];
  periods: HistoryPeriod[];
  choice: HistoryChoice;
  /** See {@link countedFrom}. */
  counted: number | null;
}) {
  const rows = useMemo(() => [...periods].reverse(), [periods]);
  const columns = columnsOf(names, choice, counted);
  const { outcome, copy } = useCopy();
  const copyTable = async () => {
    if (await copy(tableText(cells(names, rows, choice, counted)))) announce(t('historyCopied'));
  };
  const save = () =>
    saveFile(
      `profiles-history-${choice.service}-${choice.range}.csv`,
      csvText(cells(names, rows, choice, counted)),
    );
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

function columnsOf(names: string[], { by }: HistoryChoice, counted: number | null): Column<HistoryPeriod>[] {
  const several = names.length > 1;
  const head = (name: string, label: string) => (several ? t('historyColumnOther', name, label) : label);
  return [
    {
      key: 'time',
      label: t(counted === null ? 'historyColumnTime' : 'historyColumnDay'),
      cell: ({ from, points }) => (
        <>
          {periodText(from, by, counted)}
          {points.some((point) => point?.partial) && <span class="soft"> {t('historySoFar')}</span>}
        </>
      ),
    },
    ...names.flatMap((name, line): Column<HistoryPeriod>[] => [
      {
        key: `used${line}`,
        label: head(name, t('historyColumnUsed')),
        width: several ? '18%' : '30%',
        align: 'end',
        cell: ({ points }) => (
          <>
            {points[line]?.fellFrom != null && <span class="soft">{fellText(points[line].fellFrom)} · </span>}
            <span>{usedText(points[line])}</span>
          </>
        ),
      },
      {
        key: `total${line}`,
        label: head(name, t('historyColumnTotal')),
        width: several ? '18%' : '30%',
        align: 'end',
        cell: ({ points }) => totalText(points[line]),
      },
    ]),
  ];
}

/** Absent from the platform's row means that it was not used; that no row was read means that we do not know. */
function usedText(point: SeriesPoint | undefined): string {
  if (!point || point.used === null) return t('historyUnknown');
  return point.used === 0 ? t('historyNotUsed') : numberText(point.used, { maximumFractionDigits: 2 });
}

function totalText(point: SeriesPoint | undefined): string {
  return point?.total == null ? t('historyUnknown') : numberText(point.total, { maximumFractionDigits: 2 });
}

/** Head and rows with plain numbers; what is not known is empty. */
function cells(
  names: string[],
  rows: readonly HistoryPeriod[],
  choice: HistoryChoice,
  counted: number | null,
): CsvValue[][] {
  return [
    columnsOf(names, choice, counted).map(({ label }) => label),
    ...rows.map(({ from, points }) => [
      counted === null ? new Date(from).toISOString() : periodText(from, choice.by, counted),
      ...names.flatMap((_, line) => [points[line]?.used ?? null, points[line]?.total ?? null]),
    ]),
  ];
}

/** As spreadsheets paste it: a tab between cells. */
function tableText(rows: readonly CsvValue[][]): string {
  return rows.map((row) => row.map((one) => one ?? '').join('\t')).join('\n');
}
