import { useEffect } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { MINUTE_MS, msSince } from '../../../lib/domain/time.ts';
import { now } from '../../../lib/state/app-state.ts';
import { type BillingRow, billingByConnection } from '../../../lib/state/billing.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { useSend } from '../../ui/use-send.ts';
import { type KnownBilling, knownBilling } from './known-billing.ts';

export interface Billing {
  /** undefined: nothing is stored yet; null: the store was not read yet. */
  row: BillingRow | undefined | null;
  known: KnownBilling | null;
  reading: boolean;
  /** Why the last read failed. */
  failure: Failure | null;
  refresh(): void;
}

/** Older billing is read again when a page opens. */
const MAX_AGE_MS = MINUTE_MS;
/** How often billing is read while a payment is being processed. */
const PROCESSING_POLL_MS = 20_000;

/** Returns an account's billing from the store; read again when it is old, and while a payment is being processed. */
export function useBilling(connection: Connection | undefined): Billing {
  const rows = billingByConnection.value;
  const read = useSend('readBilling');
  const key = connection?.key;
  const row = rows === null ? null : key ? rows.get(key) : undefined;
  const isReady = rows !== null && key !== undefined && obstacleToAccount(key) === null;
  const processing = row?.subscription?.processing ?? false;
  const age = row?.fetchedAt ? msSince(row.fetchedAt, now.value) : Number.POSITIVE_INFINITY;
  const isOld = age > MAX_AGE_MS;
  useEffect(() => {
    if (isReady && isOld) void read.run({ connectionKey: key });
    // Once per opening of the page, as soon as it can be read at all; a failure is shown, not retried by itself.
  }, [isReady, key]);
  useEffect(() => {
    if (!isReady || !processing) return;
    const timer = setInterval(() => void read.run({ connectionKey: key }), PROCESSING_POLL_MS);
    return () => clearInterval(timer);
  }, [isReady, processing, key]);
  // It was read since, by a change or another page.
  useEffect(() => read.clear(), [row?.fetchedAt]);
  return {
    row,
    known: (key && knownBilling.value.get(key)) ?? null,
    reading: read.busy,
    failure: read.failure ?? row?.failure?.failure ?? null,
    refresh: () => {
      if (key) void read.run({ connectionKey: key });
    },
  };
}
