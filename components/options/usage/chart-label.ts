import { isMonthly } from '../../../lib/domain/usage/service.ts';
import { quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type HistoryPeriod, totalUsed } from './history-data.ts';

/**
 * Returns what a chart shows, for screen readers. Only what a monthly service used adds up: storage grows and shrinks.
 */
export function chartLabel(name: string, service: string, periods: readonly HistoryPeriod[]): string {
  const used = isMonthly(service) ? totalUsed(periods, 0) : null;
  const total = used === null ? '' : `${t('historyChartTotal', quantityText(service, used))} `;
  return `${name}. ${total}${t('historyChartTable')}`;
}
