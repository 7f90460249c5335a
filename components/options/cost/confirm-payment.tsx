import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ChangeOutcome, Gift, SubscriptionChange } from '../../../lib/domain/billing/billing.ts';
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

/** What is asked about: the change, its price as it was shown, and in words what it does. */
export interface Purchase {
  change: SubscriptionChange;
  quote: SubscriptionQuote;
  give: Gift | null;
  /** The dialog's question. */
  title: string;
  /** What changes, a line each. */
  lines: string[];
}

/**
 * The second step of everything that changes what an account pays: it names the amounts, the account and what
 * changes, and its button the amount again. The background buys at these prices or not at all.
 */
export function ConfirmPayment({
  connection,
  purchase,
  cycleEnd,
  onRequote,
  onDone,
  onClose,
}: {
  connection: Connection;
  purchase: Purchase;
  /** Epoch ms; null: the platform names none. */
  cycleEnd: number | null;
  /** The price was another one: asks for the new one, which then comes with `purchase`. */
  onRequote: () => Promise<void>;
  onDone: (outcome: ChangeOutcome) => void;
  /** `failure`: it may have happened, or the bank refused; the page behind tells the truth. */
  onClose: (failure?: Failure) => void;
}) {
  const buy = useSend('changeSubscription');
  const [failure, setFailure] = useState<Failure | null>(null);
  const { change, quote, give } = purchase;
  const confirm = async () => {
    setFailure(null);
    const result = await buy.run({
      connectionKey: connection.key,
      change,
      confirmedMonthlyCents: quote.monthlyCents,
      confirmedMonthlyBeforeCents: quote.monthlyBeforeCents,
      confirmedNowCents: quote.nowCents,
      give,
    });
    if (!result) return;
    if (result.ok) return onDone(result.value);
    // What may have happened, or waits for another card, is not for a second press of the same button.
    if (result.failure.code === 'outcome-unknown' || result.failure.field === 'payment')
      return onClose(result.failure);
    if (result.failure.detail === 'rulePriceChanged') await onRequote();
    setFailure(result.failure);
  };
  return (
    <ConfirmDialog
      title={purchase.title}
      confirm={confirmText(quote)}
      confirming={t('payPaying')}
      danger={false}
      busy={buy.busy}
      failure={failure}
      onConfirm={confirm}
      onClose={() => onClose()}
    >
      <dl class="facts facts--card">
        <Fact label={t('payAccount')}>
          <ForeignText text={connection.accountName} /> <span class="soft">{connection.email}</span>
          <span class="soft"> · {regionText(connection)}</span>
        </Fact>
        <Fact label={t('payNow')}>{nowText(quote, cycleEnd, connection.timezone)}</Fact>
        <Fact label={t('payMonthly')}>
          <b>{moneyText(quote.monthlyCents)}</b>{' '}
          {t(
            'payMonthlyBefore',
            moneyText(quote.monthlyBeforeCents),
            moneyDifferenceText(quote.monthlyCents - quote.monthlyBeforeCents),
          )}
        </Fact>
        <Fact label={t('payChanges')}>
          <ul>
            {purchase.lines.map((line) => (
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

function nowText(quote: SubscriptionQuote, cycleEnd: number | null, timeZone: string) {
  if (quote.nowCents === null) return t('payNowUnknown');
  const until = cycleEnd === null ? '' : exactDate(cycleEnd, timeZone);
  if (quote.nowCents === 0 && quote.monthlyCents < quote.monthlyBeforeCents)
    return until ? t('payNothingNow', until) : moneyText(0);
  return (
    <>
      <b>{moneyText(quote.nowCents)}</b> {until && t('payNowUntil', until)}
    </>
  );
}

/** The amount again, on the button itself. */
function confirmText({ nowCents, monthlyCents, monthlyBeforeCents }: SubscriptionQuote): string {
  if (nowCents !== null && nowCents > 0) return t('payButtonNow', moneyText(nowCents));
  const more = monthlyCents - monthlyBeforeCents;
  return more > 0 ? t('payButtonMonthly', moneyText(more)) : t('payButtonLess', moneyText(monthlyCents));
}
