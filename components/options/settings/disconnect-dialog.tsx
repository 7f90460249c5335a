import { isLostByDisconnecting } from '../../../lib/domain/billing/order.ts';
import {
  type Connection,
  connectionName,
  credentialLossOf,
} from '../../../lib/domain/identity/connection.ts';
import { distinctConnectionText, regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, profiles } from '../../../lib/state/app-state.ts';
import { billingByConnection } from '../../../lib/state/billing.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { orderText } from '../cost/quote-text.ts';

/** What is said once an account is disconnected, by what happened to its token. */
const DISCONNECTED = {
  yes: 'settingsDisconnectedRevoked',
  later: 'settingsDisconnectedLater',
  'by-hand': 'settingsDisconnectedByHand',
  'not-issued': 'settingsDisconnected',
} as const;

/** Confirms that a connection is removed with its data, and says what happens to its token and orders. */
export function DisconnectDialog({
  connection,
  profileCount,
  onClose,
}: {
  connection: Connection;
  profileCount: number;
  onClose: () => void;
}) {
  const disconnect = useSend('disconnect');
  const region = regionText(connection);
  const name = distinctConnectionText(connection, connections.value);
  const orders = (billingByConnection.value?.get(connection.key)?.orders ?? []).filter(isLostByDisconnecting);
  const { kind } = connection.credential;
  const isRevoking =
    kind === 'issued' ||
    profiles.value.some(
      ({ connectionKey, ownCredential }) => connectionKey === connection.key && ownCredential === 'issued',
    );
  const loss = credentialLossOf(connection);
  const isPasted = kind === 'pasted' && loss === null;
  const isValueLost = kind === 'issued' && loss !== null;
  const confirm = async () => {
    const forgetOrders = orders.map(({ id }) => id);
    const result = await disconnect.run({ connectionKey: connection.key, forgetOrders });
    if (!result?.ok) return;
    onClose();
    announce(t(DISCONNECTED[result.value.revoked], name));
  };
  return (
    <ConfirmDialog
      title={t('settingsDisconnectTitle', connectionName(connection), region)}
      label={t(orders.length > 0 ? 'settingsDisconnectAnyway' : 'settingsDisconnect')}
      busyLabel={t('settingsDisconnecting')}
      busy={disconnect.busy}
      failure={disconnect.failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{plural('settingsDisconnectRemoves', profileCount)}</p>
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
      {isRevoking && <p>{t(isValueLost ? 'revocationValueLost' : 'settingsDisconnectRevokes')}</p>}
      {isPasted && <p>{t('settingsDisconnectKeeps')}</p>}
      <p class="soft">{t('settingsDisconnectPlatform')}</p>
    </ConfirmDialog>
  );
}
