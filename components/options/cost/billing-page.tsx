import type { ComponentChildren } from 'preact';
import { unreadableProfiles } from '../../../lib/domain/billing/allocation.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Age } from '../../ui/age.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { profileNameOf } from '../shared/account-profiles.ts';
import { pageHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import type { KnownBilling } from './known-billing.ts';
import { SubscriptionBanners } from './subscription-banners.tsx';
import type { Billing } from './use-billing.ts';
import './cost.css';

/**
 * The frame of pages about an account's billing: its banners above the page, or instead of it the reason why the
 * billing is not known. Billing that was read before stays visible when it cannot be read again.
 */
export function WithBilling({
  connection,
  billing,
  children,
}: {
  connection: Connection;
  billing: Billing;
  children: (known: KnownBilling) => ComponentChildren;
}) {
  const { known, failure } = billing;
  if (known) {
    return (
      <>
        {failure && (
          <p class="note note--warning cost__note" role="status">
            {billingFailureText(failure)}
          </p>
        )}
        <SubscriptionBanners connection={connection} billing={known} />
        <UnreadLimits connection={connection} known={known} />
        {children(known)}
      </>
    );
  }
  const reason = unknownReason(connection, billing);
  if (!reason) return <TableSkeleton rows={6} />;
  return (
    <div class="empty">
      <b>{t('costUnknown')}</b>
      <p>{reason}</p>
      <VanishingButton
        disabledReason={reasonNotToAskAccount(connection.key)}
        busy={billing.reading}
        onClick={billing.refresh}
      >
        {t('optionsTryAgain')}
      </VanishingButton>
    </div>
  );
}

/** Says whose limits couldn't be read, and that what is unallocated is therefore not known. */
function UnreadLimits({ connection, known }: { connection: Connection; known: KnownBilling }) {
  const names = unreadableProfiles(known.allocation).map((id) => isolate(profileNameOf(connection, id)));
  if (names.length === 0) return null;
  return (
    <p class="note note--warning cost__note" role="status">
      {t('costLimitsUnread', names.join(', '))}
    </p>
  );
}

/** Returns why an account's billing is not known; null while it is being read. */
function unknownReason(connection: Connection, { row, failure, reading }: Billing): string | null {
  if (row === null || reading) return null;
  if (failure) return billingFailureText(failure);
  return reasonNotToAskAccount(connection.key) ?? null;
}

/** Returns the text of a failure to read an account's billing; a refusal says who can see it. */
function billingFailureText(failure: Failure): string {
  return failure.code === 'denied' ? t('costOwnerOnlyAccount') : failureText(failure);
}

/** Below the title of a page under Cost: a link back, the account, and the age of its billing. */
export function BillingPath({ connection, billing }: { connection: Connection; billing: Billing }) {
  return (
    <>
      <a
        class="link"
        href={pageHref('cost', { account: connection.key })}
        aria-label={t('costOf', connectionName(connection, 'accountName'))}
      >
        {t('navCost')}
      </a>{' '}
      · <ForeignText text={connectionName(connection, 'accountName')} /> · {regionText(connection)} ·{' '}
      <BillingAge connection={connection} billing={billing} />
    </>
  );
}

/** The age of an account's billing, and a button that reads it again. */
export function BillingAge({ connection, billing }: { connection: Connection; billing: Billing }) {
  const fetchedAt = billing.row?.fetchedAt;
  return (
    <>
      {fetchedAt && <Age at={fetchedAt} now={now.value} failed={billing.failure !== null} />}
      {fetchedAt && ' · '}
      <LinkButton
        disabledReason={reasonNotToAskAccount(connection.key)}
        busy={billing.reading}
        onClick={billing.refresh}
      >
        {t(billing.reading ? 'profileRefreshing' : 'profileRefresh')}
      </LinkButton>
    </>
  );
}
