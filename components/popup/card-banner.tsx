import { type Connection, credentialLossOf } from '../../lib/domain/identity/connection.ts';
import { refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { distinctConnectionText } from '../../lib/i18n/profile-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { connections, lacksPassphrase } from '../../lib/state/app-state.ts';
import { failureText } from '../ui/failure-text.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { obstacleText } from '../ui/obstacle-text.ts';
import type { Banner } from './card-state.ts';
import { useNavigate } from './navigation.ts';
import { refresh, refreshing } from './popup-actions.ts';
import { type Status, toDiagnostics } from './status-message.ts';
import { UnlockForm } from './unlock-form.tsx';

/** Says why the numbers are not fresh, and offers what to do about it. */
export function CardBanner({
  banner,
  profile,
  connection,
  hasNumbers,
}: {
  banner: Banner;
  profile: Profile;
  connection: Connection | undefined;
  /** The card has numbers to show, though old ones. */
  hasNumbers: boolean;
}) {
  const navigate = useNavigate();
  const content = bannerContent(banner, profile, connection, hasNumbers);
  return (
    <div class={`card-banner card-banner--${content.tone}`} role="note">
      <Icon name={content.icon} size={14} />
      <div class="card-banner__text">
        {content.text}
        {banner.kind === 'locked' && !lacksPassphrase.value && <UnlockForm />}
      </div>
      <div class="card-banner__actions">
        {content.retry && (
          <button
            type="button"
            class="card-banner__action"
            aria-disabled={refreshing.value.has(refId(profile))}
            onClick={() => refresh(profile)}
          >
            {t('popupTryAgain')}
          </button>
        )}
        {content.action && (
          <button type="button" class="card-banner__action" onClick={() => navigate(content.action!.route)}>
            {content.action.label}
          </button>
        )}
      </div>
    </div>
  );
}

interface BannerContent {
  icon: IconName;
  /** action: the person must do something; info: it passes by itself. */
  tone: 'action' | 'info';
  text: string;
  action?: Status['action'];
  retry?: boolean;
}

function bannerContent(
  banner: Banner,
  profile: Profile,
  connection: Connection | undefined,
  hasNumbers: boolean,
): BannerContent {
  const reconnect = optionsRoutes.reconnect(profile.connectionKey);
  const name = connection ? distinctConnectionText(connection, connections.value) : '';
  switch (banner.kind) {
    case 'locked':
      return lacksPassphrase.value
        ? {
            icon: 'lock',
            tone: 'action',
            text: t('policyPassphrase'),
            action: { label: t('securitySetDots'), route: optionsRoutes.security },
          }
        : { icon: 'lock', tone: 'action', text: t('popupLocked') };
    case 'needs-sign-in':
      return {
        icon: 'user',
        tone: 'action',
        text: t(signInKey(connection), name),
        action: { label: t('popupSignIn'), route: reconnect },
      };
    case 'host-permission':
      return {
        icon: 'globe',
        tone: 'action',
        text: t('hostWithdrawn', connection ? new URL(connection.origin).host : ''),
        action: { label: t('popupHostPermissionAction'), route: reconnect },
      };
    case 'account-blocked':
      return {
        icon: 'blocked',
        tone: 'action',
        text: [t('popupAccountBlocked', name), ...(banner.stale ? [t('popupStale')] : [])].join(' '),
        action: toDiagnostics(),
        retry: banner.stale,
      };
    case 'denied':
      return {
        icon: 'key',
        tone: 'action',
        text: t('popupDenied'),
        action: { label: t('popupDeniedAction'), route: optionsRoutes.assignToken(profile) },
      };
    case 'policy':
      return { icon: 'lock', tone: 'info', text: obstacleText(banner.kind) };
    case 'offline':
      return {
        icon: 'offline',
        tone: 'info',
        text: t(hasNumbers ? 'popupOffline' : 'popupOfflineNothing'),
        action: toDiagnostics(),
      };
    case 'failure':
      return {
        icon: 'warning',
        tone: 'info',
        text: failureText(banner.failure),
        action: toDiagnostics(),
        retry: true,
      };
    case 'stale':
      return { icon: 'clock', tone: 'info', text: t('popupStale'), action: toDiagnostics(), retry: true };
  }
}

/** Returns the key of what has to be done for an account that isn't signed in. */
function signInKey(connection: Connection | undefined) {
  const loss = connection && credentialLossOf(connection);
  if (loss === 'session') return 'popupSessionUnknown';
  return loss ? 'popupCredentialLost' : 'popupNeedsSignIn';
}
