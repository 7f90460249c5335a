import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded, now } from '../../../lib/state/app-state.ts';
import { isExample } from '../../../lib/state/example.ts';
import { ConnectionName } from '../shared/connection-name.tsx';
import { pageHref } from './router.ts';

/** How many accounts are named; the others are only counted. */
const MAX_LISTED_CONNECTIONS = 3;

/** The connections at the bottom of the navigation: account, region, and state. */
export function ConnectionBlock() {
  const all = connections.value;
  if (all.length === 0) {
    return loaded.value === 'all' ? (
      <div class="nav__connections">
        <a href={pageHref('connect')}>{t('navConnect')}</a>
      </div>
    ) : null;
  }
  const more = all.length - MAX_LISTED_CONNECTIONS;
  return (
    <div class="nav__connections">
      {all.slice(0, MAX_LISTED_CONNECTIONS).map((connection) => (
        <ConnectionSummary key={connection.key} connection={connection} />
      ))}
      {!isExample.value && (
        <a href={pageHref('settings')}>
          {more > 0 ? plural('navMoreConnections', more) : t('navConnections')}
        </a>
      )}
    </div>
  );
}

function ConnectionSummary({ connection }: { connection: Connection }) {
  return (
    <div class="nav__connection">
      <b title={displayText(connection.email)}>
        <ConnectionName connection={connection} />
      </b>
      <span>
        {regionText(connection)} · <ConnectionState connection={connection} />
      </span>
    </div>
  );
}

/** How long ago a connection was refreshed, or what keeps it from being refreshed. */
export function ConnectionState({ connection }: { connection: Connection }) {
  switch (connection.state) {
    case 'needs-sign-in':
      return (
        <a class="error" href={optionsRoutes.reconnect(connection.key)}>
          {t('popupSignInAgain')}
        </a>
      );
    case 'host-permission':
      return (
        <a class="error" href={pageHref('settings')}>
          {t('connectionNoAccess')}
        </a>
      );
    case 'blocked':
      return <span class="error">{t('connectionBlocked')}</span>;
    default:
      return (
        <span>
          {connection.refreshedAt
            ? t('connectionRefreshed', ageText(connection.refreshedAt, now.value))
            : t('usageNotRead')}
        </span>
      );
  }
}
