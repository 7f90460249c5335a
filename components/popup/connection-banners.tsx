import { type Connection, connectionName } from '../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { isolate } from '../../lib/domain/text/foreign.ts';
import { distinctConnectionText, regionText, renewalText } from '../../lib/i18n/profile-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { connections } from '../../lib/state/app-state.ts';
import { now } from '../../lib/state/clock-and-network.ts';
import { Icon } from '../ui/icon.tsx';
import { MoreBanner } from './more-banner.tsx';
import { useNavigate } from './navigation.ts';
import { connectionsWithBanner } from './popup-model.ts';

/** How many accounts have a banner of their own: the list below needs its space. */
const MAX_ACCOUNT_BANNERS = 2;

/** Problems of other connections, and tokens that expire soon: a banner each for a few, and how many more there are. */
export function ConnectionBanners() {
  const all = connectionsWithBanner.value;
  const more = all.length - MAX_ACCOUNT_BANNERS;
  return (
    <>
      {all.slice(0, MAX_ACCOUNT_BANNERS).map((connection) => {
        const Banner = connection.state === 'ok' ? RenewalBanner : ConnectionBanner;
        return <Banner key={connection.key} connection={connection} />;
      })}
      {more > 0 && (
        <MoreBanner
          text={plural('popupMoreAccounts', more)}
          label={t('bannerMoreShow')}
          route={optionsRoutes.settings}
        />
      )}
    </>
  );
}

function RenewalBanner({ connection }: { connection: Connection }) {
  const navigate = useNavigate();
  const text = renewalText(connection, connections.value, now.value);
  return (
    <div class="banner" role="note">
      <Icon name="user" size={14} />
      <span class="banner__text">{text}</span>
      <button
        type="button"
        class="link"
        aria-label={`${t('settingsRenew')} ${isolate(distinctConnectionText(connection, connections.value))}`}
        onClick={() => navigate(optionsRoutes.reconnect(connection.key))}
      >
        {t('settingsRenew')}
      </button>
    </div>
  );
}

function ConnectionBanner({ connection }: { connection: Connection }) {
  const navigate = useNavigate();
  const { key, state } = connection;
  const about = `${isolate(connectionName(connection))} · ${regionText(connection)}`;
  if (state === 'blocked') {
    return (
      <div class="banner" role="note">
        <Icon name="blocked" size={14} />
        <span class="banner__text">
          {t('popupAccountBlocked', distinctConnectionText(connection, connections.value))}
        </span>
      </div>
    );
  }
  const label = t(state === 'host-permission' ? 'popupHostPermissionAction' : 'popupSignInAgain');
  return (
    <div class="banner" role="note">
      <Icon name={state === 'host-permission' ? 'globe' : 'user'} size={14} />
      <span class="banner__text" title={about}>
        {about}
      </span>
      <button
        type="button"
        class="link"
        aria-label={`${label} ${about}`}
        onClick={() => navigate(optionsRoutes.reconnect(key))}
      >
        {label}
      </button>
    </div>
  );
}
