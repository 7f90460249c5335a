import { logErrorsOf } from '../diagnostics/error-log.ts';
import type { Alert } from '../domain/alerts/alerts.ts';
import { limitFactsOf, nextStep, type RaiseStep } from '../domain/billing/proposals.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { isWithin, MINUTE_MS } from '../domain/time.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { moneyDifferenceText, moneyText } from '../i18n/money-text.ts';
import { amountText, quantityText, serviceLabel } from '../i18n/service-text.ts';
import { t } from '../i18n/t.ts';
import { getBilling } from '../store/billing.ts';
import type { NotificationText } from './alert-text.ts';

/** Reads an account's billing into the store. Passed in by the background, since this layer may not call the platform. */
export type ReadBilling = (request: { connectionKey: ConnectionKey }) => Promise<unknown>;

/** Maximum age of prices and unallocated amounts that are shown to a person, and of a failure to read them. */
const MAX_PRICE_AGE_MS = 15 * MINUTE_MS;

/**
 * Returns the text of a proposal for a service: unallocated units first, else the next tier with its price. Returns
 * `nothing` when there is nothing to propose (a shared profile, or the largest tier with no units left), and
 * `unknown` while the account's billing can't be read.
 */
export async function proposalText(
  alert: Pick<Alert, 'subject'>,
  { profile, usage }: { profile: Profile; usage: Usage },
  now: number,
  readBilling: ReadBilling,
): Promise<NotificationText | 'nothing' | 'unknown'> {
  const { connectionKey, shared, id, name } = profile;
  const serviceUsage = usage.services[alert.subject];
  if (shared || !serviceUsage) return 'nothing';
  let billing = await getBilling(connectionKey);
  if (!isWithin(MAX_PRICE_AGE_MS, billing?.fetchedAt, now)) {
    // What can't be read stays due: asking again at each evaluation would cost requests for each service.
    if (isWithin(MAX_PRICE_AGE_MS, billing?.failure?.at, now)) return 'unknown';
    await readBilling({ connectionKey }).catch(logErrorsOf('readBilling'));
    billing = await getBilling(connectionKey);
    if (!isWithin(MAX_PRICE_AGE_MS, billing?.fetchedAt, Date.now())) return 'unknown';
  }
  // The limit in the usage record was just read, so it is newer than the allocation's.
  const facts = billing && limitFactsOf(alert.subject, id, serviceUsage, billing, now);
  if (!facts) return 'unknown';
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
