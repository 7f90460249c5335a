import { hasElapsed } from '../time.ts';
import { ABSENCE_CONFIRMATION_MS } from './order.ts';

/** The payment of an invoice past due that was sent and not refused. */
export interface PaidInvoice {
  cents: number;
  /** When it was sent, epoch ms. */
  paidAt: number;
  /** Nobody knows yet whether it arrived. */
  unanswered?: true;
}

/**
 * Returns true while an invoice past due of this amount may be the one that was just paid: reads may lag behind. One
 * that a clock ahead of time paid may have been paid just now.
 */
export function isJustPaid(paid: PaidInvoice | undefined, cents: number | null, now: number): boolean {
  return paid?.cents === cents && !hasElapsed(ABSENCE_CONFIRMATION_MS, paid.paidAt, now);
}
