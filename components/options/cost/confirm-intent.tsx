import { useEffect, useState } from 'preact/hooks';
import {
  isQuote,
  type NoQuote,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { announceResult } from './announce-result.ts';
import { ConfirmPayment, purchaseFailureText } from './confirm-payment.tsx';
import { useQuotes } from './use-quotes.ts';

/** The price is requested right before the confirmation; without one nothing can be confirmed. */
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
  const [asking, setAsking] = useState<SubscriptionQuote | null>(null);
  const quote = asking ?? quotes?.[0];
  useEffect(() => {
    if (quote && isQuote(quote)) setAsking(quote);
  }, [quote]);
  if ((failure && !asking) || (quote && !isQuote(quote))) {
    return (
      <p class="error" role="alert">
        {failure ? `${t('tierNoPrices')} ${failureText(failure)}` : t((quote as NoQuote).reason)}{' '}
        <button type="button" class="link" onClick={onClose}>
          {t('formDismiss')}
        </button>
      </p>
    );
  }
  if (!quote)
    return (
      <p class="soft" role="status">
        {t('tierAsking')}
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
      onClose={(why) => {
        if (why) announce(purchaseFailureText(why), 'error');
        onClose();
      }}
    />
  );
}
