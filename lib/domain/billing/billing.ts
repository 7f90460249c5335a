import { own } from '../own.ts';

/** The plan on which nothing can be bought, whatever the price table says. */
export const FREE_PLAN = 'free';

/** Add-ons whose value is the list of profiles that have them. Another one's is left out if it isn't a list of ids. */
export const KNOWN_ADDONS: ReadonlySet<string> = new Set(['custom_dns', 'mobile']);

/** An account's subscription. Money is in whole US cents, dates are the platform's ISO 8601 texts. */
export interface SubscriptionFacts {
  plan: string;
  /** Limit by service key. */
  services: Record<string, number>;
  /** Add-on name → ids of the profiles that have it. */
  addons: Record<string, string[]>;
  cycleStart: string | null;
  cycleEnd: string | null;
  /** The payment provider is processing a change; another one would be refused. */
  processing: boolean;
  paymentError: string | null;
  /** An invoice that is past due; null: none. */
  pastDue: PastDueInvoice | null;
  /** The balance will not pay the next invoice and there is no card; null: not known. */
  notEnoughBalance: boolean | null;
  upcomingInvoiceCents: number | null;
  trialEnd: string | null;
  /** A downgrade that takes effect at the end of the cycle; null: none. */
  schedule: ScheduledChange | null;
}

interface PastDueInvoice {
  /** Null: the platform doesn't return the amount. */
  cents: number | null;
  /** Where it can be paid. */
  invoiceUrl: string | null;
}

export interface ScheduledChange {
  releaseAt: string | null;
  /** Null, like empty services and add-ons: unchanged. */
  plan: string | null;
  services: Record<string, number>;
  addons: Record<string, string[]>;
}

/** What an account has and pays for. */
export type Holdings = Pick<SubscriptionFacts, 'plan' | 'services' | 'addons'>;

/** Prices in US cents a month. */
export interface PriceTable {
  plans: Record<string, number>;
  addons: Record<string, number>;
  /** By service key, ascending by amount. */
  tiers: Record<string, { amount: number; price: number }[]>;
}

/** A change that the platform accepts: new limits by service key, or the complete list of profiles by add-on. */
export type SubscriptionChange = { services: Record<string, number> } | { addons: Record<string, string[]> };

/** Units that are allocated to a profile once the account's larger limit is in effect. */
export interface ReceiverUnits {
  profileId: string;
  service: string;
  amount: number;
}

/** Returns the ids of the profiles that have an add-on; undefined: not known, as of one whose list can't be read. */
export function holdersOf({ addons }: Pick<Holdings, 'addons'>, name: string): string[] | undefined {
  return own(addons, name) ?? (KNOWN_ADDONS.has(name) ? [] : undefined);
}
