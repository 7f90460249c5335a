import { describe, expect, it } from 'vitest';
import { placeOrder } from '../../../../lib/actions/billing/place-order.ts';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import { ABSENCE_CONFIRMATION_MS } from '../../../../lib/domain/billing/order.ts';
import { listOrders, updateOrder } from '../../../../lib/store/billing.ts';
import { listConnections } from '../../../../lib/store/connections.ts';
import { settle } from '../../../sandbox/subscription.ts';
import { failureOf } from '../connected-account.ts';
import { ines, sandbox } from '../signed-in-account.ts';
import { nextTier, quoteFor, withBilling } from './account.ts';

withBilling();

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const share = () => sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!.allocation.email;
const posts = () => sandbox.requests.count({ method: 'POST', route: '/account/subscription' });
const leave = (...forgetOrders: string[]) => disconnect({ connectionKey: ines.key, forgetOrders });
const open = { code: 'not-allowed', detail: 'ruleOrdersOpen' };

async function quoted() {
  return quoteFor(ines.key, await nextTier(ines.key, 'email', ines.id('Demo')));
}

describe('disconnecting an account with an open order', () => {
  it('first allocates the share when the payment has arrived meanwhile', async () => {
    account().billing.behavior = 'processing';
    const had = share();
    const confirmed = await quoted();
    await placeOrder({ connectionKey: ines.key, confirmed });
    settle(sandbox, account(), true);
    await leave();
    expect(share()).toBe(had + confirmed.receiverUnits!.amount);
    expect(await listConnections()).toEqual([]);
  });

  it.each([
    ['a payment that is being processed', () => Object.assign(account().billing, { behavior: 'processing' })],
    [
      'a lost response',
      () => sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/account/subscription', times: 1 }),
    ],
    ['a refused payment', () => Object.assign(account().billing, { behavior: 'payment_error' })],
  ])('is refused because of %s, until the person gives up that order', async (_, happens) => {
    happens();
    await placeOrder({ connectionKey: ines.key, confirmed: await quoted() }).catch(() => {});
    expect(await failureOf(leave())).toEqual(open);
    expect(await failureOf(leave('another'))).toEqual(open);
    const [order] = await listOrders(ines.key);
    expect(order).toMatchObject({ state: 'sent' });
    await leave(order!.id);
    expect(await listConnections()).toEqual([]);
    expect(posts()).toBe(1);
  });

  it('keeps the report of a missing share until a person has seen it', async () => {
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/account/subscription', times: 1 });
    await placeOrder({ connectionKey: ines.key, confirmed: await quoted() }).catch(() => {});
    const [order] = await listOrders(ines.key);
    await updateOrder(ines.key, order!.id, (one) => ({
      ...one,
      sentAt: Date.now() - ABSENCE_CONFIRMATION_MS,
    }));
    expect(await failureOf(leave())).toEqual(open);
    expect(await listOrders(ines.key)).toMatchObject([{ state: 'settled', outcome: 'not-made' }]);
  });

  it('isn’t held up by an order that has only to be said to be made', async () => {
    const confirmed = await quoted();
    account().billing.lag = 2;
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/account/subscription', times: 1, after: true });
    await placeOrder({ connectionKey: ines.key, confirmed }).catch(() => {});
    account().billing.stale = null;
    await leave();
    expect(await listConnections()).toEqual([]);
  });

  it('waits for an order that is being placed', async () => {
    const confirmed = await quoted();
    const had = share();
    const hold = sandbox.faults.add({ kind: 'hold', method: 'POST', path: '/account/subscription' });
    const placed = placeOrder({ connectionKey: ines.key, confirmed });
    await expect.poll(() => hold.hits).toBe(1);
    const left = leave();
    hold.remove();
    expect(await placed).toMatchObject({ state: 'done' });
    await left;
    expect(share()).toBe(had + confirmed.receiverUnits!.amount);
    expect(posts()).toBe(1);
  });
});
