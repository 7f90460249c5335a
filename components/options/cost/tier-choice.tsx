import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { servicePool } from '../../../lib/domain/billing/allocation.ts';
import type { PriceTable } from '../../../lib/domain/billing/billing.ts';
import { limitCents } from '../../../lib/domain/billing/monthly-price.ts';
import {
  isQuote,
  type LimitIntent,
  type NoQuote,
  type SubscriptionQuote,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { own } from '../../../lib/domain/own.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { moneyDifferenceText, moneyText } from '../../../lib/i18n/money-text.ts';
import { quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField } from '../../ui/choices.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { richText } from '../../ui/rich-text.ts';
import { announce } from '../../ui/toast.tsx';
import { joinParts } from '../shared/join-parts.ts';
import { ReturnFocus } from '../shared/return-focus.tsx';
import { announceResult } from './announce-result.ts';
import { billingDateOf } from './billing-date.ts';
import { ConfirmPayment, purchaseFailureText } from './confirm-payment.tsx';
import type { KnownBilling } from './known-billing.ts';
import { useQuotes } from './use-quotes.ts';

/**
 * The choice of a service's tier: what each costs now and a month, and the receiver's limit with it. Nothing is spent
 * here; the confirmation follows.
 */
export function TierChoice({
  connection,
  billing,
  service,
  receiverId,
  tiers,
  suggested,
  children,
}: {
  connection: Connection;
  billing: KnownBilling;
  service: string;
  /** The profile that gets what a larger tier adds; null: it stays in the pool. */
  receiverId: string | null;
  /** The tiers offered, ascending; the current one is not among them. */
  tiers: readonly { amount: number; price: number }[];
  /** Chosen at first, and when the chosen one is no longer offered; null: none. */
  suggested: number | null;
  /** What else is chosen for a larger tier. */
  children?: ComponentChildren;
}) {
  const intents = tiers.map(
    ({ amount }): LimitIntent => ({
      kind: 'limit',
      service,
      limit: amount,
      receiverId,
    }),
  );
  const { subscription, allocation, prices } = billing;
  const { quotes, requested, failure, reload } = useQuotes(connection.key, intents, {
    subscription,
    receiverLimit: receiverId === null ? null : allocation[receiverId]?.[service],
    prices: own(prices.tiers, service),
  });
  // The first suggestion stays: a fresh reading must not move the choice while a person is about to continue with it.
  const [chosen, setChosen] = useState(suggested);
  const [confirming, setConfirming] = useState<SubscriptionQuote | null>(null);
  const { pool, allocated } = servicePool(billing, service);
  const hasSmaller = tiers.some((tier) => tier.amount < pool);
  const amount = tiers.find((tier) => tier.amount === chosen)?.amount ?? suggested;
  const quoted = quotes?.[tiers.findIndex((tier) => tier.amount === amount)];
  const quote = quoted && isQuote(quoted) ? quoted : null;
  return (
    <div class="stack">
      <RadioField
        label={t('tierChoose')}
        value={String(amount ?? '')}
        onChange={(value) => setChosen(Number(value))}
        choices={tiers.map((tier, index) => ({
          value: String(tier.amount),
          label: tierText(service, tier, pool, hasSmaller),
          hint: quotes ? hintOf(quotes[index]) : requested ? t('tierAsking') : undefined,
        }))}
      />
      {amount !== null && amount > pool && children}
      {amount !== null && amount < allocated && (
        <p class="note note--warning">
          {richText(
            'tierLineLess',
            <a class="link" href={optionsRoutes.allocation(connection.key, service)}>
              {t('allocationTitle')}
            </a>,
          )}
        </p>
      )}
      {failure && (
        <p class="error" role="alert">
          {t('tierNoPrices')} {failureText(failure)}{' '}
          <ReturnFocus>
            <LinkButton disabledReason={reasonNotToAskAccount(connection.key)} onClick={() => void reload()}>
              {t('optionsTryAgain')}
            </LinkButton>
          </ReturnFocus>
        </p>
      )}
      <div class="row">
        <Button
          kind="primary"
          disabledReason={reasonNotToAskAccount(connection.key)}
          disabled={!quote || subscription.processing}
          onClick={() => setConfirming(quote)}
        >
          {t('tierContinue')}
        </Button>
        <span class="soft">
          {t(subscription.processing ? 'ruleSubscriptionProcessing' : 'tierContinueHint')}
        </span>
      </div>
      {confirming && (
        <ConfirmPayment
          connection={connection}
          quote={confirming}
          onDone={(result) => {
            setConfirming(null);
            announceResult(connection, result);
          }}
          onClose={(orderFailure) => {
            setConfirming(null);
            // The prices beside the choices may be outdated.
            void reload();
            if (orderFailure) announce(purchaseFailureText(orderFailure), 'error');
          }}
        />
      )}
    </div>
  );
}

/** Returns a tier's amount and price; beside smaller ones than the account's limit `pool`, which way it changes it. */
function tierText(
  service: string,
  { amount, price }: { amount: number; price: number },
  pool: number,
  hasSmaller: boolean,
) {
  const [limit, monthly] = [quantityText(service, amount), t('tierPrice', moneyText(price))];
  if (!hasSmaller) return `${limit} · ${monthly}`;
  return t(amount < pool ? 'tierLower' : 'tierRaise', limit, monthly);
}

/** Returns what a tier costs now and a month, and the receiver's limit; or why it cannot be chosen. */
function hintOf(quote: SubscriptionQuote | NoQuote | undefined): string | undefined {
  if (!quote) return undefined;
  if (!isQuote(quote)) return t(quote.reason);
  const { differenceCents, nowCents, isStepUp, cycleEnd, receiverUnits, receiverLimit } = quote;
  const due = nowCents === null ? t('tierNowUnknown') : t('tierNow', moneyText(nowCents));
  return joinParts([
    t('tierDifference', moneyDifferenceText(differenceCents)),
    isStepUp ? due : t('tierFrom', billingDateOf(cycleEnd) ?? t('costNextCycle')),
    ...(receiverUnits
      ? [
          t(
            'tierReceiver',
            quantityText(receiverUnits.service, receiverLimit ?? 0),
            quantityText(receiverUnits.service, (receiverLimit ?? 0) + receiverUnits.amount),
          ),
        ]
      : []),
  ]);
}

/** Returns what the current tier costs a month; or that its price is not published. */
export function currentPriceText(service: string, limit: number, prices: PriceTable): string {
  const cents = limitCents(prices, service, limit);
  return cents === null ? t('costPriceUnknown') : t('tierPrice', moneyText(cents));
}
