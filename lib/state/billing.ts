import type { ReadonlySignal } from '@preact/signals';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { BillingRow } from '../store/schema.ts';
import { lazyCollection } from './lazy-signal.ts';

export type { BillingRow };

/** Allocation, subscription and prices by connection; null until read. */
export const billingByConnection: ReadonlySignal<ReadonlyMap<ConnectionKey, BillingRow> | null> =
  lazyCollection(
    'billing',
    (row) => row.connectionKey,
    (key) => key,
  );
