import { expect, test } from 'vitest';
import type { Order } from '../../../lib/domain/billing/order.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { openIn } from '../../faults/open-outcomes.ts';

const billing = (order: Partial<Order>) => [
  {
    connectionKey: 'account' as ConnectionKey,
    orders: [{ id: 'a', state: 'sent', paymentError: null, ...order } as Order],
  },
];

test('an order is open until a read settled it or the bank refused it', () => {
  const open = (order: Partial<Order>) => openIn({ billing: billing(order), revocations: [] }).length;
  expect(open({})).toBe(1);
  expect(open({ state: 'pending' })).toBe(1);
  expect(open({ state: 'settled', outcome: 'not-made' })).toBe(0);
  expect(open({ paymentError: 'declined' })).toBe(0);
});

test('a token is to be revoked until it is, unless its value is lost', () => {
  const open = (code: 'server' | 'no-token' | null) =>
    openIn({ billing: [], revocations: [{ id: 'a', name: 'A', failure: code && { code } }] }).length;
  expect(open(null)).toBe(1);
  expect(open('server')).toBe(1);
  expect(open('no-token')).toBe(0);
});
