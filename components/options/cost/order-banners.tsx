import { isUnresolved, type Order } from '../../../lib/domain/billing/order.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import type { KnownBilling } from './known-billing.ts';
import { orderText } from './quote-text.ts';

/** The banners of orders whose outcome is unknown, or became known later; such a one stays until it's dismissed. */
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
          return <SettledOrder key={order.id} connection={connection} order={order} />;
        // A payment that is being processed, or was refused, has its own banner.
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

function SettledOrder({ connection, order }: { connection: Connection; order: Order }) {
  const dismiss = useSend('dismissOrder');
  return (
    <div class={order.outcome === 'made' ? 'banner' : 'banner banner--error'} role="status">
      <span>
        <b>{orderText(connection, order)}</b> {hintOf(order)}
      </span>
      <VanishingButton
        busy={dismiss.busy}
        onClick={async () => {
          const result = await dismiss.run({ connectionKey: connection.key, id: order.id });
          if (result && !result.ok) announceFailure(result.failure);
        }}
      >
        {t('formDismiss')}
      </VanishingButton>
    </div>
  );
}

function hintOf({ outcome, failure }: Order): string {
  switch (outcome) {
    case 'made':
      return t('orderMadeHint');
    case 'not-allocated':
      return t('orderShareMissingHint', failure ? failureText(failure) : '');
    case 'overtaken':
      return t('ruleOvertaken');
    default:
      return t('orderNotMadeHint');
  }
}
