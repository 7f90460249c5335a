import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderResult } from '../../../lib/domain/billing/order.ts';
import {
  isQuote,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { isProrated } from '../../../lib/domain/usage/service.ts';
import { moneyDifferenceText, moneyText } from '../../../lib/i18n/money-text.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { billingDateOf } from './billing-date.ts';
import { changeLines, questionText, quoteChanges } from './quote-text.ts';

/**
 * The confirmation of everything that changes what an account pays. It names the amounts, the account and the change,
 * all of them from one quote; its button names the amount again. The background orders by this very quote or not at
 * all: then a new quote is shown, with what is different. The dialog does not change by itself while it is open.
 */
export function ConfirmPayment({
  connection,
  quote: first,
  onDone,
  onClose,
}: {
  connection: Connection;
  quote: SubscriptionQuote;
  onDone: (result: OrderResult) => void;
  /** `failure`: the outcome is unknown, the bank refused, or it cannot be bought anymore. */
  onClose: (failure?: Failure) => void;
}) {
  const order = useSend('placeOrder');
  const isMounted = useIsMounted();
  const requote = useSend('quoteSubscription');
  const [quote, setQuote] = useState(first);
  const [changes, setChanges] = useState<string[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const confirm = async () => {
    setFailure(null);
    setChanges([]);
    const connectionKey = connection.key;
    const result = await order.run({ connectionKey, confirmed: quote });
    if (!result) return;
    if (result.ok) return onDone(result.value);
    if (endsQuestion(result.failure)) return onClose(result.failure);
    if (!isMounted()) return announceFailure(result.failure);
    if (result.failure.field === 'confirmed') {
      const requoted = await requote.run({ connectionKey, intents: [quote.intent] });
      if (requoted && !requoted.ok) return onClose(requoted.failure);
      const next = requoted?.value[0];
      if (!next || !isQuote(next)) return onClose({ code: 'invalid-input', detail: next?.reason });
      setChanges(quoteChanges(connection, quote, next));
      setQuote(next);
    }
    setFailure(result.failure);
  };
  return (
    <ConfirmDialog
      title={questionText(connection, quote)}
      label={confirmText(quote)}
      busyLabel={t('payPaying')}
      danger={false}
      busy={order.busy || requote.busy}
      obstacle={obstacleToAccount(connection.key)}
      remedy={<Remedy connectionKey={connection.key} />}
      failure={failure}
      onConfirm={confirm}
      onClose={() => onClose()}
    >
      <dl class="facts facts--card">
        <Fact label={t('payAccount')}>
          <ForeignText text={connection.accountName} />{' '}
          <span class="soft">
            <ForeignText text={connection.email} />
          </span>
          <span class="soft"> · {regionText(connection)}</span>
        </Fact>
        <Fact label={t('payNow')}>{nowFact(quote)}</Fact>
        <Fact label={t('payMonthly')}>{monthlyFact(quote)}</Fact>
        <Fact label={t('payChanges')}>
          <ul>
            {changeLines(connection, quote).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Fact>
      </dl>
      {changes.length > 0 && (
        <div class="note note--warning">
          <b>{t('payChanged')}</b>
          <ul>
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="soft">{hintText(quote)}</p>
    </ConfirmDialog>
  );
}

/** Returns true for an unknown outcome or a refused card, which must not lead to a second press of the same button. */
export function endsQuestion({ code, field }: Failure): boolean {
  return code === 'outcome-unknown' || field === 'payment';
}

/** Returns the text of a purchase's failure; the bank's own words for a refused payment. */
export function purchaseFailureText(failure: Failure): string {
  return failure.field === 'payment'
    ? failure.detail
      ? t('payRefused', failure.detail.replace(/[.\s]+$/, ''))
      : t('payRefusedNoWords')
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

function monthlyFact({ monthlyCents, monthlyBeforeCents, differenceCents }: SubscriptionQuote) {
  if (monthlyCents === null || monthlyBeforeCents === null)
    return t('payMonthlyUnknown', moneyDifferenceText(differenceCents));
  return (
    <>
      <b>{moneyText(monthlyCents)}</b>{' '}
      {t('payMonthlyBefore', moneyText(monthlyBeforeCents), moneyDifferenceText(differenceCents))}
    </>
  );
}

/** Returns when the account is charged. Only a step down can be undone: a step up takes effect at once. */
export function hintText({ isStepUp, nowCents }: Pick<SubscriptionQuote, 'isStepUp' | 'nowCents'>): string {
  if (!isStepUp) return t('payHintLater');
  return t(nowCents === 0 ? 'payHintNothing' : 'payHint');
}

/** Returns what is due now, and for which time. */
export function nowFact({ nowCents, isStepUp, cycleEnd, intent }: SubscriptionQuote) {
  if (nowCents === null) return t('payNowUnknown');
  const until = billingDateOf(cycleEnd);
  if (!isStepUp) return until ? t('payNothingNow', until) : moneyText(0);
  return (
    <>
      <b>{moneyText(nowCents)}</b> {until && dueFor(intent, until)}
    </>
  );
}

function dueFor(intent: SpendingIntent, until: string): string {
  return intent.kind === 'limit' && !isProrated(intent.service)
    ? t('payNowFull', serviceLabel(intent.service))
    : t('payNowUntil', until);
}

/** Returns the button's text, which repeats the amount. */
function confirmText({ isStepUp, nowCents, monthlyCents, differenceCents }: SubscriptionQuote): string {
  if (nowCents !== null && nowCents > 0) return t('payButtonNow', moneyText(nowCents));
  if (isStepUp && differenceCents > 0) return t('payButtonMonthly', moneyText(differenceCents));
  return monthlyCents === null ? t('payButtonLower') : t('payButtonLess', moneyText(monthlyCents));
}
