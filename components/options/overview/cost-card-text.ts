import { moneyText } from '../../../lib/i18n/money-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type AccountCost, isIncomplete } from '../cost/account-costs.ts';

type Costs = readonly Pick<AccountCost, 'subscription' | 'cost'>[];

/** Returns what stands below the sum of the accounts' costs on a card: of how many of all `accounts` it is, and the next invoice. */
export function costCardText(costs: Costs, accounts: number): string {
  return [
    scopeText(costs, accounts),
    isIncomplete(costs) && t('overviewCostPart'),
    invoicesText(costs, accounts),
  ]
    .filter(Boolean)
    .join(' · ');
}

function scopeText(costs: Costs, accounts: number): string {
  if (costs.length < accounts) return t('overviewCostSome', costs.length, accounts);
  return accounts === 1 ? t('overviewCostHint') : t('overviewCostAll', accounts);
}

/** The next invoices together; an account may have none that is known. */
function invoicesText(costs: Costs, accounts: number): string | null {
  const invoices = costs.flatMap(({ subscription }) => subscription.upcomingInvoiceCents ?? []);
  if (invoices.length === 0) return null;
  const sum = moneyText(invoices.reduce((total, one) => total + one, 0));
  return invoices.length < accounts
    ? t('overviewInvoiceSome', sum, invoices.length, accounts)
    : t('overviewInvoice', sum);
}
