import { readBilling, saveAllocation } from '../../actions/billing.ts';
import { readHistory } from '../../actions/history.ts';
import {
  cancelFailedChange,
  cancelScheduledChange,
  changeSubscription,
  quoteSubscription,
  retryPayment,
} from '../../actions/subscription.ts';
import { handle } from '../handle.ts';

/** Money is spent from the options page, and from nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

export function registerBillingHandlers(): void {
  handle('readBilling', readBilling);
  handle('readHistory', readHistory);
  handle('saveAllocation', saveAllocation, OPTIONS);
  handle('quoteSubscription', quoteSubscription, OPTIONS);
  handle('changeSubscription', changeSubscription, OPTIONS);
  handle('cancelScheduledChange', cancelScheduledChange, OPTIONS);
  handle('retryPayment', retryPayment, OPTIONS);
  handle('cancelFailedChange', cancelFailedChange, OPTIONS);
}
