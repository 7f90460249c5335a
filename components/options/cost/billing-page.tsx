import type { ComponentChildren } from 'preact';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now, online, vaultLocked } from '../../../lib/state/app-state.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { pageHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { SubscriptionBanners } from './subscription-banners.tsx';
import type { Billing, KnownBilling } from './use-billing.ts';
import './cost.css';

/**
 * What pages about an account's billing have in common: its banners above, and in place of the page the reason
 * why nothing is known. What was read once stays on screen although it cannot be read again.
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
          <p class="note note--warning" role="status">
            {failureText(failure)}
          </p>
        )}
        <SubscriptionBanners connection={connection} billing={known} />
        {children(known)}
      </>
    );
  }
  const why = whyUnknown(connection, billing);
  if (!why) return <TableSkeleton rows={6} />;
  return (
    <div class="empty">
      <b>{t('costUnknown')}</b>
      <p>{why}</p>
      {connection.state === 'ok' && online.value && !vaultLocked.value && (
        <Button disabled={billing.reading} onClick={billing.refresh}>
          {t('optionsTryAgain')}
        </Button>
      )}
    </div>
  );
}

function whyUnknown(connection: Connection, { row, failure, reading }: Billing): string | null {
  if (row === null || reading) return null;
  if (failure) return failure.code === 'denied' ? t('costOwnerOnlyAccount') : failureText(failure);
  if (vaultLocked.value) return t('bannerLockedHint');
  if (!online.value) return failureText({ code: 'offline' });
  return connection.state === 'ok' ? null : failureText({ code: 'needs-sign-in' });
}

/** Below the title of a page that belongs to cost: the way back, the account, and the age of its billing. */
export function BillingPath({ connection, billing }: { connection: Connection; billing: Billing }) {
  return (
    <>
      <a class="link" href={pageHref('cost', { account: connection.key })}>
        {t('navCost')}
      </a>{' '}
      · <ForeignText text={connectionName(connection, 'accountName')} /> · {regionText(connection)} ·{' '}
      <BillingAge billing={billing} />
    </>
  );
}

/** How old the numbers are, and a way to newer ones. */
export function BillingAge({ billing }: { billing: Billing }) {
  const fetchedAt = billing.row?.fetchedAt;
  return (
    <>
      {fetchedAt && <Age at={fetchedAt} now={now.value} />}
      {fetchedAt && ' · '}
      <button type="button" class="link" disabled={billing.reading} onClick={billing.refresh}>
        {t(billing.reading ? 'profileRefreshing' : 'profileRefresh')}
      </button>
    </>
  );
}
