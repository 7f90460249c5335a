import { expect, it } from 'vitest';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { listOrders } from '../../../lib/store/billing.ts';
import { openDatabase } from '../../../lib/store/database.ts';
import { MIGRATIONS } from '../../../lib/store/migrations.ts';
import { freshDatabase } from './rows.ts';

const KEY = 'https://api.us-e1.tago.io#0000000000000000000000a1' as ConnectionKey;

it('an order that version 2 stored is still open, with what its profile receives', async () => {
  await freshDatabase();
  const units = { profileId: 'p', service: 'input', amount: 5 };
  const common = { id: '1', orderedAt: 1, sentAt: 2, failure: null };
  const open = {
    ...common,
    state: 'sent',
    quote: { isStepUp: true, gift: units },
    refusal: null,
    refusalBefore: 'declined',
    giving: { from: 1, to: 6 },
    outcome: null,
  };
  const settled = {
    ...open,
    id: '2',
    state: 'settled',
    outcome: 'share-missing',
    answer: { code: 'denied' },
  };
  const old = await openDatabase<unknown>('profiles', MIGRATIONS.slice(0, 2), () => {});
  await old.put('billing', { connectionKey: KEY, orders: [open, settled] });
  old.close();

  const renamed = {
    ...common,
    state: 'sent',
    quote: { isStepUp: true, receiverUnits: units },
    paymentError: null,
    paymentErrorBefore: 'declined',
    limitChange: { from: 1, to: 6 },
    outcome: null,
  };
  expect(await listOrders(KEY)).toEqual([
    renamed,
    { ...renamed, id: '2', state: 'settled', outcome: 'not-allocated', requestFailure: { code: 'denied' } },
  ]);
});
