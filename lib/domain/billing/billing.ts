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
  /** An invoice that is past due; null: none. */
  pastDue: PastDueInvoice | null;
  /** The balance will not pay the next invoice and there is no card. */
  notEnoughBalance: boolean;
  upcomingInvoiceCents: number | null;
  trialEnd: string | null;
  /** What it will be after a downgrade that waits for the cycle's end; null: none. */
  schedule: ScheduledChange | null;
}

export interface PastDueInvoice {
  /** Null: the platform does not return how much. */
  cents: number | null;
  /** Where it can be paid. */
  invoiceUrl: string | null;
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
export type SubscriptionChange = { services: Record<string, number> } | { addons: Record<string, string[]> };

/** What one profile gets of a larger pool once it is there. */
export interface Gift {
  profileId: string;
  service: string;
  amount: number;
}
