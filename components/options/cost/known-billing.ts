import { computed } from '@preact/signals';
import type { Allocation } from '../../../lib/domain/billing/allocation.ts';
import type { PriceTable, SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { profiles } from '../../../lib/state/app-state.ts';
import { type BillingRow, billingByConnection } from '../../../lib/state/billing.ts';

/** Billing of which everything was read that the pages calculate with. */
export interface KnownBilling extends BillingRow {
  subscription: SubscriptionFacts;
  /** Has each of the account's own profiles. */
  allocation: Allocation;
  prices: PriceTable;
}

/**
 * The account and the id of each profile that an account owns, as JSON: usage, names and positions change often, and
 * don't make the costs be computed again.
 */
const ownedIds = computed(() =>
  JSON.stringify(
    profiles.value.flatMap(({ shared, connectionKey, id }) => (shared ? [] : [[connectionKey, id]])),
  ),
);

/** The billing of each account whose billing is known. A profile that is newer than it has limits that aren't. */
export const knownBilling = computed<ReadonlyMap<ConnectionKey, KnownBilling>>(() => {
  const owned: [ConnectionKey, string][] = JSON.parse(ownedIds.value);
  return new Map(
    [...(billingByConnection.value ?? [])].flatMap(([key, row]) => {
      const { subscription, allocation, prices } = row;
      if (!subscription || !allocation || !prices) return [];
      const unknown = owned.flatMap(([connectionKey, id]) => (connectionKey === key ? [[id, null]] : []));
      return [
        [
          key,
          { ...row, subscription, allocation: { ...Object.fromEntries(unknown), ...allocation }, prices },
        ],
      ];
    }),
  );
});
