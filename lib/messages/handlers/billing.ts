import { handle } from '../handle.ts';

/** Money is spent from the options page, and from nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

const billing = () => import('../../actions/billing.ts');
const subscription = () => import('../../actions/subscription.ts');

export function registerBillingHandlers(): void {
  handle('readBilling', async (data) => {
    await (await billing()).readBilling(data);
    // What was ordered may have been paid meanwhile.
    await (await import('../../actions/order.ts')).settleOrder(data.connectionKey);
    return null;
  });
  handle('readHistory', async (data) => (await import('../../actions/history.ts')).readHistory(data));
  handle('saveAllocation', async (data) => (await billing()).saveAllocation(data), OPTIONS);
  handle(
    'quoteSubscription',
    async (data) => (await import('../../actions/offers.ts')).quoteSubscription(data),
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
