import type { Connection } from '../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { regionText } from '../../lib/i18n/profile-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { Icon } from '../ui/icon.tsx';
import { useNavigate } from './navigation.ts';
import { connectionsNeedingAttention } from './popup-model.ts';

/** Problems of other connections: one banner each. */
export function ConnectionBanners() {
  return connectionsNeedingAttention.value.map((connection) => (
    <ConnectionBanner key={connection.key} connection={connection} />
  ));
}

function ConnectionBanner({ connection }: { connection: Connection }) {
  const navigate = useNavigate();
  const { key, email, state } = connection;
  const whose = `${email} · ${regionText(connection)}`;
  if (state === 'blocked') {
    return (
      <div class="quiet" role="note">
        <Icon name="blocked" size={14} />
        <span class="quiet__text">{t('popupAccountBlocked', email)}</span>
      </div>
    );
  }
  const wayOn = t(state === 'host-permission' ? 'popupHostPermissionAction' : 'popupSignInAgain');
  return (
    <div class="quiet" role="note">
      <Icon name={state === 'host-permission' ? 'globe' : 'user'} size={14} />
      <span class="quiet__text" title={whose}>
        {whose}
      </span>
      <button
        type="button"
        class="link"
        aria-label={`${wayOn} ${whose}`}
        onClick={() => navigate(optionsRoutes.reconnect(key))}
      >
        {wayOn}
      </button>
    </div>
  );
}
