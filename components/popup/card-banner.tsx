import { type Connection, connectionName } from '../../lib/domain/identity/connection.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { failureText } from '../ui/failure-text.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import type { Banner } from './card-state.ts';
import { useNavigate } from './navigation.ts';
import { refresh, refreshing } from './popup-actions.ts';
import { UnlockForm } from './unlock-form.tsx';

/** Why the numbers are not fresh, and the way on. */
export function CardBanner({
  banner,
  profile,
  connection,
  known,
}: {
  banner: Banner;
  profile: Profile;
  connection: Connection | undefined;
  /** There are numbers to show, if old ones. */
  known: boolean;
}) {
  const navigate = useNavigate();
  const content = bannerContent(banner, profile, connection, known);
  return (
    <div class={`strip strip--${content.tone}`} role="note">
      <Icon name={content.icon} size={14} />
      <div class="strip__text">
        {content.text}
        {banner.kind === 'locked' && <UnlockForm />}
      </div>
      {content.action && (
        <button type="button" class="strip__action" onClick={() => navigate(content.action!.route)}>
          {content.action.label}
        </button>
      )}
      {content.retry && (
        <button
          type="button"
          class="strip__action"
          aria-disabled={refreshing.value}
          onClick={() => refresh(profile)}
        >
          {t('popupTryAgain')}
        </button>
      )}
    </div>
  );
}

interface BannerContent {
  icon: IconName;
  /** asks: the person must do something; calm: it passes by itself. */
  tone: 'asks' | 'calm';
  text: string;
  action?: { label: string; route: `#/${string}` };
  retry?: boolean;
}

function bannerContent(
  banner: Banner,
  profile: Profile,
  connection: Connection | undefined,
  known: boolean,
): BannerContent {
  const reconnect = optionsRoutes.reconnect(profile.connectionKey);
  const name = connection ? connectionName(connection) : '';
  switch (banner.kind) {
    case 'locked':
      return { icon: 'lock', tone: 'asks', text: t('popupLocked') };
    case 'needs-sign-in':
      return {
        icon: 'user',
        tone: 'asks',
        text: t('popupNeedsSignIn', name),
        action: { label: t('popupSignIn'), route: reconnect },
      };
    case 'host-permission':
      return {
        icon: 'globe',
        tone: 'asks',
        text: t('popupHostPermission', connection ? new URL(connection.origin).host : ''),
        action: { label: t('popupHostPermissionAction'), route: reconnect },
      };
    case 'account-blocked':
      return {
        icon: 'blocked',
        tone: 'asks',
        text: [t('popupAccountBlocked', name), ...(banner.stale ? [t('popupStale')] : [])].join(' '),
        retry: banner.stale,
      };
    case 'denied':
      return {
        icon: 'key',
        tone: 'asks',
        text: t('popupDenied'),
        action: { label: t('popupDeniedAction'), route: optionsRoutes.assignToken(profile) },
      };
    case 'offline':
      return {
        icon: 'offline',
        tone: 'calm',
        text: t(known ? 'popupOffline' : 'popupOfflineNothing'),
        retry: true,
      };
    case 'failure':
      return {
        icon: 'warning',
        tone: 'calm',
        text: failureText(banner.failure),
        action: { label: t('diagnosticsTitle'), route: optionsRoutes.diagnostics },
        retry: true,
      };
    case 'stale':
      return { icon: 'clock', tone: 'calm', text: t('popupStale'), retry: true };
  }
}
