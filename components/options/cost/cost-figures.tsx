import type { PriceTable, SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import type { CostBreakdown } from '../../../lib/domain/billing/cost.ts';
import { billingCycleOf } from '../../../lib/domain/billing/cost-cycle.ts';
import { afterSchedule, knownMonthly } from '../../../lib/domain/billing/subscription-quote.ts';
import { addonLabel, priceText } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { Figure, Figures } from '../shared/figures.tsx';
import { billingDate } from './billing-date.ts';
import type { KnownBilling } from './use-billing.ts';

/** The month in four numbers: all of it, what profiles cost, what nobody uses, and the invoice to come. */
export function CostFigures({
  known: { subscription, prices },
  cost,
}: {
  known: KnownBilling;
  cost: CostBreakdown;
}) {
  const addonCents = cost.addons.reduce((sum, { cents }) => sum + cents, 0);
  const withAddons = cost.addons.filter(({ profileIds }) => profileIds.length > 0);
  const end = billingCycleOf(subscription)?.end;
  const trial = Date.parse(subscription.trialEnd ?? '');
  const cards = [
    {
      key: 'total',
      title: moneyText(cost.totalCents),
      label: t('costTotal'),
      soft: t(
        cost.complete ? 'costTotalSoft' : 'costTotalPart',
        planText(cost.plan.name),
        priceText(cost.plan.cents),
      ),
    },
    {
      key: 'profiles',
      title: moneyText(cost.profilesCents),
      label: plural('costProfiles', cost.profiles.length),
      soft:
        addonCents > 0
          ? t(
              'costAddonsPart',
              moneyText(addonCents),
              withAddons.map(({ name }) => addonLabel(name)).join(', '),
            )
          : t('costNoAddons'),
    },
    {
      key: 'unallocated',
      title: moneyText(cost.unallocatedCents),
      label: t('costUnallocated'),
      soft: t('costUnallocatedSoft'),
    },
    ...(subscription.upcomingInvoiceCents === null
      ? []
      : [
          {
            key: 'upcoming',
            title: moneyText(subscription.upcomingInvoiceCents),
            label: end ? t('costUpcomingOn', billingDate(end)) : t('costUpcoming'),
            soft: upcomingText(subscription.upcomingInvoiceCents, subscription, prices),
          },
        ]),
  ];
  return (
    <>
      {!Number.isNaN(trial) && <p class="note cost__note">{t('costTrial', billingDate(trial))}</p>}
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

/** Returns why the invoice is another sum than the prices of the cycle that it pays. */
function upcomingText(upcoming: number, subscription: SubscriptionFacts, prices: PriceTable): string {
  const listed = knownMonthly(afterSchedule(subscription), prices);
  if (listed === null) return t('costUpcomingUnknown');
  if (upcoming === listed) return t(subscription.schedule ? 'costUpcomingScheduled' : 'costUpcomingSame');
  return t(
    upcoming < listed ? 'costUpcomingLess' : 'costUpcomingMore',
    moneyText(Math.abs(upcoming - listed)),
  );
}
