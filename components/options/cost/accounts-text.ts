import { t } from '../../../lib/i18n/t.ts';
import { type AccountCost, isIncomplete, oldCostsText, totalText } from './account-costs.ts';

/** Returns the sentence with the sum over all connected accounts; null where there is only one. */
export function allAccountsText(
  costs: readonly Pick<AccountCost, 'cost' | 'fetchedAt'>[],
  accounts: number,
  now: number,
): string | null {
  if (accounts < 2) return null;
  const total = totalText(costs);
  const sum =
    costs.length === accounts
      ? t('costAllAccounts', accounts, total)
      : t('costSomeAccounts', costs.length, accounts, total);
  const age = oldCostsText(costs, now);
  return [sum, isIncomplete(costs) && t('costAccountsPart'), age && `${age}.`].filter(Boolean).join(' ');
}
