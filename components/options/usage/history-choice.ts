import { type ProfileRef, refFromId } from '../../../lib/domain/identity/keys.ts';
import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import {
  DAYS_BACK,
  type HistoryRange,
  monthNames,
  rangeOf,
} from '../../../lib/domain/usage/history-range.ts';
import { SERVICE_KEYS } from '../../../lib/domain/usage/service.ts';

/** The part of the history that is shown; kept in the page's address. */
export interface HistoryChoice {
  service: string;
  by: Periodicity;
  range: string;
  mode: 'total' | 'used';
  /** What it is compared with: a month's name, a profile's refId, or '' for nothing. */
  against: string;
}

export const PERIODICITIES: Periodicity[] = ['hour', 'day', 'month'];
/** How many months can be chosen: a year ago is among them. */
export const MONTH_CHOICES = 13;

/**
 * Returns the choice in an address; an invalid part is replaced by its default. `otherProfile` returns the refId by
 * which a profile beside the shown one is known; '' if there is none.
 */
export function choiceOf(
  params: Record<string, string>,
  services: readonly string[],
  now: number,
  otherProfile: (ref: ProfileRef) => string,
): HistoryChoice {
  const by = PERIODICITIES.find((one) => one === params.by) ?? 'day';
  const ranges = rangesFor(by, now);
  const range = ranges.find((one) => one === params.range) ?? ranges[0]!;
  const known = new Set<string>([...services, ...SERVICE_KEYS]);
  const service = params.service && known.has(params.service) ? params.service : (services[0] ?? 'input');
  const against = params.against ?? '';
  const other = refFromId(against);
  const isOtherMonth = isMonth(range, by, now) && isMonth(against, by, now) && against !== range;
  return {
    service,
    by,
    range,
    mode: params.mode === 'used' ? 'used' : 'total',
    against: other ? otherProfile(other) : isOtherMonth ? against : '',
  };
}

/** Returns true for the name of a single month. */
export function isMonth(range: string, by: Periodicity, now: number): boolean {
  return rangeOf(range, by, now)?.isMonth ?? false;
}

/** Returns the names of the ranges offered for a periodicity; the default first. */
export function rangesFor(by: Periodicity, now: number): string[] {
  const back = Object.keys(DAYS_BACK);
  const months = monthNames(now, MONTH_CHOICES);
  if (by === 'month') return ['1y'];
  return by === 'hour' ? [...back.slice(0, 1), ...months, ...back.slice(1)] : [...months, ...back];
}

/** One series of the chart: a profile's history in a range. */
export interface HistorySeries extends HistoryRange {
  ref: ProfileRef;
  /** By how much it is moved to lie over the first series, in ms. */
  shift: number;
  /** The month's name where two months are compared; null where two profiles are, or nothing. */
  month: string | null;
}

/** Returns the chart series of a choice: one, or two to compare. */
export function seriesFor(choice: HistoryChoice, ref: ProfileRef, now: number): HistorySeries[] {
  const { by, range, against } = choice;
  const period = rangeOf(range, by, now)!;
  const other = refFromId(against);
  const first: HistorySeries = { ...period, ref, shift: 0, month: null };
  if (other) return [first, { ...period, ref: other, shift: 0, month: null }];
  const month = period.isMonth ? rangeOf(against, by, now) : null;
  if (!month?.isMonth) return [first];
  return [
    { ...first, month: range },
    { ...month, ref, shift: period.from - month.from, month: against },
  ];
}

/**
 * Returns the start of the first of two compared months, epoch ms: the days of both are counted from it. Null where
 * no months are compared.
 */
export function comparedMonthStart(series: readonly HistorySeries[]): number | null {
  return series.length > 1 && series[0]?.month ? series[0].from : null;
}
