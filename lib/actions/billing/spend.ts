import { singleFlight } from '../../async/single-flight.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { rereadBilling } from './billing.ts';
import { updateOrderAlarm } from './order-alarm.ts';
import { serializeSpending } from './spending-channel.ts';

/** Runs `work`, which may spend money, once and in the spending channel, then refreshes what the pages show. */
export function spend<T>(
  key: readonly unknown[],
  connectionKey: ConnectionKey,
  work: () => Promise<T>,
): Promise<T> {
  return singleFlight(key, () =>
    serializeSpending(connectionKey, async () => {
      try {
        return await work();
      } finally {
        await updateOrderAlarm().catch(logErrorsOf('updateOrderAlarm'));
        // For the pages only: the outcome doesn't depend on it.
        await rereadBilling(connectionKey, 'restart').catch(logErrorsOf('rereadBilling'));
      }
    }),
  );
}

/** Returns the failure of a payment that the bank refused, with its message. */
export function paymentFailed({ paymentError }: SubscriptionFacts): FailureError {
  return new FailureError({ code: 'refused', field: 'payment', detail: paymentError || undefined });
}
