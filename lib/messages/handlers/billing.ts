import { handle } from '../handle.ts';

/** Money is spent from the options page, and from nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

const billing = () => import('../../actions/billing/billing.ts');
const subscription = () => import('../../actions/billing/subscription.ts');

export function registerBillingHandlers(): void {
  handle('readBilling', async (data) => {
    await (await billing()).readBilling(data);
    // What was ordered may have been paid meanwhile.
    await (await import('../../actions/billing/pending-order.ts')).settleOrder(data.connectionKey);
    return null;
  });
  handle('readHistory', async (data) =>
    (await import('../../actions/profiles/history.ts')).readHistory(data),
  );
  handle('saveAllocation', async (data) => (await billing()).saveAllocation(data), OPTIONS);
  handle(
    'quoteSubscription',
    async (data) => (await import('../../actions/billing/quotes.ts')).quoteSubscription(data),
    OPTIONS,
  );
  handle('changeSubscription', async (data) => (await subscription()).changeSubscription(data), OPTIONS);
  handle(
    'cancelScheduledChange',
    async (data) => (await subscription()).cancelScheduledChange(data),
    OPTIONS,
  );
  handle('retryPayment', async (data) => (await subscription()).retryPayment(data), OPTIONS);
  handle('cancelFailedChange', async (data) => (await subscription()).cancelFailedChange(data), OPTIONS);
}
