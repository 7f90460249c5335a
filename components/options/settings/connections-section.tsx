import { useState } from 'preact/hooks';
import { type Connection, connectionName, renewalDueAt } from '../../../lib/domain/identity/connection.ts';
import { allowsApi } from '../../../lib/domain/policy/policy.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { distinctConnectionText, planText, regionText, renewalText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { connections, now, policy, profiles } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { withMoved } from '../../ui/reorder.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { RestoreHostAccess } from '../connect/restore-host-access.tsx';
import { ConnectionName } from '../shared/connection-name.tsx';
import { OrderButtons } from '../shared/order-buttons.tsx';
import { ReadAge } from '../shared/read-age.tsx';
import { ConnectionState } from '../shell/connection-block.tsx';
import { Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { ConnectionDialog } from './connection-dialog.tsx';
import { credentialText } from './credential-text.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';

/** States of which the failure says more. */
const WITH_DETAILS: ReadonlySet<Connection['state']> = new Set(['host-permission', 'blocked']);

/** Every connected account with its state, plan and token, to edit, renew and disconnect it. */
export function ConnectionsSection() {
  return (
    <Section
      title={t('navConnections')}
      soft={t('settingsConnectionsSoft')}
      actions={
        <a class="button" href={pageHref('connect')}>
          {t('navConnect')}
        </a>
      }
    >
      {connections.value.length === 0 ? (
        <p class="soft">{t('failure_not_connected')}</p>
      ) : (
        <ul class="cards">
          {connections.value.map((connection) => (
            <li key={connection.key} class="card">
              <ConnectionCard connection={connection} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function ConnectionCard({ connection }: { connection: Connection }) {
  const [disconnecting, setDisconnecting] = useState(false);
  const [editing, setEditing] = useState(false);
  const profileCount = profiles.value.filter((profile) => profile.connectionKey === connection.key).length;
  const isRenewalNear = renewalDueAt(connection, now.value) !== null;
  return (
    <>
      <div class="row connection-card__head">
        <div>
          <h3>
            <ConnectionName connection={connection} unlabeled="accountName" />
          </h3>
          <span class="soft">
            {connection.label && (
              <>
                <ForeignText text={connection.accountName} /> ·{' '}
              </>
            )}
            <ForeignText text={connection.email} /> · {regionText(connection)}
          </span>
        </div>
        <div class="row">
          <MoveConnection connection={connection} />
          <Button
            aria-label={t('connectionEditOf', connectionName(connection), regionText(connection))}
            onClick={() => setEditing(true)}
          >
            {t('connectionEdit')}
          </Button>
          <a
            class={isRenewalNear ? 'button button--primary' : 'button'}
            href={optionsRoutes.reconnect(connection.key)}
          >
            {t(connection.state === 'ok' ? 'settingsRenew' : 'popupSignInAgain')}
          </a>
          <Button
            kind="danger"
            aria-label={t('settingsDisconnectOf', connectionName(connection), regionText(connection))}
            onClick={() => setDisconnecting(true)}
          >
            {t('settingsDisconnectDots')}
          </Button>
        </div>
      </div>
      <dl class="facts">
        <div>
          <dt>{t('settingsState')}</dt>
          <dd>
            {connection.state === 'ok' ? (
              <ReadAge read={{ fetchedAt: connection.refreshedAt, failure: connection.failure }} />
            ) : (
              <ConnectionState connection={connection} />
            )}
            {connection.failure && WITH_DETAILS.has(connection.state) && (
              <span class="soft"> · {failureText(connection.failure.failure)}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('navProfiles')}</dt>
          <dd>
            {plural('settingsProfilesCount', profileCount)} · {t('settingsPlan', planText(connection.plan))}
          </dd>
        </div>
        <div>
          <dt>{t('connectToken')}</dt>
          <dd>{credentialText(connection)}</dd>
        </div>
      </dl>
      {isRenewalNear && (
        <p class="note note--warning" role="status">
          {renewalText(connection, connections.value, now.value)}
        </p>
      )}
      {editing && <ConnectionDialog connection={connection} onClose={() => setEditing(false)} />}
      {!allowsApi(policy.value, connection.origin) && (
        <p class="note note--warning">{t('failure_policy_allowedHosts')}</p>
      )}
      {connection.state === 'host-permission' && <RestoreHostAccess connection={connection} />}
      {disconnecting && (
        <DisconnectDialog
          connection={connection}
          profileCount={profileCount}
          onClose={() => setDisconnecting(false)}
        />
      )}
    </>
  );
}

/** Buttons that move a connection up or down; nothing if it is the only one. */
function MoveConnection({ connection }: { connection: Connection }) {
  const keys = connections.value.map(({ key }) => key);
  const name = distinctConnectionText(connection, connections.value);
  const index = keys.indexOf(connection.key);
  if (keys.length < 2) return null;
  const move = async (to: number) => {
    const connectionKeys = withMoved(keys, connection.key, to);
    const result = await resultOf(() => send('orderConnections', { connectionKeys }));
    if (result.ok) announce(t('connectionMoved', name, to + 1, keys.length));
    else announceFailure(result.failure);
  };
  return <OrderButtons name={name} index={index} count={keys.length} onMove={(to) => void move(to)} />;
}
