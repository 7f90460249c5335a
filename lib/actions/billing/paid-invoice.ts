import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { isJustPaid } from '../../domain/billing/paid-invoice.ts';
import { FailureError, failureOfError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { getBilling, recordPaidInvoice, updateBilling } from '../../store/billing.ts';
import { isOutcomeUnknown } from '../confirmed-change.ts';
import { journalEntry } from '../record-journal.ts';

/** The accounts whose payment of an invoice is being sent by this worker, which stores its outcome itself. */
const paying = new Set<ConnectionKey>();

/**
 * Runs `pay`, which sends the payment of an invoice once. That is stored first, as the worker may end before there is
 * an answer, and forgotten after a failure that says that nothing was paid. Throws `not-connected`, and sends nothing,
 * when the account isn't stored anymore.
 */
export async function withPaidInvoice(
  connectionKey: ConnectionKey,
  cents: number,
  pay: () => Promise<void>,
): Promise<void> {
  const paidInvoice = { cents, paidAt: Date.now(), unanswered: true } as const;
  if (!(await updateBilling(connectionKey, (row) => ({ ...row, paidInvoice }))))
    throw new FailureError({ code: 'not-connected' });
  paying.add(connectionKey);
  try {
    await pay();
    await recordPaid(connectionKey);
  } catch (error) {
    if (!isOutcomeUnknown(failureOfError(error)))
      await updateBilling(connectionKey, ({ paidInvoice: _, ...row }) => row).catch(
        logErrorsOf('withPaidInvoice'),
      );
    throw error;
  } finally {
    paying.delete(connectionKey);
  }
}

/** Adds the payment of an invoice to the journal once the subscription shows it, if there was no answer to it. */
export async function recordIfPaid(
  connectionKey: ConnectionKey,
  { processing, pastDue }: SubscriptionFacts,
): Promise<void> {
  // The bank may refuse what is being processed.
  if (paying.has(connectionKey)) return;
  const paid = (await getBilling(connectionKey))?.paidInvoice;
  // Later on it may have been paid elsewhere.
  if (paid?.unanswered && (processing || pastDue === null) && isJustPaid(paid, paid.cents, Date.now()))
    await recordPaid(connectionKey);
}

async function recordPaid(connectionKey: ConnectionKey): Promise<void> {
  const entry = journalEntry('subscription-changed', { connectionKey }, null);
  // A store that refuses the write makes no failure of the payment: it happened.
  await recordPaidInvoice(connectionKey, entry).catch(logErrorsOf('recordPaid'));
}
