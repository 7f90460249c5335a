import { useState } from 'preact/hooks';
import { FREE_PLAN } from '../../../lib/domain/billing/billing.ts';
import {
  isFreeEnough,
  type LimitFacts,
  limitFactsOf,
  nextStep,
} from '../../../lib/domain/billing/proposals.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { own } from '../../../lib/domain/own.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { isLevelAtRisk } from '../../../lib/domain/usage/level.ts';
import { isServiceKey } from '../../../lib/domain/usage/service.ts';
import { serviceStatus, usedOf } from '../../../lib/domain/usage/usage-status.ts';
import { ownerRaisesText, ownerText } from '../../../lib/i18n/profile-text.ts';
import {
  missingText,
  quantityText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { ServiceBar } from '../profile/service-bar.tsx';
import { MissingProfile } from '../shared/missing-profile.tsx';
import { type ProfileRow, rowFor } from '../shared/profile-rows.ts';
import { Page } from '../shell/page.tsx';
import { profileHref } from '../shell/router.ts';
import { BillingAge, WithBilling } from './billing-page.tsx';
import { FreePlan } from './free-plan.tsx';
import { FreePoolSection } from './free-pool-section.tsx';
import type { KnownBilling } from './known-billing.ts';
import { RuleSection } from './rule-section.tsx';
import { currentPriceText, TierChoice } from './tier-choice.tsx';
import { useBilling } from './use-billing.ts';
import '../profile/profile.css';
import './cost.css';

/**
 * The page that raises a limit of a profile: from what is unallocated, which is free, then with a larger tier and its
 * price; and the rule that proposes the next raise.
 */
export function RaisePage({ profile: ref, service }: { profile: ProfileRef; service: string }) {
  const profileRow = rowFor(ref);
  if (!profileRow) return <MissingProfile />;
  return <Raise profileRow={profileRow} service={service} />;
}

function Raise({ profileRow, service }: { profileRow: ProfileRow; service: string }) {
  const { profile, connection, preferences } = profileRow;
  const billing = useBilling(profile.shared ? undefined : connection);
  return (
    <Page
      title={t('raiseTitle', serviceLabel(service))}
      documentTitle={`${isolate(profile.name)} · ${t('raiseTitle', serviceLabel(service))}`}
      lead={<Avatar profile={profile} preferences={preferences} />}
      soft={
        <>
          <a class="link" href={profileHref(profile, 'usage')}>
            <ForeignText text={profile.name} />
          </a>
          {!profile.shared && connection && (
            <>
              {' '}
              · <ForeignText text={connectionName(connection, 'accountName')} /> ·{' '}
              <BillingAge connection={connection} billing={billing} />
            </>
          )}
        </>
      }
    >
      <div class="raise">
        <CurrentUsage profileRow={profileRow} service={service} />
        {profile.shared ? (
          <div class="note" role="note">
            <b>{ownerRaisesText(profile)}</b> {t('raiseOwnerOnlyHint', ownerText(profile))}
          </div>
        ) : (
          connection && (
            <WithBilling connection={connection} billing={billing}>
              {(known) => <Remedies profileRow={profileRow} service={service} known={known} />}
            </WithBilling>
          )
        )}
        {!profile.shared && <RuleSection profileRow={profileRow} service={service} />}
      </div>
    </Page>
  );
}

function CurrentUsage({ profileRow: { status }, service }: { profileRow: ProfileRow; service: string }) {
  const serviceUsage = serviceStatus(status, service);
  if (!serviceUsage) return <p class="soft">{missingText(status, service)}</p>;
  const { level } = serviceUsage;
  const label = serviceLabel(service);
  return (
    <div class="card raise__usage">
      <ServiceBar service={serviceUsage} />
      {isLevelAtRisk(level) && (
        <p class={`sentence level--${level}`}>
          {level === 'blocked'
            ? t('profileBlockedSentence', label, stopsText(service))
            : t('profileNearSentence', label, wouldStopText(service))}
        </p>
      )}
    </div>
  );
}

function Remedies({
  profileRow,
  service,
  known,
}: {
  profileRow: ProfileRow;
  service: string;
  known: KnownBilling;
}) {
  const { profile, connection, status } = profileRow;
  const limit =
    own(known.allocation[profile.id] ?? {}, service) ?? serviceStatus(status, service)?.limit ?? 0;
  const used = usedOf(status, service, limit);
  const facts = limitFactsOf(service, profile.id, { used, limit }, known, status.fetchedAt ?? now.value);
  if (!facts || !connection) return null;
  return (
    <>
      <FreePoolSection profile={profile} facts={facts} />
      <Purchase connection={connection} profileId={profile.id} facts={facts} known={known} />
    </>
  );
}

/** What can be bought for the account; the profile gets it. Closed at first where what is free is enough. */
function Purchase({
  connection,
  profileId,
  facts,
  known,
}: {
  connection: Connection;
  profileId: string;
  facts: LimitFacts;
  known: KnownBilling;
}) {
  const { service, pool, tiers } = facts;
  const larger = tiers.filter(({ amount }) => amount > pool);
  const step = nextStep(facts);
  const [open, setOpen] = useState(facts.free !== null && !isFreeEnough(facts));
  return (
    <details
      class="section raise__purchase"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h2>{t('raiseTier')}</h2>
        {!open && isFreeEnough(facts) && <span class="soft">{t('raiseTierNotNeeded')}</span>}
      </summary>
      <p class="row raise__tiers">
        <span class="soft">
          {t('raiseTierSoft', quantityText(service, pool), currentPriceText(service, pool, known.prices))}
        </span>
        <a class="link" href={optionsRoutes.upgrade(connection.key, service)}>
          {t('raiseAllTiers')}
        </a>
      </p>
      {known.subscription.plan === FREE_PLAN ? (
        <FreePlan connection={connection} prices={known.prices} />
      ) : larger.length > 0 ? (
        <TierChoice
          key={`${profileId} ${service}`}
          connection={connection}
          billing={known}
          service={service}
          receiverId={profileId}
          tiers={larger}
          suggested={step?.kind === 'tier' ? step.tier : larger[0]!.amount}
        />
      ) : (
        <p class="note">{t(isServiceKey(service) ? 'raiseLargest' : 'raiseNoTiers')}</p>
      )}
    </details>
  );
}
