import { useState } from 'preact/hooks';
import { FREE_PLAN, holdersOf } from '../../../lib/domain/billing/billing.ts';
import type { AddonCost, CostBreakdown } from '../../../lib/domain/billing/cost.ts';
import type { AddonIntent } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { own } from '../../../lib/domain/own.ts';
import { addonLabel, priceText } from '../../../lib/i18n/cost-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { ownedProfiles, profileNameOf } from '../shared/account-profiles.ts';
import { Section } from '../shell/page.tsx';
import { AddonDialog } from './addon-dialog.tsx';
import { ConfirmIntent } from './confirm-intent.tsx';
import type { KnownBilling } from './known-billing.ts';

/**
 * The add-ons with the profiles that have them; one can be added to a profile, or taken away from the next cycle on.
 */
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
  const [intent, setIntent] = useState<AddonIntent | null>(null);
  const { subscription } = known;
  const free = subscription.plan === FREE_PLAN;
  // Of another one, nothing can be said or ordered.
  const addons = cost.addons.filter(({ name }) => holdersOf(subscription, name));
  if (addons.length === 0) return null;
  return (
    <Section title={t('profileAddons')} soft={t(free ? 'addonFreePlan' : 'addonSoft')}>
      <ul class="addons">
        {addons.map((addon) => (
          <Addon
            key={addon.name}
            addon={addon}
            connection={connection}
            disabled={free || subscription.processing}
            onAdd={() => setAdding(addon.name)}
            onRemove={(profileId) =>
              setIntent({ kind: 'addon', name: addon.name, profileId, action: 'remove' })
            }
          />
        ))}
      </ul>
      {adding && (
        <AddonDialog
          name={adding}
          price={priceText(own(known.prices.addons, adding) ?? null)}
          ownedRows={ownedProfiles(connection).filter(
            ({ profile }) => !own(subscription.addons, adding)?.includes(profile.id),
          )}
          onChoose={(profileId) => {
            setIntent({ kind: 'addon', name: adding, profileId, action: 'add' });
            setAdding(null);
          }}
          onClose={() => setAdding(null)}
        />
      )}
      {intent && <ConfirmIntent connection={connection} intent={intent} onClose={() => setIntent(null)} />}
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
  const disabledReason = reasonNotToAskAccount(connection.key);
  return (
    <li class="card addon">
      <div class="addon__head">
        <b>{label}</b>
        <span class="soft">{t('addonPrice', priceText(centsEach))}</span>
      </div>
      {profileIds.size === 0 ? (
        <p class="soft">{t('addonNobody')}</p>
      ) : (
        <ul class="addon__profiles">
          {[...profileIds].map((id) => (
            <li key={id} class="tag tag--removable">
              {profileNameOf(connection, id)}
              <IconButton
                small
                icon="close"
                label={t('addonRemove', label, profileNameOf(connection, id))}
                disabledReason={disabledReason}
                disabled={disabled}
                onClick={() => onRemove(id)}
              />
            </li>
          ))}
        </ul>
      )}
      <Button disabledReason={disabledReason} disabled={disabled || centsEach === null} onClick={onAdd}>
        {t('addonAdd')}
        <span class="visually-hidden"> {label}</span>
      </Button>
    </li>
  );
}
