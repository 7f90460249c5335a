import { readBilling, saveAllocation } from '../../actions/billing.ts';
import { readHistory } from '../../actions/history.ts';
import { quoteSubscription } from '../../actions/offers.ts';
import { settleOrder } from '../../actions/order.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  changeSubscription,
  retryPayment,
} from '../../actions/subscription.ts';
import { handle } from '../handle.ts';

/** Money is spent from the options page, and from nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

export function registerBillingHandlers(): void {
  handle('readBilling', async (data) => {
    await readBilling(data);
    // What was ordered may have been paid meanwhile.
    await settleOrder(data.connectionKey);
    return null;
  });
  handle('readHistory', readHistory);
  handle('saveAllocation', saveAllocation, OPTIONS);
  handle('quoteSubscription', quoteSubscription, OPTIONS);
  handle('changeSubscription', changeSubscription, OPTIONS);
  handle('cancelScheduledChange', cancelScheduledChange, OPTIONS);
  handle('retryPayment', retryPayment, OPTIONS);
  handle('cancelFailedChange', cancelFailedChange, OPTIONS);
}
