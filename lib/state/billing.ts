import type { ReadonlySignal } from '@preact/signals';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { BillingRow } from '../store/schema.ts';
import { lazyCollection } from './lazy-signal.ts';

const rows = lazyCollection(
  'billing',
  (row) => row.connectionKey,
  (key) => key,
);

/** Returns allocation, subscription and prices by connection; null until read. */
export function watchBilling(): ReadonlySignal<ReadonlyMap<ConnectionKey, BillingRow> | null> {
  return rows;
}
