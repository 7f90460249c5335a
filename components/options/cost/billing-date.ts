import { exactDate } from '../shared/dates.ts';

/**
 * Billing cycles turn at one moment for everybody, like the month of the monthly services: their days are those of
 * UTC on every page, and say so. A day of the account's own zone would be another one than on the invoice.
 */
export const BILLING_TIME_ZONE = 'UTC';

/** Returns the day of something that TagoIO bills, e.g. "Dec 1, 2026 UTC". */
export function billingDate(at: number): string {
  return `${exactDate(at, BILLING_TIME_ZONE)} UTC`;
}
