import { useState } from 'preact/hooks';
import { servicePool } from '../../../lib/domain/billing/allocation.ts';
import { FREE_PLAN } from '../../../lib/domain/billing/billing.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { own } from '../../../lib/domain/own.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { ownedProfiles } from '../shared/account-profiles.ts';
import { ProfileField } from '../shared/profile-field.tsx';
import { MessagePage, Page, Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { BillingPath, WithBilling } from './billing-page.tsx';
import { FreePlan } from './free-plan.tsx';
import type { KnownBilling } from './known-billing.ts';
import { currentPriceText, TierChoice } from './tier-choice.tsx';
import { useBilling } from './use-billing.ts';
import './cost.css';

/** All tiers of one service of an account: a larger one takes effect at once, a smaller one with the next cycle. */
export function UpgradePage({ connectionKey, service }: { connectionKey: ConnectionKey; service: string }) {
  const connection = connections.value.find(({ key }) => key === connectionKey);
  if (!connection) return loaded.value === 'all' ? <NotConnected /> : <TableSkeleton rows={6} />;
  return <Upgrade connection={connection} service={service} />;
}

/** Replaces the page of an account that isn't connected (anymore). */
export function NotConnected() {
  return (
    <MessagePage
      title={t('costNotConnected')}
      text={t('costNotConnectedHint')}
      href={pageHref('cost')}
      link={t('navCost')}
    />
  );
}

function Upgrade({ connection, service }: { connection: Connection; service: string }) {
  const billing = useBilling(connection);
  return (
    <Page
      title={t('upgradeTitle', serviceLabel(service))}
      documentTitle={`${t('navCost')} · ${serviceLabel(service)}`}
      soft={<BillingPath connection={connection} billing={billing} />}
    >
      <div class="raise">
        <WithBilling connection={connection} billing={billing}>
          {(known) => <Tiers connection={connection} service={service} known={known} />}
        </WithBilling>
      </div>
    </Page>
  );
}

function Tiers({
  connection,
  service,
  known,
}: {
  connection: Connection;
  service: string;
  known: KnownBilling;
}) {
  const [receiver, setReceiver] = useState('');
  const { subscription, prices } = known;
  const { pool, allocated, free } = servicePool(known, service);
  const tiers = (own(prices.tiers, service) ?? []).filter(({ amount }) => amount !== pool);
  const ownedRows = ownedProfiles(connection);
  const next = tiers.find(({ amount }) => amount > pool);
  return (
    <Section
      title={t('tierPresent', quantityText(service, pool), currentPriceText(service, pool, prices))}
      soft={free === null ? t('raiseFreeUnknown') : t('tierAllocated', quantityText(service, allocated))}
      actions={
        !free && (
          <a class="link" href={optionsRoutes.allocation(connection.key, service)}>
            {t('raiseAllocateAcross')}
          </a>
        )
      }
    >
      {free !== null && free > 0 && (
        <div class="banner">
          <span>
            {t('raiseFreeSoft', quantityText(service, free), quantityText(service, pool))}{' '}
            {t('tierAllocateFree')}
          </span>
          <a class="button button--primary" href={optionsRoutes.allocation(connection.key, service)}>
            {t('costAllocate')}
          </a>
        </div>
      )}
      {subscription.plan === FREE_PLAN ? (
        <FreePlan connection={connection} prices={prices} />
      ) : tiers.length === 0 ? (
        <p class="note">{t('raiseNoTiers')}</p>
      ) : (
        <div class="stack">
          {!next && <p class="note">{t('raiseLargest')}</p>}
          <TierChoice
            key={service}
            connection={connection}
            billing={known}
            service={service}
            receiverId={receiver || null}
            tiers={tiers}
            suggested={next?.amount ?? null}
          >
            {ownedRows.length > 0 && (
              <ProfileField
                label={t('tierReceiverLabel')}
                hint={t('tierReceiverHint')}
                value={receiver}
                before={[{ value: '', label: t('tierReceiverNone') }]}
                rows={ownedRows}
                idFor={({ profile }) => profile.id}
                onChange={setReceiver}
              />
            )}
          </TierChoice>
        </div>
      )}
    </Section>
  );
}
