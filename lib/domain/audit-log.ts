import { DAY_MS } from './time.ts';

/** The most days that the platform accepts in one query. */
export const AUDIT_LOG_DAYS = 7;

/** The kinds of resources that the platform accepts as `resourceName`; to others it has no documented response. */
export const AUDIT_RESOURCES = [
  'device',
  'analysis',
  'dashboard',
  'action',
  'dictionary',
  'connector',
  'network',
  'am',
  'run',
  'runuser',
  'profile',
] as const;
export type AuditResource = (typeof AUDIT_RESOURCES)[number];

export interface AuditLogQuery {
  resourceId?: string;
  resourceName?: AuditResource;
  find?: string;
  /** Epoch ms; at most {@link AUDIT_LOG_DAYS} days apart. */
  from: number;
  to: number;
  limit?: number;
}

/** The last days up to now, or from one time to another, epoch ms; at most {@link AUDIT_LOG_DAYS} days. */
export type AuditLogPeriod = { days: number } | { from: number; to: number };

/** A query whose end is set when it is sent. */
export type AuditLogRequest = Omit<AuditLogQuery, 'from' | 'to'> & AuditLogPeriod;

/** Returns the range of a period that ends at `now` (epoch ms) at the latest; null if it is empty or too long. */
export function auditLogRange(
  period: AuditLogPeriod,
  now: number,
): Pick<AuditLogQuery, 'from' | 'to'> | null {
  const { from, to } = 'days' in period ? { from: now - period.days * DAY_MS, to: now } : period;
  const end = Math.min(to, now);
  return from < end && to - from <= AUDIT_LOG_DAYS * DAY_MS ? { from, to: end } : null;
}

/** What a query found. */
export interface AuditLogResult {
  /** The platform's; 'Timeout' also when it didn't end in time. */
  status: 'Complete' | 'Failed' | 'Timeout' | 'Unknown';
  events: AuditLogEvent[];
  /** How many events there are where these are only some of them; null: these are all, or that isn't known. */
  matched: number | null;
}

export interface AuditLogEvent {
  resourceName: string;
  resourceId: string;
  message: string;
  who: string;
  /** Epoch ms. */
  at: number;
}
