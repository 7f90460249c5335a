import { parseTime } from '../../../lib/domain/time.ts';
import { exactDate } from '../shared/dates.ts';

/**
 * A billing cycle starts at the day and hour of the account's first upgrade, whose time zone isn't documented: dates
 * are in UTC on every page, and say so. In the account's time zone the date could be another one than on the invoice.
 */
export const BILLING_TIME_ZONE = 'UTC';

/** Returns the date of something that TagoIO bills (epoch ms), e.g. "Dec 1, 2026 UTC". */
export function billingDate(at: number): string {
  return `${exactDate(at, BILLING_TIME_ZONE)} UTC`;
}

/** Returns the same for a time in the platform's form (ISO 8601); null if there is none, or it isn't a time. */
export function billingDateOf(iso: string | null | undefined): string | null {
  const at = parseTime(iso);
  return Number.isNaN(at) ? null : billingDate(at);
}
