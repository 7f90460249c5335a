import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderResult } from '../../../lib/domain/billing/order.ts';
import type { SubscriptionQuote } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { moneyDifferenceText, moneyText } from '../../../lib/i18n/money-text.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import { changeLines, questionText } from './quote-text.ts';

/**
 * The second step of everything that changes what an account pays: it names the amounts, the account and what
 * changes, all of it from one quote, and its button the amount again. The background orders by the very same
 * quote or not at all.
 */
export function ConfirmPayment({
  connection,
  quote,
  onRequote,
  onDone,
  onClose,
}: {
  connection: Connection;
  quote: SubscriptionQuote;
  /** Something was different: asks for a new quote, which then comes as `quote`. */
  onRequote: () => Promise<void>;
  onDone: (result: OrderResult) => void;
  /** `failure`: it may have happened, or the bank refused; the page behind shows the truth. */
  onClose: (failure?: Failure) => void;
}) {
  const order = useSend('placeOrder');
  const [failure, setFailure] = useState<Failure | null>(null);
  const confirm = async () => {
    setFailure(null);
    const result = await order.run({ connectionKey: connection.key, confirmed: quote });
    if (!result) return;
    if (result.ok) return onDone(result.value);
    // What may have happened, or waits for another card, is not for a second press of the same button.
    if (result.failure.code === 'outcome-unknown' || result.failure.field === 'payment')
      return onClose(result.failure);
    if (result.failure.field === 'confirmed') await onRequote();
    setFailure(result.failure);
  };
  return (
    <ConfirmDialog
      title={questionText(connection, quote)}
      confirm={confirmText(quote)}
      confirming={t('payPaying')}
      danger={false}
      busy={order.busy}
      failure={failure}
      onConfirm={confirm}
      onClose={() => onClose()}
    >
      <dl class="facts facts--card">
        <Fact label={t('payAccount')}>
          <ForeignText text={connection.accountName} /> <span class="soft">{connection.email}</span>
          <span class="soft"> · {regionText(connection)}</span>
        </Fact>
        <Fact label={t('payNow')}>{nowText(quote, connection.timezone)}</Fact>
        <Fact label={t('payMonthly')}>{monthlyText(quote)}</Fact>
        <Fact label={t('payChanges')}>
          <ul>
            {changeLines(connection, quote).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Fact>
      </dl>
      <p class="soft">{t(quote.nowCents === 0 ? 'payHintLater' : 'payHint')}</p>
    </ConfirmDialog>
  );
}

/** What became of a purchase that ended without an answer, or with the bank's refusal. */
export function purchaseFailureText(failure: Failure): string {
  return failure.field === 'payment'
    ? t('payRefused', failure.detail || t('payRefusedNoWords'))
    : failureText(failure);
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function monthlyText({ monthlyCents, monthlyBeforeCents, differenceCents }: SubscriptionQuote) {
  if (monthlyCents === null || monthlyBeforeCents === null)
    return t('payMonthlyUnknown', moneyDifferenceText(differenceCents));
  return (
    <>
      <b>{moneyText(monthlyCents)}</b>{' '}
      {t('payMonthlyBefore', moneyText(monthlyBeforeCents), moneyDifferenceText(differenceCents))}
    </>
  );
}

function nowText({ nowCents, isStepUp, cycleEnd }: SubscriptionQuote, timeZone: string) {
  if (nowCents === null) return t('payNowUnknown');
  const end = Date.parse(cycleEnd ?? '');
  const until = Number.isNaN(end) ? '' : exactDate(end, timeZone);
  if (!isStepUp) return until ? t('payNothingNow', until) : moneyText(0);
  return (
    <>
      <b>{moneyText(nowCents)}</b> {until && t('payNowUntil', until)}
    </>
  );
}

/** The amount again, on the button itself. */
function confirmText({ nowCents, monthlyCents, differenceCents }: SubscriptionQuote): string {
  if (nowCents !== null && nowCents > 0) return t('payButtonNow', moneyText(nowCents));
  if (differenceCents > 0) return t('payButtonMonthly', moneyText(differenceCents));
  return monthlyCents === null ? t('payButtonLower') : t('payButtonLess', moneyText(monthlyCents));
}
