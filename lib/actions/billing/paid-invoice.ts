import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { isJustPaid } from '../../domain/billing/paid-invoice.ts';
import { failureOfError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { getBilling, updateBilling } from '../../store/billing.ts';
import { isOutcomeUnknown } from '../confirmed-change.ts';
import { recordJournal } from '../record-journal.ts';

/**
 * Runs `pay`, which sends the payment of an invoice once. That is stored first, as the worker may end before there is an answer,
 * and forgotten after a failure that says that nothing was paid.
 */
export async function withPaidInvoice(
  connectionKey: ConnectionKey,
  cents: number,
  pay: () => Promise<void>,
): Promise<void> {
  const paidInvoice = { cents, paidAt: Date.now(), unanswered: true } as const;
  await updateBilling(connectionKey, (row) => ({ ...row, paidInvoice }));
  try {
    await pay();
  } catch (error) {
    if (!isOutcomeUnknown(failureOfError(error)))
      await updateBilling(connectionKey, ({ paidInvoice: _, ...row }) => row).catch(
        logErrorsOf('withPaidInvoice'),
      );
    throw error;
  }
  await recordPaid(connectionKey);
}

/** Adds the payment of an invoice to the journal once the subscription shows it, if there was no answer to it. */
export async function recordIfPaid(
  connectionKey: ConnectionKey,
  { processing, pastDue }: SubscriptionFacts,
): Promise<void> {
  const paid = (await getBilling(connectionKey))?.paidInvoice;
  // Later on it may have been paid elsewhere.
  if (paid?.unanswered && (processing || pastDue === null) && isJustPaid(paid, paid.cents, Date.now()))
    await recordPaid(connectionKey);
}

async function recordPaid(connectionKey: ConnectionKey): Promise<void> {
  // A store that refuses the write makes no failure of the payment: it happened.
  await updateBilling(connectionKey, (row) => ({
    ...row,
    paidInvoice: row.paidInvoice && { ...row.paidInvoice, unanswered: undefined },
  })).catch(logErrorsOf('recordPaid'));
  await recordJournal('subscription-changed', { connectionKey }, null);
}
