import { isCycleOver } from '../../../lib/domain/billing/cost-cycle.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type AccountCost, isIncomplete, oldCostsText } from '../cost/account-costs.ts';
import { joinParts } from '../shared/join-parts.ts';

type Costs = readonly Pick<AccountCost, 'subscription' | 'cost' | 'fetchedAt'>[];

/**
 * Returns what stands below the sum of the accounts' costs on a card: of how many of all `accounts` it is, the next
 * invoice, and its age.
 */
export function costCardText(costs: Costs, accounts: number, now: number): string {
  const parts = [
    scopeText(costs, accounts),
    isIncomplete(costs) ? t('overviewCostPart') : null,
    invoicesText(costs, accounts, now),
    oldCostsText(costs, now),
  ];
  return joinParts(parts.filter((part) => part !== null));
}

function scopeText(costs: Costs, accounts: number): string {
  if (costs.length < accounts) return t('overviewCostSome', costs.length, accounts);
  return accounts === 1 ? t('overviewCostHint') : t('overviewCostAll', accounts);
}

/**
 * The next invoices together; an account may have none that is known, or one that is past since its billing was read.
 */
function invoicesText(costs: Costs, accounts: number, now: number): string | null {
  const invoices = costs.flatMap(({ subscription }) =>
    isCycleOver(subscription, now) ? [] : (subscription.upcomingInvoiceCents ?? []),
  );
  if (invoices.length === 0) return null;
  const sum = moneyText(invoices.reduce((total, one) => total + one, 0));
  return invoices.length < accounts
    ? t('overviewInvoiceSome', sum, invoices.length, accounts)
    : t('overviewInvoice', sum);
}
