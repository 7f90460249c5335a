import * as z from 'zod/mini';
import type { Allocation } from '../domain/billing/allocation.ts';
import {
  KNOWN_ADDONS,
  type ScheduledChange,
  type SubscriptionChange,
  type SubscriptionFacts,
} from '../domain/billing/billing.ts';
import { isLimit } from '../domain/usage/amount.ts';
import { isServiceKey } from '../domain/usage/service.ts';
import { explain } from './errors.ts';
import {
  ifAny,
  lenient,
  numbersIn,
  parseList,
  parseOne,
  platformId,
  timeText,
  wholeNumber,
} from './parse.ts';
import { readableLimits } from './readable-limits.ts';
import { type Api, path, request } from './request.ts';

export const allocationRowSchema = z.looseObject({ profile: platformId });

/**
 * `GET /account/allocation`: limits by profile id and service key. A profile with a limit that can't be read has null.
 */
export async function fetchAllocation(api: Api): Promise<Allocation> {
  const result = await request(api, { method: 'GET', path: path`/account/allocation` });
  const rows = parseList(allocationRowSchema, result);
  return Object.fromEntries(rows.map((row) => [row.profile, readableLimits(row)]));
}

/**
 * `POST /account/allocation` with only the changes. Throws `plan-limit` when a service's sum exceeds the account's
 * limit.
 */
export async function postAllocation(api: Api, changes: Allocation): Promise<void> {
  const body = Object.entries(changes).map(([profile, limits]) => ({ ...limits, profile }));
  const call = request(api, { method: 'POST', path: path`/account/allocation`, body });
  await explain(call, [[/\b(exceeds?|exceeded|limit|available|higher)\b/i, { code: 'plan-limit' }]]);
}

/** Whole US cents, at least 0; anything else counts as an unknown amount. */
const cents = lenient(wholeNumber);
/** What an account has, by service or add-on; without it, it has none. */
const holdings = z.nullish(z.record(z.string(), z.unknown()));
const limitSchema = z.object({ limit: z.number().check(z.refine(isLimit)) });
const profileIds = z.array(platformId);

export const subscriptionSchema = z.object({
  account: lenient(z.string()),
  plan: z.string(),
  services: holdings,
  addons: holdings,
  current_cycle: lenient(z.object({ start: lenient(timeText), end: lenient(timeText) })),
  // Of another type it doesn't allow an order.
  processing: z.nullish(z.boolean()),
  payment_error: ifAny({ message: lenient(z.string()), details: lenient(z.string()) }),
  past_due: ifAny({ amount_due: cents, invoice_url: lenient(z.string()) }),
  upcoming_invoice_total: cents,
  trial_end: lenient(timeText),
});

/**
 * `GET /account/subscription`, without the parts from summary and schedule; `accountId`: whose it says it is, null: it
 * doesn't. Owner only. Throws `malformed` when a limit or a list of profiles can't be read: an order that takes it for
 * none would take away what the account has.
 */
export async function fetchSubscription(
  api: Api,
): Promise<Omit<SubscriptionFacts, 'notEnoughBalance' | 'schedule'> & { accountId: string | null }> {
  const result = await request(api, { method: 'GET', path: path`/account/subscription` });
  const found = parseOne(subscriptionSchema, result);
  const error = found.payment_error;
  return {
    accountId: found.account ?? null,
    plan: found.plan,
    services: limitsIn(found.services),
    addons: listsIn(found.addons),
    cycleStart: found.current_cycle?.start ?? null,
    cycleEnd: found.current_cycle?.end ?? null,
    processing: found.processing ?? false,
    // An error may have no message that can be read; it is '' then.
    paymentError: error ? [error.message, error.details].filter(Boolean).join(' – ') : null,
    pastDue: found.past_due
      ? { cents: found.past_due.amount_due ?? null, invoiceUrl: httpsOnly(found.past_due.invoice_url) }
      : null,
    upcomingInvoiceCents: found.upcoming_invoice_total ?? null,
    trialEnd: found.trial_end ?? null,
  };
}

function limitsIn(services: z.output<typeof holdings>): Record<string, number> {
  return numbersIn(
    Object.fromEntries(
      Object.entries(services ?? {}).map(([key, value]) => {
        // An unknown key may be something other than a service.
        const isService = isServiceKey(key) && value !== null;
        return [
          key,
          isService ? parseOne(limitSchema, value).limit : limitSchema.safeParse(value).data?.limit,
        ];
      }),
    ),
  );
}

function listsIn(addons: z.output<typeof holdings>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(addons ?? {}).flatMap(([key, ids]) => {
      // A profile's own add-ons are true or false.
      if (ids === null || ids === false) return [];
      // An unknown key may be something other than a list of profiles.
      const list = KNOWN_ADDONS.has(key) ? parseOne(profileIds, ids) : z.safeParse(profileIds, ids).data;
      return list ? [[key, list]] : [];
    }),
  );
}

function httpsOnly(url: string | null | undefined): string | null {
  return url?.startsWith('https://') ? url : null;
}

interface SubscriptionSummary {
  /** Null: not known. */
  notEnoughBalance: boolean | null;
  /** Whether a change is scheduled; null: not known. */
  scheduled: boolean | null;
}

export const subscriptionSummarySchema = z.object({
  not_enough_balance: lenient(z.boolean()),
  // Of which type isn't documented.
  schedule: z.optional(z.unknown()),
});

/** The summary of an account without a subscription, or one that may not read it: it has no invoice to be warned of. */
export const NO_SUMMARY: SubscriptionSummary = { notEnoughBalance: false, scheduled: null };

/** `GET /account/subscription/summary`, which is null for an account without a subscription. The platform caches it. */
export async function fetchSubscriptionSummary(api: Api): Promise<SubscriptionSummary> {
  const result = await request(api, { method: 'GET', path: path`/account/subscription/summary` });
  if (result === null) return NO_SUMMARY;
  const summary = parseOne(subscriptionSummarySchema, result);
  return {
    notEnoughBalance: summary.not_enough_balance ?? null,
    scheduled: summary.schedule === undefined ? null : Boolean(summary.schedule),
  };
}

export const scheduleSchema = z.object({
  release_at: lenient(timeText),
  subscription: z.nullish(
    z.object({
      plan: lenient(z.string()),
      services: holdings,
      addons: holdings,
    }),
  ),
});

/** `GET /account/subscription/schedule`: the scheduled downgrade; null: none. */
export async function fetchSchedule(api: Api): Promise<ScheduledChange | null> {
  const result = await request(api, { method: 'GET', path: path`/account/subscription/schedule` });
  if (result === null) return null;
  const schedule = parseOne(scheduleSchema, result);
  if (!schedule.subscription) return null;
  const { plan, services, addons } = schedule.subscription;
  return {
    releaseAt: schedule.release_at ?? null,
    plan: plan ?? null,
    services: limitsIn(services),
    addons: listsIn(addons),
  };
}

/** `DELETE /account/subscription/schedule`: cancels a scheduled downgrade. */
export async function deleteSchedule(api: Api): Promise<void> {
  await request(api, { method: 'DELETE', path: path`/account/subscription/schedule` });
}

/** Longer than usual, since the platform waits for the payment provider. */
const PAYMENT_TIMEOUT_MS = 90_000;

/** `POST /account/subscription/pending/retry`: **spends money.** Retries a failed payment. */
export async function postPendingRetry(api: Api): Promise<void> {
  await request(api, {
    method: 'POST',
    path: path`/account/subscription/pending/retry`,
    timeoutMs: PAYMENT_TIMEOUT_MS,
  });
}

/** `POST /account/subscription/pending/cancel`: cancels a change whose payment failed. */
export async function postPendingCancel(api: Api): Promise<void> {
  await request(api, { method: 'POST', path: path`/account/subscription/pending/cancel` });
}

/** `POST /account/subscription`: **spends money.** */
export async function postSubscription(api: Api, change: SubscriptionChange): Promise<void> {
  const body =
    'services' in change
      ? {
          services: Object.fromEntries(
            Object.entries(change.services).map(([key, limit]) => [key, { limit }]),
          ),
        }
      : change;
  await request(api, {
    method: 'POST',
    path: path`/account/subscription`,
    body,
    timeoutMs: PAYMENT_TIMEOUT_MS,
  });
}
