import type { StaleReads } from './lag.ts';
import type { PerService, Plan } from './state.ts';

export type AddOn = 'custom_dns' | 'mobile';

export interface Billing {
  services: PerService;
  addons: Record<AddOn, string[]>;
  /** When the account was first upgraded: each cycle begins at this day and hour. */
  upgradedAt: string;
  cycle: { start: string; end: string };
  /** What happens to the next payment: it succeeds at once, stays processing, or is refused by the bank. */
  behavior: 'instant' | 'processing' | 'payment_error';
  pending: Change | null;
  /** What the pending change costs. */
  pendingCents?: number;
  processing: boolean;
  payment_error: { message: string | null; details: string | null } | null;
  past_due: { amount_due: number; attempt_count: number; invoice_url: string } | null;
  not_enough_balance: boolean;
  trial_end: string | null;
  schedule: Change | null;
  /** What becomes of a step down to less than the profiles have ('reduces', each profile's limit by the same share). */
  lessThanAllocated?: 'reduces' | 'refused' | 'not-made';
  card: {
    name: string;
    brand: string;
    last4: string;
    funding: string;
    exp_month: number;
    exp_year: number;
  } | null;
  information: Record<
    'company' | 'country' | 'state' | 'city' | 'street' | 'zip_code' | 'comments',
    string | null
  >;
  history: { id: string; total: number; at: string }[];
  /** What the bank was charged, oldest first. */
  charges?: Charge[];
  /** After a change this many reads of each kind still return the state before it (0). */
  lag?: number;
  stale?: StaleReads | null;
}

interface Charge {
  cents: number;
  /** What it paid for; null: an invoice that was past due. */
  change: Change | null;
}

/** A change of a subscription, or what is scheduled for the end of its cycle. */
export interface Change {
  plan?: Plan;
  services?: Partial<PerService>;
  addons?: Partial<Record<AddOn, string[]>>;
}

export interface PriceTier {
  amount: number;
  price: number;
}
