import { isUnresolved, type Order } from '../../../lib/domain/billing/order.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { orderText } from './quote-text.ts';
import type { KnownBilling } from './use-billing.ts';

/** Orders whose end is not known, or is not what was hoped for; the latter stay until a person has seen them. */
export function OrderBanners({
  connection,
  billing: { subscription, orders = [] },
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  return (
    <>
      {orders.map((order) => {
        if (order.state === 'settled')
          return <Settled key={order.id} connection={connection} order={order} />;
        // A payment that is processed, or was refused, has a banner of its own.
        if (!isUnresolved(order) || subscription.processing) return null;
        return (
          <div key={order.id} class="banner" role="status">
            <span>
              <b>{orderText(connection, order)}</b> {t('orderUnsettledHint')}
            </span>
          </div>
        );
      })}
    </>
  );
}

function Settled({ connection, order }: { connection: Connection; order: Order }) {
  const dismiss = useSend('dismissOrder');
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{orderText(connection, order)}</b>{' '}
        {order.outcome === 'share-missing'
          ? t('orderShareMissingHint', order.failure ? failureText(order.failure) : '')
          : t(order.outcome === 'overtaken' ? 'ruleOvertaken' : 'orderNotMadeHint')}
      </span>
      <Button
        disabled={dismiss.busy}
        onClick={async () => {
          const result = await dismiss.run({ connectionKey: connection.key, id: order.id });
          if (result && !result.ok) announceFailure(result.failure);
        }}
      >
        {t('formDismiss')}
      </Button>
    </div>
  );
}
