import type { PriceTable, SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { afterSchedule, knownMonthly, limitPrice } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Result } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { profileNameOf } from '../shared/account-profiles.ts';

/** A question about an account's payment: paying an invoice, or cancelling a scheduled change. */
export interface Question {
  /** Sends it with what the person saw: the background does exactly that, or nothing. */
  send: () => Promise<Result<null>>;
  title: string;
  lines: string[];
  /** The parts of what is done. */
  list?: string[];
  /** What is confirmed, in a few words; compared with the current question, and shown when it has changed. */
  summary: string;
  confirm: string;
  done: string;
}

/** Returns the question to pay the invoice past due; null if its amount is unknown, or something else would be charged with it. */
export function pastDueQuestion(
  { key }: Connection,
  { pastDue, paymentError, processing }: SubscriptionFacts,
): Question | null {
  const cents = pastDue?.cents ?? null;
  if (cents === null || paymentError !== null || processing) return null;
  const amount = moneyText(cents);
  return {
    send: () => send('payPastDue', { connectionKey: key, confirmedCents: cents }),
    title: t('costRetryTitle', amount),
    lines: [t('costRetryPastDue', amount)],
    summary: amount,
    confirm: t('payButtonNow', amount),
    done: t('costRetryDone'),
  };
}

/** Returns the question to cancel the scheduled change; null if there is none. */
export function scheduleQuestion(
  connection: Connection,
  subscription: SubscriptionFacts,
  prices: PriceTable,
): Question | null {
  const { schedule } = subscription;
  if (!schedule) return null;
  const list = scheduleLines(connection, subscription, prices);
  const { next, current } = schedulePrices(subscription, prices);
  const isKnown = next !== null && current !== null;
  return {
    send: () => send('cancelScheduledChange', { connectionKey: connection.key, confirmed: schedule }),
    title: t('costKeepTitle'),
    lines: [...(isKnown ? [t('costKeepLine', current, next)] : []), t('costKeepAll')],
    list,
    summary: list.join('; '),
    confirm: isKnown ? t('costKeepConfirm', current) : t('costKeepConfirmPlain'),
    done: t('costKept'),
  };
}

/** Returns what a month costs after the scheduled change and now; null if a price isn't published. */
export function schedulePrices(
  subscription: SubscriptionFacts,
  prices: PriceTable,
): { next: string | null; current: string | null } {
  const text = (cents: number | null) => (cents === null ? null : moneyText(cents));
  return {
    next: text(knownMonthly(afterSchedule(subscription), prices)),
    current: text(knownMonthly(subscription, prices)),
  };
}

/**
 * Returns what a scheduled change does: a line for each part that differs, also for what was bought and ends with the plan.
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
    const isIncluded = limitPrice(prices, service, limit) === 0;
    return isIncluded ? [] : t('costNoLonger', serviceLabel(service), before);
  });
  const addons = Object.entries(subscription.addons).flatMap(([name, ids]) =>
    ids
      .filter((id) => !next.addons[name]?.includes(id))
      .map((id) => t('addonRemoveTitleShort', addonLabel(name), profileNameOf(connection, id))),
  );
  const plan =
    next.plan === subscription.plan
      ? []
      : [t('costFromTo', t('costPlan'), planText(subscription.plan), planText(next.plan))];
  return [...plan, ...services, ...addons];
}
