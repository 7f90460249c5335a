import { useState } from 'preact/hooks';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { cancellationOf } from '../../../lib/domain/billing/cancellation.ts';
import { isUnresolved, type Order } from '../../../lib/domain/billing/order.ts';
import { isJustPaid } from '../../../lib/domain/billing/paid-invoice.ts';
import type { SpendingIntent } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { profileNameOf } from '../shared/account-profiles.ts';
import { BillingConsoleLink } from './billing-console-link.tsx';
import { billingDateOf } from './billing-date.ts';
import { ConfirmIntent } from './confirm-intent.tsx';
import type { KnownBilling } from './known-billing.ts';
import { OrderBanners } from './order-banners.tsx';
import { PaymentQuestion } from './payment-question.tsx';
import { monthlyTexts, pastDueQuestion, scheduleLines, scheduleQuestion } from './payment-questions.ts';

/**
 * The banners of an account's subscription: an invoice past due, a payment that failed or is being processed, unsettled
 * orders, a scheduled change.
 */
export function SubscriptionBanners({
  connection,
  billing,
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  const [question, setQuestion] = useState<'past-due' | 'schedule' | null>(null);
  const { subscription, prices, orders = [], paidInvoice } = billing;
  // A refusal after it was accepted says that it wasn't paid.
  const wasJustPaid =
    subscription.paymentError === null &&
    isJustPaid(paidInvoice, subscription.pastDue?.cents ?? null, now.value);
  const paymentQuestion = pastDueQuestion(connection, subscription, wasJustPaid);
  const cancellationQuestion = scheduleQuestion(connection, subscription, prices);
  const openOrder = orders.find(isUnresolved);
  return (
    <div class="banners">
      {subscription.pastDue && (
        <PastDue
          connection={connection}
          subscription={subscription}
          wasJustPaid={wasJustPaid}
          onPay={paymentQuestion ? () => setQuestion('past-due') : undefined}
        />
      )}
      {subscription.paymentError !== null && !subscription.processing && (
        <PaymentFailed connection={connection} message={subscription.paymentError} orders={orders} />
      )}
      {subscription.processing && (
        <div class="banner" role="status">
          <span>
            <b>{t('costProcessing')}</b> {t('costProcessingHint')}{' '}
            {openOrder?.quote.receiverUnits &&
              t(
                'costProcessingGive',
                profileNameOf(connection, openOrder.quote.receiverUnits.profileId),
                quantityText(openOrder.quote.receiverUnits.service, openOrder.quote.receiverUnits.amount),
              )}
          </span>
        </div>
      )}
      <OrderBanners connection={connection} billing={billing} />
      {subscription.notEnoughBalance && (
        <div class="banner banner--error">
          <span>{t('costNoBalance')}</span>
          <BillingConsoleLink connection={connection} />
        </div>
      )}
      {cancellationQuestion && (
        <Scheduled connection={connection} billing={billing} onKeep={() => setQuestion('schedule')} />
      )}
      {question && (
        <PaymentQuestion
          connection={connection}
          current={question === 'schedule' ? cancellationQuestion : paymentQuestion}
          onClose={() => setQuestion(null)}
        />
      )}
    </div>
  );
}

/** The banner of an invoice past due. */
function PastDue({
  connection,
  subscription: { pastDue, paymentError },
  wasJustPaid,
  onPay,
}: {
  connection: Connection;
  subscription: SubscriptionFacts;
  /** Reads may lag behind the payment. */
  wasJustPaid: boolean;
  /** Absent where it cannot be paid here. */
  onPay: (() => void) | undefined;
}) {
  const cents = pastDue?.cents ?? null;
  const amount = cents === null ? null : moneyText(cents);
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{amount === null ? t('costPastDueUnknown') : t('costPastDue', amount)}</b>{' '}
        {t(wasJustPaid ? 'ruleInvoicePaid' : 'costPastDueHint')}{' '}
        {paymentError !== null && t('costPastDuePending')}
      </span>
      <span class="row">
        {pastDue?.invoiceUrl ? (
          <a class="button" href={pastDue.invoiceUrl} target="_blank" rel="noreferrer">
            {t('costInvoice')}
          </a>
        ) : (
          <BillingConsoleLink connection={connection} />
        )}
        {onPay && (
          <Button disabledReason={reasonNotToAskAccount(connection.key)} onClick={onPay}>
            {t('costRetry')}
          </Button>
        )}
      </span>
    </div>
  );
}

/**
 * The banner of a failed payment. What a retry would charge cannot be read: somebody else may have ordered something
 * since. So what was ordered here can be ordered again with a new quote; for anything else there is the console.
 */
function PaymentFailed({
  connection,
  message,
  orders,
}: {
  connection: Connection;
  /** The bank's. */
  message: string;
  orders: readonly Order[];
}) {
  const [reorder, setReorder] = useState<SpendingIntent | null>(null);
  const refused = orders.findLast(({ state, paymentError }) => state === 'sent' && paymentError !== null);
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{t('costPaymentFailed')}</b> <ForeignText text={message} />
      </span>
      <span class="row">
        {refused ? (
          <Button
            disabledReason={reasonNotToAskAccount(connection.key)}
            onClick={() => setReorder(refused.quote.intent)}
          >
            {t('orderAgain')}
          </Button>
        ) : (
          <BillingConsoleLink connection={connection} />
        )}
        <CancelChangeButton connection={connection} message={message} />
      </span>
      {reorder && <ConfirmIntent connection={connection} intent={reorder} onClose={() => setReorder(null)} />}
    </div>
  );
}

/** Cancels the change whose payment failed: the subscription stays as it is, and nothing is paid. */
function CancelChangeButton({ connection, message }: { connection: Connection; message: string }) {
  const cancel = useSend('cancelFailedChange');
  return (
    <VanishingButton
      disabledReason={reasonNotToAskAccount(connection.key)}
      busy={cancel.busy}
      onClick={async () => {
        const result = await cancel.run({ connectionKey: connection.key, confirmed: message });
        if (result?.ok && result.value === 'gone') announce(t('costDropGone'), 'error');
        else if (result?.ok) announce(t('costDropped'));
        else if (result) announceFailure(result.failure);
      }}
    >
      {t(cancel.busy ? 'payPaying' : 'costDrop')}
    </VanishingButton>
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
  const when = billingDateOf(subscription.schedule?.releaseAt ?? subscription.cycleEnd) ?? t('costNextCycle');
  const cancellation = cancellationOf(subscription, prices);
  const amounts = cancellation && monthlyTexts(cancellation);
  return (
    <div class="banner" role="status">
      <div>
        <b>{t('costScheduled', when)}</b>{' '}
        {amounts && t('costScheduledPrice', amounts.scheduled, amounts.kept)}
        <ul class="soft">
          {scheduleLines(connection, subscription, prices).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Button disabledReason={reasonNotToAskAccount(connection.key)} onClick={onKeep}>
        {t('costKeep')}
      </Button>
    </div>
  );
}
