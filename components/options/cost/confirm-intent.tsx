import { useEffect, useState } from 'preact/hooks';
import {
  isQuote,
  type NoQuote,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { ReturnFocus } from '../shared/return-focus.tsx';
import { announceResult } from './announce-result.ts';
import { ConfirmPayment, purchaseFailureText } from './confirm-payment.tsx';
import { useQuotes } from './use-quotes.ts';

/** Requests the price of an intent and has it confirmed; without a price nothing can be confirmed. */
export function ConfirmIntent({
  connection,
  intent,
  onClose,
}: {
  connection: Connection;
  intent: SpendingIntent;
  onClose: () => void;
}) {
  const { quotes, failure } = useQuotes(connection.key, [intent]);
  const [confirming, setConfirming] = useState<SubscriptionQuote | null>(null);
  const quote = confirming ?? quotes?.[0];
  useEffect(() => {
    if (quote && isQuote(quote)) setConfirming(quote);
  }, [quote]);
  if ((failure && !confirming) || (quote && !isQuote(quote))) {
    return (
      <p class="error" role="alert">
        {failure ? `${t('tierNoPrices')} ${failureText(failure)}` : t((quote as NoQuote).reason)}{' '}
        <ReturnFocus>
          <LinkButton onClick={onClose}>{t('formDismiss')}</LinkButton>
        </ReturnFocus>
      </p>
    );
  }
  if (!quote)
    return (
      <p class="soft" role="status">
        {reasonNotToAskAccount(connection.key) ?? t('tierAsking')}
      </p>
    );
  return (
    <ConfirmPayment
      connection={connection}
      quote={quote}
      onDone={(result) => {
        announceResult(connection, result);
        onClose();
      }}
      onClose={(orderFailure) => {
        if (orderFailure) announce(purchaseFailureText(orderFailure), 'error');
        onClose();
      }}
    />
  );
}
