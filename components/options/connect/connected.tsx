import { connectionName } from '../../../lib/domain/identity/connection.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { OPEN_POPUP } from '../../../lib/domain/settings/shortcuts.ts';
import { regionName } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, profiles } from '../../../lib/state/app-state.ts';
import { richText } from '../../ui/rich-text.ts';
import { useShortcuts } from '../shared/shortcuts.ts';
import { useIconHidden } from '../shared/toolbar-icon.ts';
import { Page } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { PinHint } from './pin-hint.tsx';

/** Says what is ready after connecting, and where to go next. Counts grow as the background reads the profiles. */
export function Connected({
  connectionKey,
  first,
}: {
  connectionKey: ConnectionKey;
  /** True for the first connection: then it explains how to pin the icon. */
  first: boolean;
}) {
  const connection = connections.value.find(({ key }) => key === connectionKey);
  const connected = profiles.value.filter((profile) => profile.connectionKey === connectionKey);
  const keys = useShortcuts().find(({ name }) => name === OPEN_POPUP)?.keys;
  const iconHidden = useIconHidden();
  const denied = connected.filter(needsToken).length;
  return (
    <Page
      title={t('connectDone')}
      soft={connection && t('connectDoneSoft', connectionName(connection), regionName(connection.region))}
      narrow
    >
      <div class="card connected">
        <p class="connected__count" role="status">
          {connected.length === 0 ? t('connectDoneReading') : plural('connectDoneProfiles', connected.length)}
        </p>
        {denied > 0 && <p>{plural('connectDoneDenied', denied)}</p>}
        <ul>
          <li>{t('connectDoneNextPopup')}</li>
          {keys && <li>{t('connectDoneNextKeys', keys)}</li>}
          <li>{t('connectDoneNextDocs')}</li>
          <li>
            {richText(
              'connectDoneNextAlerts',
              <a class="link" href={pageHref('alerts')}>
                {t('navAlerts')}
              </a>,
            )}
          </li>
        </ul>
        {first && <PinHint iconHidden={iconHidden} />}
        <p class="connected__links">
          <a class="button button--primary" href={pageHref('overview')}>
            {t('connectDoneOverview')}
          </a>
          <a class="button" href={pageHref('profiles')}>
            {t('connectDoneProfilesLink')}
          </a>
        </p>
      </div>
    </Page>
  );
}
