import { type ProfileRef, refFromId, refId } from '../../../lib/domain/identity/keys.ts';
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
  /** A month's name, a profile's refId, or nothing. */
  against: string;
}

export const PERIODICITIES: Periodicity[] = ['hour', 'day', 'month'];
export const MONTHS_OFFERED = 13;

/** Reads the choice from an address; whatever does not fit gives way to what does. */
export function choiceOf(
  params: Record<string, string>,
  services: readonly string[],
  now: number,
): HistoryChoice {
  const by = PERIODICITIES.find((one) => one === params.by) ?? 'day';
  const ranges = rangesFor(by, now);
  const range = ranges.find((one) => one === params.range) ?? ranges[0]!;
  const known = new Set<string>([...services, ...SERVICE_KEYS]);
  const service = params.service && known.has(params.service) ? params.service : (services[0] ?? 'input');
  const against = params.against ?? '';
  const isMonth = monthNames(now, MONTHS_OFFERED).includes(range as never);
  const fits =
    refFromId(against) !== null || (isMonth && rangeOf(against, by, now)?.isMonth && against !== range);
  return {
    service,
    by,
    range,
    mode: params.mode === 'used' ? 'used' : 'total',
    against: fits ? against : '',
  };
}

/** Returns the ranges that make sense by hour, by day and by month; the usual one first. */
export function rangesFor(by: Periodicity, now: number): string[] {
  const back = Object.keys(DAYS_BACK);
  const months = monthNames(now, MONTHS_OFFERED);
  if (by === 'month') return ['1y'];
  return by === 'hour' ? [...back.slice(0, 1), ...months, ...back.slice(1)] : [...months, ...back];
}

/** One line of the chart: whose history, over which time, and by how much it is moved to lie over the first. */
export interface HistoryLine extends HistoryRange {
  ref: ProfileRef;
  shift: number;
  /** What sets it apart from the other line: a month's name, or null when the profile does. */
  month: string | null;
}

/** Returns the chart series of a choice: one, or two to compare. */
export function linesOf(choice: HistoryChoice, ref: ProfileRef, now: number): HistoryLine[] {
  const { by, range, against } = choice;
  const period = rangeOf(range, by, now)!;
  const other = refFromId(against);
  const first: HistoryLine = { ...period, ref, shift: 0, month: null };
  if (other && refId(other) !== refId(ref)) return [first, { ...period, ref: other, shift: 0, month: null }];
  const month = period.isMonth ? rangeOf(against, by, now) : null;
  if (!month?.isMonth) return [first];
  return [
    { ...first, month: range },
    { ...month, ref, shift: period.from - month.from, month: against },
  ];
}

/** Returns the start of the month by which the days of two months are counted, epoch ms; null: they have one time. */
export function countedFrom(lines: readonly HistoryLine[]): number | null {
  return lines.length > 1 && lines[0]?.month ? lines[0].from : null;
}
