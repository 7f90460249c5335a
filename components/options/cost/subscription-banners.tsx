import { useState } from 'preact/hooks';
import { consoleUrl } from '../../../lib/console/console-site.ts';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { isUnresolved } from '../../../lib/domain/billing/order.ts';
import type { SpendingIntent } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { profileNameOf } from '../shared/account-profiles.ts';
import { billingDate } from './billing-date.ts';
import { ConfirmIntent } from './confirm-intent.tsx';
import { OrderBanners } from './order-banners.tsx';
import { PaymentQuestion } from './payment-question.tsx';
import { pastDueQuestion, scheduleLines, schedulePrices, scheduleQuestion } from './payment-questions.ts';
import type { KnownBilling } from './use-billing.ts';

/** What keeps an account's subscription from being in order: money owed, a payment that failed or is on its way, orders that are not settled, a step down that waits. */
export function SubscriptionBanners({
  connection,
  billing,
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  const [asking, setAsking] = useState<'past-due' | 'schedule' | null>(null);
  const { subscription, prices, orders = [] } = billing;
  const payment = pastDueQuestion(connection, subscription);
  const cancellation = scheduleQuestion(connection, subscription, prices);
  const processed = orders.find(isUnresolved);
  return (
    <div class="banners">
      {subscription.pastDue && (
        <PastDue
          connection={connection}
          subscription={subscription}
          onPay={payment ? () => setAsking('past-due') : undefined}
        />
      )}
      {subscription.paymentError !== null && !subscription.processing && (
        <PaymentFailed connection={connection} billing={billing} />
      )}
      {subscription.processing && (
        <div class="banner" role="status">
          <span>
            <b>{t('costProcessing')}</b> {t('costProcessingHint')}{' '}
            {processed?.quote.gift &&
              t(
                'costProcessingGive',
                profileNameOf(connection, processed.quote.gift.profileId),
                quantityText(processed.quote.gift.service, processed.quote.gift.amount),
              )}
          </span>
        </div>
      )}
      <OrderBanners connection={connection} billing={billing} />
      {subscription.notEnoughBalance && (
        <div class="banner banner--error">
          <span>{t('costNoBalance')}</span>
          <ConsoleLink connection={connection} />
        </div>
      )}
      {cancellation && (
        <Scheduled connection={connection} billing={billing} onKeep={() => setAsking('schedule')} />
      )}
      {asking && (
        <PaymentQuestion
          connection={connection}
          present={asking === 'schedule' ? cancellation : payment}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

function ConsoleLink({ connection }: { connection: Connection }) {
  return (
    <a class="button" href={consoleUrl(connection, 'billing')} target="_blank" rel="noreferrer">
      {t('costConsole')}
    </a>
  );
}

/** An invoice past due. It can be paid here only where its amount is known and nothing else would be charged with it. */
function PastDue({
  connection,
  subscription: { pastDue, paymentError },
  onPay,
}: {
  connection: Connection;
  subscription: SubscriptionFacts;
  /** Absent where it cannot be paid here. */
  onPay: (() => void) | undefined;
}) {
  const cents = pastDue?.cents ?? null;
  const amount = cents === null ? null : moneyText(cents);
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{amount === null ? t('costPastDueUnknown') : t('costPastDue', amount)}</b> {t('costPastDueHint')}{' '}
        {paymentError !== null && t('costPastDuePending')}
      </span>
      <span class="row">
        {pastDue?.invoiceUrl ? (
          <a class="button" href={pastDue.invoiceUrl} target="_blank" rel="noreferrer">
            {t('costInvoice')}
          </a>
        ) : (
          <ConsoleLink connection={connection} />
        )}
        {onPay && <Button onClick={onPay}>{t('costRetry')}</Button>}
      </span>
    </div>
  );
}

/**
 * A payment that failed. What a retry would charge is nowhere to be read: somebody else may have ordered something
 * since. So what was ordered here can be ordered again, by a new quote; anything else is the console's.
 */
function PaymentFailed({
  connection,
  billing: { subscription, orders = [] },
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  const [again, setAgain] = useState<SpendingIntent | null>(null);
  const refused = orders.findLast(({ state, refusal }) => state === 'sent' && refusal !== null);
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{t('costPaymentFailed')}</b> {subscription.paymentError}
      </span>
      <span class="row">
        {refused ? (
          <Button onClick={() => setAgain(refused.quote.intent)}>{t('orderAgain')}</Button>
        ) : (
          <ConsoleLink connection={connection} />
        )}
        <DropChange connection={connection} />
      </span>
      {again && <ConfirmIntent connection={connection} intent={again} onClose={() => setAgain(null)} />}
    </div>
  );
}

/** Costs nothing and pays nothing: the subscription stays as it is. */
function DropChange({ connection }: { connection: Connection }) {
  const drop = useSend('cancelFailedChange');
  return (
    <Button
      disabled={drop.busy}
      onClick={async () => {
        const result = await drop.run({ connectionKey: connection.key });
        if (result?.ok) announce(t('costDropped'));
        else if (result) announceFailure(result.failure);
      }}
    >
      {t(drop.busy ? 'payPaying' : 'costDrop')}
    </Button>
  );
}

function Scheduled({
  connection,
  billing: { subscription, prices },
  onKeep,
}: {
  connection: Connection;
  billing: KnownBilling;
  onKeep: () => void;
}) {
  const releaseAt = Date.parse(subscription.schedule?.releaseAt ?? subscription.cycleEnd ?? '');
  const when = Number.isNaN(releaseAt) ? t('costNextCycle') : billingDate(releaseAt);
  const { next, present } = schedulePrices(subscription, prices);
  return (
    <div class="banner" role="status">
      <div>
        <b>{t('costScheduled', when)}</b>{' '}
        {next !== null && present !== null && t('costScheduledPrice', next, present)}
        <ul class="soft">
          {scheduleLines(connection, subscription).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Button onClick={onKeep}>{t('costKeep')}</Button>
    </div>
  );
}
