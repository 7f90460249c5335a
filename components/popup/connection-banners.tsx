import { type Connection, connectionName } from '../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { isolate } from '../../lib/domain/text/foreign.ts';
import { distinctConnectionText, regionText, renewalText } from '../../lib/i18n/profile-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { connections } from '../../lib/state/app-state.ts';
import { now } from '../../lib/state/clock-and-network.ts';
import { LinkBanner } from './link-banner.tsx';
import { connectionsWithBanner } from './popup-model.ts';
import { toDiagnostics } from './status-message.ts';

/** How many accounts have a banner of their own: the list below needs its space. */
const MAX_ACCOUNT_BANNERS = 2;

/** Problems of other connections, and tokens that expire soon: a banner each for a few, and how many more there are. */
export function ConnectionBanners() {
  const all = connectionsWithBanner.value;
  const more = all.length - MAX_ACCOUNT_BANNERS;
  return (
    <>
      {all.slice(0, MAX_ACCOUNT_BANNERS).map((connection) => (
        <ConnectionBanner key={connection.key} connection={connection} />
      ))}
      {more > 0 && (
        <LinkBanner
          text={plural('popupMoreAccounts', more)}
          label={t('bannerMoreShow')}
          route={optionsRoutes.settings}
        />
      )}
    </>
  );
}

function ConnectionBanner({ connection }: { connection: Connection }) {
  const reconnect = optionsRoutes.reconnect(connection.key);
  const distinct = distinctConnectionText(connection, connections.value);
  switch (connection.state) {
    case 'ok':
      return (
        <LinkBanner
          text={renewalText(connection, connections.value, now.value)}
          label={t('settingsRenew')}
          about={distinct}
          route={reconnect}
        />
      );
    case 'blocked':
      return (
        <LinkBanner
          icon="blocked"
          text={t('popupAccountBlocked', distinct)}
          about={distinct}
          {...toDiagnostics()}
        />
      );
    default: {
      const isHost = connection.state === 'host-permission';
      const about = `${isolate(connectionName(connection))} · ${regionText(connection)}`;
      return (
        <LinkBanner
          icon={isHost ? 'globe' : 'user'}
          text={about}
          title={about}
          label={t(isHost ? 'popupHostPermissionAction' : 'popupSignInAgain')}
          about={about}
          route={reconnect}
        />
      );
    }
  }
}
