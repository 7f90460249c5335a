import type { Failure } from '../failure.ts';

/** What an account pays for, and what it costs. Money is in whole US cents, dates are the platform's ISO 8601. */
export interface SubscriptionFacts {
  plan: string;
  /** Limit by service key. */
  services: Record<string, number>;
  /** Add-on name → ids of the profiles that have it. */
  addons: Record<string, string[]>;
  cycleStart: string | null;
  cycleEnd: string | null;
  /** A change is still on its way at the payment provider; another one would be refused. */
  processing: boolean;
  paymentError: string | null;
  pastDueCents: number | null;
  /** Where a past-due invoice can be paid. */
  pastDueInvoiceUrl: string | null;
  /** The balance will not pay the next invoice and there is no card. */
  notEnoughBalance: boolean;
  upcomingInvoiceCents: number | null;
  trialEnd: string | null;
  /** What it will be after a downgrade that waits for the cycle's end; null: none. */
  schedule: ScheduledChange | null;
}

export interface ScheduledChange {
  releaseAt: string | null;
  /** Null, or empty: stays as it is. */
  plan: string | null;
  services: Record<string, number>;
  addons: Record<string, string[]>;
}

/** Prices in US cents a month. */
export interface PriceTable {
  plans: Record<string, number>;
  addons: Record<string, number>;
  /** By service key, ascending by amount. */
  tiers: Record<string, { amount: number; price: number }[]>;
}

/** Exactly one of them, as the platform takes it. Services: new limit by key; add-ons: all profiles that shall have it. */
export type SubscriptionChange =
  | { services: Record<string, number> }
  | { addons: Record<string, string[]> }
  | { plan: string };

/** A change that was ordered and is not settled: its payment is on its way, or has failed. */
export interface PendingOrder {
  change: SubscriptionChange;
  /** As confirmed by the person who ordered it. Null: the platform did not return what was due. */
  nowCents: number | null;
  monthlyCents: number;
  give: Gift | null;
  /** Epoch ms. */
  at: number;
}

/** What one profile gets of a larger pool once it is there. */
export interface Gift {
  profileId: string;
  service: string;
  amount: number;
}

/** What became of a change that the platform took. */
export interface ChangeOutcome {
  /** processing: the payment is on its way; scheduled: waits for the cycle's end. */
  state: 'done' | 'processing' | 'scheduled';
  /** Whether the profile has got its part; null: none was to get any, or not yet. */
  given: boolean | null;
  /** Why it has not. */
  failure: Failure | null;
}
