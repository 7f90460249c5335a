import { AUDIT_LOG_DAYS, type AuditLogPeriod } from '../../../lib/domain/audit-log.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { endOfDay } from '../shared/zoned-day.ts';

/** A number of days up to today, or days that the person enters. */
export const AUDIT_PERIODS = ['1', '3', '7', 'days'] as const;

/** What the form holds: one of {@link AUDIT_PERIODS}, and the first and last day, `yyyy-mm-dd`. */
export interface AuditPeriod {
  period: string;
  from: string;
  to: string;
}

/** Returns true if both are the same number of days up to today, or the same days. */
export function isSamePeriod(a: AuditPeriod, b: AuditPeriod): boolean {
  return a.period === b.period && (a.period !== 'days' || (a.from === b.from && a.to === b.to));
}

/** Returns true if the period is one day: a search of less isn't offered. */
export function isOneDay({ period, from, to }: AuditPeriod): boolean {
  return period === 'days' ? from === to : period === '1';
}

/** Returns the period to query; null if the days are invalid, more than seven, or not before `at` (epoch ms). */
export function auditRange(draft: AuditPeriod, zone: string, at: number): AuditLogPeriod | null {
  if (draft.period !== 'days') return { days: Number(draft.period) };
  const first = endOfDay(draft.from, zone);
  const to = endOfDay(draft.to, zone);
  if (first === null || to === null) return null;
  // A calendar day of the zone begins where the day before ends, even if the clocks changed in between.
  const before = endOfDay(dayBefore(draft.from), zone);
  if (before === null || daysBetween(draft.from, draft.to) > AUDIT_LOG_DAYS) return null;
  // The week in which the clocks go back is an hour longer than the platform accepts.
  const from = Math.max(before + 1000, to - AUDIT_LOG_DAYS * DAY_MS);
  return from < Math.min(to, at) ? { from, to } : null;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

/** Returns the number of calendar days from one `yyyy-mm-dd` to another, including both. */
function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}
