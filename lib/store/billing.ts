import type { ConnectionKey } from '../domain/identity/keys.ts';
import { perConnection } from './per-connection.ts';
import type { BillingRow } from './schema.ts';

const rows = perConnection('billing', (connectionKey) => ({
  connectionKey,
  allocation: null,
  subscription: null,
  prices: null,
  fetchedAt: null,
  failure: null,
}));

export const listBilling: () => Promise<BillingRow[]> = rows.list;
export const getBilling: (key: ConnectionKey) => Promise<BillingRow | undefined> = rows.get;

/** Stores an account's allocation, subscription and prices; false when it is not connected any more. */
export async function putBilling(row: BillingRow): Promise<boolean> {
  return (await rows.put(row)) !== undefined;
}

/** Changes an account's billing row (an empty one when none was read yet), e.g. to note a failure. */
export const updateBilling: (
  key: ConnectionKey,
  change: (row: BillingRow) => BillingRow,
) => Promise<BillingRow | undefined> = rows.update;
