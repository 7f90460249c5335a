import type { ComponentChildren } from 'preact';
import {
  type Connection,
  type CredentialLoss,
  credentialLossOf,
  RENEWAL_URGENT_MS,
  renewalDueAt,
} from '../../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { distinctConnectionText, renewalText } from '../../../lib/i18n/profile-text.ts';
import { type MessageKey, plural, t } from '../../../lib/i18n/t.ts';
import {
  connections,
  hiddenWhileLocked,
  isStoreSlow,
  lacksPassphrase,
  online,
  passphraseSet,
  policyState,
  vaultLocked,
} from '../../../lib/state/app-state.ts';
import { now } from '../../../lib/state/clock-and-network.ts';
import { isExample } from '../../../lib/state/example.ts';
import { storeProblemText } from '../../ui/store-problem-text.ts';
import { UNLOCK_ID } from '../../ui/unlock-field.ts';
import { UnlockFields } from '../../ui/unlock-fields.tsx';
import { ExampleBanner } from './example.tsx';
import { pageHref, route } from './router.ts';

/** How many accounts have a banner of their own, of each kind; the others are only counted. */
const MAX_ACCOUNT_BANNERS = 3;

/** Why an account has to sign in again. */
const SIGN_IN_REASONS: Record<CredentialLoss | 'refused', MessageKey> = {
  refused: 'bannerSignInHint',
  database: 'bannerCredentialLost',
  'database-with-passphrase': 'bannerCredentialLost',
  backup: 'bannerFromBackup',
  erased: 'bannerTokensErased',
  session: 'bannerSessionHint',
};

/**
 * Banners on every page: that it is the example, or not all that is stored, the organization's policy, locked tokens,
 * no network, a passphrase that was lost, connections that need a new sign-in, tokens about to expire.
 */
export function Banners() {
  const needSignIn = connections.value.filter(({ state }) => state === 'needs-sign-in');
  // Accounts are named below.
  if (hiddenWhileLocked.value)
    return (
      <div class="banners">
        <PolicyBanners />
        <UnlockBanner />
      </div>
    );
  return (
    <div class="banners">
      {isExample.value && <ExampleBanner />}
      {isStoreSlow.value && <SlowBanner />}
      <PolicyBanners />
      {vaultLocked.value && !lacksPassphrase.value && <UnlockBanner />}
      {!online.value && connections.value.length > 0 && (
        <div class="banner" role="status">
          <span>
            <b>{t('bannerOffline')}</b> {t('bannerOfflineHint')}
          </span>
        </div>
      )}
      {!passphraseSet.value &&
        needSignIn.some((one) => credentialLossOf(one) === 'database-with-passphrase') && (
          <LinkBanner error href={pageHref('security')} label={t('securitySetDots')}>
            <b>{t('bannerPassphraseLost')}</b> {t('bannerPassphraseLostHint')}
          </LinkBanner>
        )}
      {needSignIn.slice(0, MAX_ACCOUNT_BANNERS).map((connection) => (
        <LinkBanner
          key={connection.key}
          error
          href={optionsRoutes.reconnect(connection.key)}
          label={t('popupSignInAgain')}
        >
          <SignInText connection={connection} />
        </LinkBanner>
      ))}
      <MoreAccounts error count={needSignIn.length - MAX_ACCOUNT_BANNERS} text="bannerMoreSignIn" />
      <Renewals />
    </div>
  );
}

function SignInText({ connection }: { connection: Connection }) {
  const name = distinctConnectionText(connection, connections.value);
  const loss = credentialLossOf(connection);
  return (
    <>
      <b>{t(loss === 'session' ? 'bannerSession' : 'bannerSignIn', name)}</b>{' '}
      {t(SIGN_IN_REASONS[loss ?? 'refused'])}
    </>
  );
}

/** Rows are missing, on some pages all of them. */
function SlowBanner() {
  const { title, text } = storeProblemText('slow');
  return (
    <LinkBanner href={pageHref('diagnostics')} label={t('diagnosticsOpen')}>
      <b>{title}.</b> {text}
    </LinkBanner>
  );
}

/** A policy with an error, and a passphrase that the organization requires. */
function PolicyBanners() {
  if (policyState.value.status === 'invalid') {
    return (
      <LinkBanner error href={pageHref('settings')} label={t('policyInvalidShow')}>
        {t('policyInvalidBanner')}
      </LinkBanner>
    );
  }
  if (!lacksPassphrase.value) return null;
  return (
    <LinkBanner error href={pageHref('security')} label={t('securitySetDots')}>
      {t('policyPassphrase')}
    </LinkBanner>
  );
}

/** Tokens about to expire: shown on the overview two weeks before, on every page in the last week. */
function Renewals() {
  const due = connections.value.filter((connection) => {
    const expiresAt = renewalDueAt(connection, now.value);
    if (expiresAt === null) return false;
    return route.value.page === 'overview' || expiresAt - now.value <= RENEWAL_URGENT_MS;
  });
  return (
    <>
      {due.slice(0, MAX_ACCOUNT_BANNERS).map((connection) => (
        <LinkBanner
          key={connection.key}
          href={optionsRoutes.reconnect(connection.key)}
          label={t('settingsRenew')}
        >
          {renewalText(connection, connections.value, now.value)}
        </LinkBanner>
      ))}
      <MoreAccounts count={due.length - MAX_ACCOUNT_BANNERS} text="bannerMoreRenewals" />
    </>
  );
}

/** How many more accounts have what the banners above say of a few, and where all of them are listed. */
function MoreAccounts({
  error = false,
  count,
  text,
}: {
  error?: boolean;
  count: number;
  text: 'bannerMoreSignIn' | 'bannerMoreRenewals';
}) {
  if (count <= 0) return null;
  return (
    <LinkBanner error={error} href={pageHref('settings')} label={t('bannerMoreShow')}>
      {plural(text, count)}
    </LinkBanner>
  );
}

/** A sentence, and a link to where its cause can be dealt with. */
function LinkBanner({
  error = false,
  href,
  label,
  children,
}: {
  error?: boolean;
  href: string;
  label: string;
  children: ComponentChildren;
}) {
  return (
    <div class={error ? 'banner banner--error' : 'banner'} role="status">
      <span>{children}</span>
      <a class="button" href={href}>
        {label}
      </a>
    </div>
  );
}

function UnlockBanner() {
  return (
    <section id={UNLOCK_ID} class="banner banner--locked" aria-label={t('bannerLocked')}>
      <div>
        <b>{t('bannerLocked')}</b> <span>{t('bannerLockedHint')}</span>
      </div>
      <UnlockFields />
    </section>
  );
}
