import { useState } from 'preact/hooks';
import type { SubscriptionChange } from '../../../lib/domain/billing/billing.ts';
import type { AddonCost, CostBreakdown } from '../../../lib/domain/billing/cost.ts';
import { billingCycleOf } from '../../../lib/domain/billing/cost-cycle.ts';
import { FREE_PLAN } from '../../../lib/domain/billing/proposals.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { addonLabel, priceText } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { Section } from '../shell/page.tsx';
import { AddonDialog } from './addon-dialog.tsx';
import { ConfirmPayment, type Purchase, purchaseFailureText } from './confirm-payment.tsx';
import { ownedProfiles, profileNameOf } from './profile-names.ts';
import { announceOutcome } from './tier-section.tsx';
import type { KnownBilling } from './use-billing.ts';
import { useQuotes } from './use-quotes.ts';

/** A wish about one add-on of one profile. */
interface Wish {
  name: string;
  profileId: string;
  add: boolean;
}

/** The add-ons with the profiles that have them; one can be added to a profile, or taken away from the next cycle on. */
export function AddonsSection({
  connection,
  known,
  cost,
}: {
  connection: Connection;
  known: KnownBilling;
  cost: CostBreakdown;
}) {
  const [adding, setAdding] = useState<string | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  const { subscription } = known;
  const free = subscription.plan === FREE_PLAN;
  if (cost.addons.length === 0) return null;
  return (
    <Section title={t('profileAddons')} soft={t(free ? 'addonFreePlan' : 'addonSoft')}>
      <ul class="addons">
        {cost.addons.map((addon) => (
          <Addon
            key={addon.name}
            addon={addon}
            connection={connection}
            disabled={free || subscription.processing}
            onAdd={() => setAdding(addon.name)}
            onRemove={(profileId) => setWish({ name: addon.name, profileId, add: false })}
          />
        ))}
      </ul>
      {adding && (
        <AddonDialog
          name={adding}
          price={priceText(known.prices.addons[adding] ?? null)}
          lines={ownedProfiles(connection).filter(
            ({ profile }) => !subscription.addons[adding]?.includes(profile.id),
          )}
          onChoose={(profileId) => {
            setWish({ name: adding, profileId, add: true });
            setAdding(null);
          }}
          onClose={() => setAdding(null)}
        />
      )}
      {wish && (
        <ConfirmAddon connection={connection} known={known} wish={wish} onClose={() => setWish(null)} />
      )}
    </Section>
  );
}

function Addon({
  addon: { name, centsEach, profileIds },
  connection,
  disabled,
  onAdd,
  onRemove,
}: {
  addon: AddonCost;
  connection: Connection;
  disabled: boolean;
  onAdd: () => void;
  onRemove: (profileId: string) => void;
}) {
  const label = addonLabel(name);
  return (
    <li class="card addon">
      <div class="addon__head">
        <b>{label}</b>
        <span class="soft">{t('addonPrice', priceText(centsEach))}</span>
      </div>
      {profileIds.length === 0 ? (
        <p class="soft">{t('addonNobody')}</p>
      ) : (
        <ul class="addon__profiles">
          {profileIds.map((id) => (
            <li key={id} class="tag tag--removable">
              {profileNameOf(connection, id)}
              <IconButton
                small
                icon="close"
                label={t('addonRemove', label, profileNameOf(connection, id))}
                disabled={disabled}
                onClick={() => onRemove(id)}
              />
            </li>
          ))}
        </ul>
      )}
      <Button disabled={disabled || centsEach === null} onClick={onAdd}>
        {t('addonAdd')}
        <span class="visually-hidden"> {label}</span>
      </Button>
    </li>
  );
}

/** The price is asked for when it is about to be confirmed; without one nothing can be confirmed. */
function ConfirmAddon({
  connection,
  known: { subscription },
  wish: { name, profileId, add },
  onClose,
}: {
  connection: Connection;
  known: KnownBilling;
  wish: Wish;
  onClose: () => void;
}) {
  const had = subscription.addons[name] ?? [];
  const ids = add ? [...had, profileId] : had.filter((id) => id !== profileId);
  // The wish is made once, from what is shown: a change elsewhere meanwhile is refused by its other price.
  const [change] = useState<SubscriptionChange>({ addons: { [name]: ids } });
  const { quotes, failure, reload } = useQuotes(connection.key, [change]);
  const quote = quotes?.[0];
  const label = addonLabel(name);
  const profile = profileNameOf(connection, profileId);
  if (failure || quote === null) {
    return (
      <p class="trouble" role="alert">
        {t('tierNoPrices')} {failure ? failureText(failure) : t('ruleNotOnSale')}{' '}
        <button type="button" class="link" onClick={onClose}>
          {t('formDismiss')}
        </button>
      </p>
    );
  }
  if (!quote)
    return (
      <p class="soft" role="status">
        {t('tierAsking')}
      </p>
    );
  const each = moneyText(Math.abs(quote.monthlyCents - quote.monthlyBeforeCents));
  const purchase: Purchase = {
    change,
    quote,
    give: null,
    title: t(add ? 'addonAddTitle' : 'addonRemoveTitle', label, profile),
    lines: [t(add ? 'addonAddLine' : 'addonRemoveLine', profile, label, each)],
  };
  return (
    <ConfirmPayment
      connection={connection}
      purchase={purchase}
      cycleEnd={billingCycleOf(subscription)?.end ?? null}
      onRequote={reload}
      onDone={(outcome) => {
        announceOutcome(connection, outcome, null);
        onClose();
      }}
      onClose={(why) => {
        if (why) announce(purchaseFailureText(why), 'trouble');
        onClose();
      }}
    />
  );
}
