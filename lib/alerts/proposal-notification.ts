import type { Alert } from '../domain/alerts/alerts.ts';
import { limitFactsOf, nextStep, type RaiseStep } from '../domain/billing/proposals.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { isWithin, MINUTE_MS } from '../domain/time.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { moneyDifferenceText, moneyText } from '../i18n/money-text.ts';
import { amountText, quantityText, serviceLabel } from '../i18n/service-text.ts';
import { t } from '../i18n/t.ts';
import { getBilling } from '../store/billing.ts';
import type { NotificationText } from './alert-text.ts';

/** Maximum age of prices and unallocated amounts that are shown to a person, and of a failure to read them. */
const MAX_PRICE_AGE_MS = 15 * MINUTE_MS;

/**
 * Returns the text of a proposal for a service of a profile, given as its owner's account sees it: unallocated units
 * first, else the next tier with its price. Returns `nothing` when there is nothing to propose (the largest tier with
 * no units left, or the owner's account isn't connected), `unread` when the account's billing must be read first, and
 * `unknown` while it can't be.
 */
export async function proposalText(
  alert: Pick<Alert, 'subject'>,
  { owned, name, usage }: { owned: Profile | undefined; name: string; usage: Usage },
  now: number,
): Promise<NotificationText | 'nothing' | 'unread' | 'unknown'> {
  const serviceUsage = usage.services[alert.subject];
  if (!owned || !serviceUsage) return 'nothing';
  const { connectionKey, id } = owned;
  const billing = await getBilling(connectionKey);
  if (!isWithin(MAX_PRICE_AGE_MS, billing?.fetchedAt, now)) {
    // What can't be read stays due: asking again at each evaluation would cost requests for each service.
    return isWithin(MAX_PRICE_AGE_MS, billing?.failure?.at, now) ? 'unknown' : 'unread';
  }
  // The limit in the usage record was just read, so it is newer than the allocation's.
  const facts = billing && limitFactsOf(alert.subject, id, serviceUsage, billing, usage.fetchedAt ?? now);
  // What is free would be proposed first.
  if (!facts || facts.free === null) return 'unknown';
  const step = nextStep({ ...facts, limit: serviceUsage.limit });
  if (!step) return 'nothing';
  const service = serviceLabel(alert.subject);
  return {
    title: t('alertProposalTitle', name, service),
    message: `${t('proposalUsed', amountText(alert.subject, serviceUsage))} ${stepText(alert.subject, step)}`,
    action: t(step.kind === 'free-pool' ? 'proposalLookFree' : 'proposalLookTier'),
  };
}

function stepText(service: string, step: RaiseStep): string {
  if (step.kind === 'free-pool')
    return t('proposalFree', quantityText(service, step.add), quantityText(service, step.free));
  return step.moreCents === null
    ? t('proposalTier', quantityText(service, step.tier), moneyText(step.cents))
    : t(
        'proposalTierMore',
        quantityText(service, step.tier),
        moneyText(step.cents),
        moneyDifferenceText(step.moreCents),
      );
}
