import type { PriceTable, SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { type Cancellation, cancellationOf } from '../../../lib/domain/billing/cancellation.ts';
import { afterSchedule, limitCents } from '../../../lib/domain/billing/monthly-price.ts';
import type { Result } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { own } from '../../../lib/domain/own.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { profileNameOf } from '../shared/account-profiles.ts';

/** A question about an account's payment: paying an invoice, or canceling a scheduled change. */
export interface Question {
  /** What is confirmed by it: an amount in cents, or what a cancellation means. */
  confirmed: number | Cancellation;
  /** Sends that: the background does exactly what the person saw, or nothing. */
  send: () => Promise<Result<null>>;
  title: string;
  lines: string[];
  /** The parts of what is done. */
  list?: string[];
  /** What is confirmed, in a few words; shown with that of the current question when it has changed. */
  summary: string;
  /** The button's text. */
  label: string;
  /** Announced when it is done. */
  doneText: string;
}

/**
 * Returns the question to pay the invoice past due; null if its amount is unknown, something else would be charged with
 * it, or it was just paid.
 */
export function pastDueQuestion(
  { key }: Connection,
  { pastDue, paymentError, processing }: SubscriptionFacts,
  wasJustPaid: boolean,
): Question | null {
  const cents = pastDue?.cents ?? null;
  if (cents === null || paymentError !== null || processing || wasJustPaid) return null;
  const amount = moneyText(cents);
  return {
    confirmed: cents,
    send: () => send('payPastDue', { connectionKey: key, confirmedCents: cents }),
    title: t('costRetryTitle', amount),
    lines: [t('costRetryPastDue', amount)],
    summary: amount,
    label: t('payButtonNow', amount),
    doneText: t('costRetryDone'),
  };
}

/** Returns the question to cancel the scheduled change; null if there is none. */
export function scheduleQuestion(
  connection: Connection,
  subscription: SubscriptionFacts,
  prices: PriceTable,
): Question | null {
  const confirmed = cancellationOf(subscription, prices);
  if (!confirmed) return null;
  const list = scheduleLines(connection, subscription, prices);
  const amounts = monthlyTexts(confirmed);
  return {
    confirmed,
    send: () => send('cancelScheduledChange', { connectionKey: connection.key, confirmed }),
    title: t('costKeepTitle'),
    lines: [...(amounts ? [t('costKeepLine', amounts.kept, amounts.scheduled)] : []), t('costKeepAll')],
    list,
    summary: [
      ...list,
      ...(amounts ? [t('costFromTo', t('payMonthly'), amounts.kept, amounts.scheduled)] : []),
    ].join('; '),
    label: amounts ? t('costKeepConfirm', amounts.kept) : t('costKeepConfirmPlain'),
    doneText: t('costKept'),
  };
}

/** Returns what a month costs without the scheduled change and with it; null if a price isn't published. */
export function monthlyTexts({ keptCents, scheduledCents }: Cancellation): {
  kept: string;
  scheduled: string;
} | null {
  return keptCents === null || scheduledCents === null
    ? null
    : { kept: moneyText(keptCents), scheduled: moneyText(scheduledCents) };
}

/**
 * Returns what a scheduled change does: a line for each part that differs, also for what was bought and ends with the
 * plan.
 */
export function scheduleLines(
  connection: Connection,
  subscription: SubscriptionFacts,
  prices: PriceTable,
): string[] {
  if (!subscription.schedule) return [];
  const next = afterSchedule(subscription);
  const services = Object.keys({ ...subscription.services, ...next.services }).flatMap((service) => {
    const limit = subscription.services[service] ?? 0;
    const before = quantityText(service, limit);
    const after = next.services[service];
    if (after !== undefined)
      return after === limit
        ? []
        : t('costFromTo', serviceLabel(service), before, quantityText(service, after));
    // What costs nothing wasn't bought.
    const isIncluded = limitCents(prices, service, limit) === 0;
    return isIncluded ? [] : t('costNoLonger', serviceLabel(service), before);
  });
  const addons = Object.entries(subscription.addons).flatMap(([name, ids]) =>
    ids
      .filter((id) => !own(next.addons, name)?.includes(id))
      .map((id) => t('addonRemoveTitleShort', addonLabel(name), profileNameOf(connection, id))),
  );
  const plan =
    next.plan === subscription.plan
      ? []
      : [t('costFromTo', t('costPlan'), planText(subscription.plan), planText(next.plan))];
  return [...plan, ...services, ...addons];
}
