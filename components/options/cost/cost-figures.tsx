import type { PriceTable, SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import {
  addonsCents,
  addonsInUse,
  type CostBreakdown,
  isAllocated,
} from '../../../lib/domain/billing/cost.ts';
import { billingCycleOf, isCycleOver } from '../../../lib/domain/billing/cost-cycle.ts';
import {
  addonTotalCents,
  areAllLimitsKnown,
  areProfilesFullyPriced,
} from '../../../lib/domain/billing/cost-parts.ts';
import { afterSchedule, monthlyCentsIfPublished } from '../../../lib/domain/billing/monthly-price.ts';
import { parseTime } from '../../../lib/domain/time.ts';
import { addonLabel, priceText, unallocatedText } from '../../../lib/i18n/cost-text.ts';
import { moneyText, sumText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Figure, Figures } from '../shared/figures.tsx';
import { billingDate, billingDateOf } from './billing-date.ts';
import type { KnownBilling } from './known-billing.ts';

/** The month in four figures: the total, what profiles cost, what is unallocated, and the upcoming invoice. */
export function CostFigures({
  known: { subscription, prices },
  cost,
}: {
  known: KnownBilling;
  cost: CostBreakdown;
}) {
  const addons = addonsInUse(cost);
  const areLimitsKnown = areAllLimitsKnown(cost);
  const end = billingCycleOf(subscription)?.end;
  const { trialEnd, upcomingInvoiceCents } = subscription;
  const trialEndText = trialEnd !== null && parseTime(trialEnd) > now.value ? billingDateOf(trialEnd) : null;
  const cards = [
    {
      key: 'total',
      title: sumText(cost.totalCents, cost.complete),
      label: t('costTotal'),
      soft: t(
        cost.complete ? 'costTotalSoft' : 'costTotalPart',
        planText(cost.plan.name),
        priceText(cost.plan.cents),
      ),
    },
    {
      key: 'profiles',
      title: sumText(cost.profilesCents, areLimitsKnown && areProfilesFullyPriced(cost)),
      label: plural('costProfiles', cost.profiles.filter(isAllocated).length),
      soft:
        addons.length > 0
          ? t(
              'costAddonsPart',
              sumText(
                addonsCents(cost),
                addons.every((addon) => addonTotalCents(addon) !== null),
              ),
              addons.map(({ name }) => addonLabel(name)).join(', '),
            )
          : t('costNoAddons'),
    },
    {
      key: 'unallocated',
      title: unallocatedText(cost),
      label: t('costUnallocated'),
      soft: t(areLimitsKnown ? 'costUnallocatedSoft' : 'limitsUnread'),
    },
    ...(upcomingInvoiceCents === null || isCycleOver(subscription, now.value)
      ? []
      : [
          {
            key: 'upcoming',
            title: moneyText(upcomingInvoiceCents),
            label: end ? t('costUpcomingOn', billingDate(end)) : t('costUpcoming'),
            soft: upcomingText(upcomingInvoiceCents, subscription, prices),
          },
        ]),
  ];
  return (
    <>
      {trialEndText && <p class="note cost__note">{t('costTrial', trialEndText)}</p>}
      <Figures label={t('costFigures')}>
        {cards.map(({ key, title, label, soft }) => (
          <Figure key={key} label={label} value={title}>
            {soft}
          </Figure>
        ))}
      </Figures>
    </>
  );
}

/** Returns how the upcoming invoice differs from the listed prices of the cycle it pays for. */
function upcomingText(upcoming: number, subscription: SubscriptionFacts, prices: PriceTable): string {
  const listed = monthlyCentsIfPublished(afterSchedule(subscription), prices);
  if (listed === null) return t('costUpcomingUnknown');
  if (upcoming === listed) return t(subscription.schedule ? 'costUpcomingScheduled' : 'costUpcomingSame');
  return t(
    upcoming < listed ? 'costUpcomingLess' : 'costUpcomingMore',
    moneyText(Math.abs(upcoming - listed)),
  );
}
