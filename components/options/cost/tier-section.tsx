import { useState } from 'preact/hooks';
import type { ChangeOutcome, Gift, PriceTable } from '../../../lib/domain/billing/billing.ts';
import { billingCycleOf } from '../../../lib/domain/billing/cost-cycle.ts';
import { type SubscriptionQuote, tierPrice } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { moneyDifferenceText, moneyText } from '../../../lib/i18n/money-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField } from '../../ui/choices.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { exactDate } from '../shared/dates.ts';
import { ConfirmPayment, type Purchase, purchaseFailureText } from './confirm-payment.tsx';
import { profileNameOf } from './profile-names.ts';
import type { KnownBilling } from './use-billing.ts';
import { useQuotes } from './use-quotes.ts';

/** Who gets what a larger tier adds: a profile with its present limit. Null: it stays in the pool. */
export interface Receiver {
  profileId: string;
  limit: number;
}

/**
 * The tiers of a service, each with what it costs now and a month and what becomes of the receiver's limit; then
 * the confirmation. The first step of buying: nothing is spent here.
 */
export function TierChoice({
  connection,
  billing,
  service,
  receiver,
  tiers,
  suggested,
}: {
  connection: Connection;
  billing: KnownBilling;
  service: string;
  receiver: Receiver | null;
  /** The tiers offered, ascending; the present one is not among them. */
  tiers: readonly { amount: number; price: number }[];
  suggested: number | null;
}) {
  const pool = billing.subscription.services[service] ?? 0;
  const changes = tiers.map(({ amount }) => ({ services: { [service]: amount } }));
  const { quotes, failure, reload } = useQuotes(connection.key, changes);
  const [chosen, setChosen] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const amount = tiers.find((tier) => tier.amount === chosen)?.amount ?? suggested ?? tiers[0]!.amount;
  const index = tiers.findIndex((tier) => tier.amount === amount);
  const quote = quotes?.[index] ?? null;
  const cycle = billingCycleOf(billing.subscription);
  const give: Gift | null =
    receiver && amount > pool ? { profileId: receiver.profileId, service, amount: amount - pool } : null;

  const purchase: Purchase | null = quote && {
    change: { services: { [service]: amount } },
    quote,
    give,
    title: t('tierTitle', serviceLabel(service), quantityText(service, amount)),
    lines: [
      t('tierLineAccount', quantityText(service, pool), quantityText(service, amount)),
      ...(give && receiver
        ? [
            t(
              'tierLineProfile',
              profileNameOf(connection, receiver.profileId),
              quantityText(service, receiver.limit),
              quantityText(service, receiver.limit + give.amount),
            ),
          ]
        : amount > pool
          ? [t('tierLinePool', quantityText(service, amount - pool))]
          : [t('tierLineLess')]),
    ],
  };
  const done = (outcome: ChangeOutcome) => {
    setAsking(false);
    announceOutcome(connection, outcome, give);
  };
  return (
    <div class="stack">
      <RadioField
        label={t('tierChoose')}
        value={String(amount)}
        onChange={(value) => setChosen(Number(value))}
        choices={tiers.map((tier, place) => ({
          value: String(tier.amount),
          label: `${quantityText(service, tier.amount)} · ${t('tierPrice', moneyText(tier.price))}`,
          hint: hintOf(
            service,
            tier.amount,
            pool,
            receiver,
            quotes?.[place],
            cycle?.end,
            connection.timezone,
          ),
        }))}
      />
      {failure && (
        <p class="trouble" role="alert">
          {t('tierNoPrices')} {failureText(failure)}{' '}
          <button type="button" class="link" onClick={() => void reload()}>
            {t('optionsTryAgain')}
          </button>
        </p>
      )}
      <div class="row">
        <Button
          kind="primary"
          disabled={!purchase || billing.subscription.processing}
          onClick={() => setAsking(true)}
        >
          {t('tierContinue')}
        </Button>
        <span class="soft">
          {t(billing.subscription.processing ? 'ruleSubscriptionProcessing' : 'tierContinueHint')}
        </span>
      </div>
      {asking && purchase && (
        <ConfirmPayment
          connection={connection}
          purchase={purchase}
          cycleEnd={cycle?.end ?? null}
          onRequote={reload}
          onDone={done}
          onClose={(why) => {
            setAsking(false);
            if (why) announce(purchaseFailureText(why), 'trouble');
          }}
        />
      )}
    </div>
  );
}

/** What became of a purchase, in a sentence. */
export function announceOutcome(
  connection: Connection,
  { state, given, failure }: ChangeOutcome,
  give: Gift | null,
): void {
  if (state === 'processing') announce(t('tierProcessing'));
  else if (state === 'scheduled') announce(t('tierScheduled'));
  else if (given === false && failure) announce(t('tierNotGiven', failureText(failure)), 'trouble');
  else if (given && give)
    announce(
      t('tierGiven', profileNameOf(connection, give.profileId), quantityText(give.service, give.amount)),
    );
  else announce(t('tierDone'));
}

function hintOf(
  service: string,
  amount: number,
  pool: number,
  receiver: Receiver | null,
  quote: SubscriptionQuote | null | undefined,
  cycleEnd: number | undefined,
  timeZone: string,
): string {
  if (quote === null) return t('ruleNotOnSale');
  const parts: string[] = [];
  if (quote) {
    const difference = quote.monthlyCents - quote.monthlyBeforeCents;
    parts.push(t('tierDifference', moneyDifferenceText(difference)));
    if (amount > pool)
      parts.push(quote.nowCents === null ? t('tierNowUnknown') : t('tierNow', moneyText(quote.nowCents)));
    else parts.push(t('tierFrom', cycleEnd ? exactDate(cycleEnd, timeZone) : t('costNextCycle')));
  } else parts.push(t('tierAsking'));
  if (receiver && amount > pool)
    parts.push(
      t(
        'tierReceiver',
        quantityText(service, receiver.limit),
        quantityText(service, receiver.limit + amount - pool),
      ),
    );
  return parts.join(' · ');
}

/** What the present tier costs a month, or that its price is not published. */
export function presentPriceText(service: string, limit: number, prices: PriceTable): string {
  const cents = tierPrice(prices, service, limit);
  return cents === null ? t('costPriceUnknown') : t('tierPrice', moneyText(cents));
}
