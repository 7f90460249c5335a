import { useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, profiles } from '../../../lib/state/app-state.ts';
import { watchBilling } from '../../../lib/state/billing.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { RestoreHostAccess } from '../connect/restore-host-access.tsx';
import { orderText } from '../cost/quote-text.ts';
import { exactDate } from '../shared/dates.ts';
import { usePermissions } from '../shared/permissions.ts';
import { ConnectionState } from '../shell/connection-block.tsx';
import { Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';

const CREDENTIAL_TEXT = {
  issued: 'settingsTokenIssued',
  pasted: 'settingsTokenPasted',
  console: 'settingsTokenConsole',
} as const;

/** Every connected account: what reaches it, until when, and the way to take it away. */
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
  const [asking, setAsking] = useState(false);
  const profileCount = profiles.value.filter((profile) => profile.connectionKey === connection.key).length;
  const { kind, name, expiresAt } = connection.credential;
  return (
    <>
      <div class="row connection-card__head">
        <div>
          <h3>
            <ForeignText text={connection.accountName} />
          </h3>
          <span class="soft">
            <ForeignText text={connection.email} /> · {regionText(connection)}
          </span>
        </div>
        <div class="row">
          <a class="button" href={optionsRoutes.reconnect(connection.key)}>
            {t(connection.state === 'ok' ? 'settingsRenew' : 'connectTitleAgain')}
          </a>
          <Button
            kind="danger"
            aria-label={t('settingsDisconnectOf', connection.email, regionText(connection))}
            onClick={() => setAsking(true)}
          >
            {t('settingsDisconnect')}
          </Button>
        </div>
      </div>
      <dl class="facts">
        <div>
          <dt>{t('settingsState')}</dt>
          <dd>
            <ConnectionState connection={connection} />
            {connection.failure && connection.state !== 'needs-sign-in' && (
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
          <dd>
            {t(CREDENTIAL_TEXT[kind])}
            {name && ` · ${name}`}
            {expiresAt && ` · ${t('settingsTokenExpires', exactDate(expiresAt))}`}
          </dd>
        </div>
      </dl>
      {connection.state === 'host-permission' && <RestoreHostAccess connection={connection} />}
      {asking && (
        <DisconnectDialog connection={connection} profiles={profileCount} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function DisconnectDialog({
  connection,
  profiles: count,
  onClose,
}: {
  connection: Connection;
  profiles: number;
  onClose: () => void;
}) {
  const disconnect = useSend('disconnect');
  const permissions = usePermissions();
  const region = regionText(connection);
  const orders = watchBilling().value?.get(connection.key)?.orders ?? [];
  const confirm = async () => {
    const forgetOrders = orders.map(({ id }) => id);
    const result = await disconnect.run({ connectionKey: connection.key, forgetOrders });
    if (!result?.ok) return;
    // What is left to revoke needs the host.
    if (connection.region === 'deploy' && result.value.revoked !== 'later')
      void permissions.host(connection.origin).remove();
    onClose();
    announce(
      t(
        result.value.revoked === 'yes'
          ? 'settingsDisconnectedRevoked'
          : result.value.revoked === 'later'
            ? 'settingsDisconnectedLater'
            : 'settingsDisconnected',
        connection.email,
      ),
      'done',
    );
  };
  return (
    <ConfirmDialog
      title={t('settingsDisconnectTitle', connection.email, region)}
      confirm={t(orders.length > 0 ? 'settingsDisconnectAnyway' : 'settingsDisconnect')}
      confirming={t('settingsDisconnecting')}
      busy={disconnect.busy}
      failure={disconnect.failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{plural('settingsDisconnectRemoves', count)}</p>
      {orders.length > 0 && (
        <div class="note note--warning" role="status">
          <p>{t('settingsDisconnectOrders')}</p>
          <ul>
            {orders.map((order) => (
              <li key={order.id}>{orderText(connection, order)}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        {t(connection.credential.kind === 'issued' ? 'settingsDisconnectRevokes' : 'settingsDisconnectKeeps')}
      </p>
      <p class="soft">{t('settingsDisconnectPlatform')}</p>
    </ConfirmDialog>
  );
}
