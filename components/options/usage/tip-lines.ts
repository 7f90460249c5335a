import { isolate } from '../../../lib/domain/text/foreign.ts';
import { roundToUnit } from '../../../lib/domain/usage/service.ts';
import { numberText, quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import type { ChartData } from './chart-data.ts';
import type { HistoryChartProps } from './history-chart.tsx';
import { fellText, periodText } from './period-text.ts';

/** Returns the tooltip's lines: the period, then each series' value; in the future the forecast and its range. */
export function tipLines(
  cursor: number,
  { names, periods, choice, countDaysFrom, range }: HistoryChartProps,
  data: ChartData,
): string[] {
  const [times, ...columns] = data.columns;
  // A reset is drawn with the first value after it.
  const index = data.resets.has(cursor) ? cursor + 1 : cursor;
  const seconds = times[index];
  if (seconds === undefined) return [];
  const amount = (value: number) => quantityText(choice.service, value);
  const end = seconds * 1000;
  // A cumulative number is drawn at its period's end, which is the next one's start.
  const at = choice.mode === 'total' ? Math.max(range.from, end - 1) : end;
  const period = periods.find(({ from, to }) => from <= at && at < to);
  const rows = names.flatMap((label, series) => {
    const value = columns[series]?.[index];
    if (value == null) return [];
    const before = period?.points[series]?.fellFrom;
    return [
      t('historyTipLine', isolate(label), amount(value)),
      ...(before == null ? [] : [fellText(choice.service, before)]),
    ];
  });
  const [high, low, expected] = data.hasForecast ? columns.slice(-3).map((column) => column[index]) : [];
  if (rows.length === 0 && high != null && low != null && expected != null) {
    const [from, to, most] = [low, high, expected].map((value) => roundToUnit(choice.service, value));
    const between = t('forecastRange', numberText(from!, { maximumFractionDigits: 2 }), amount(to!));
    rows.push(t('historyTipLine', t('historyForecastLine'), amount(most!)), between);
  }
  return rows.length === 0 ? [] : [periodText(at, choice.by, countDaysFrom), ...rows];
}
