import { knownLimits, poolState, unreadableProfiles } from '../../../lib/domain/billing/allocation.ts';
import { orderedServices } from '../../../lib/domain/billing/cost.ts';
import { serviceShortLabel, shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import type { KnownBilling } from '../cost/known-billing.ts';

/** Returns how much of each service is allocated to no profile; null while that isn't known. */
export function freeLimitsText(
  billing: Pick<KnownBilling, 'subscription' | 'allocation'> | null,
): string | null {
  if (!billing || unreadableProfiles(billing.allocation).length > 0) return null;
  const { subscription, allocation } = billing;
  const free = orderedServices(Object.keys(subscription.services)).flatMap((service) => {
    const amount = poolState(subscription.services[service] ?? 0, knownLimits(allocation, service)).free;
    return amount > 0 ? `${serviceShortLabel(service)} ${shortQuantityText(service, amount)}` : [];
  });
  return free.length > 0 ? t('profilesLimitsFree', free.join(' · ')) : t('profilesLimitsNothingFree');
}
