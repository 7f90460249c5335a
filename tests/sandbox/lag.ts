import type { Account } from './state.ts';

/** Reads of an account's billing and limits, each by its own route. */
export type LaggingRead = 'subscription' | 'summary' | 'schedule' | 'allocation';

/** Results from before the last change, and how many reads of each kind still get them. */
export interface StaleReads {
  left: Record<LaggingRead, number>;
  results: Record<LaggingRead, unknown>;
}

/**
 * Makes a change of an account; if its reads lag, the next ones get the results from before it. A change that is
 * refused, which `change` throws, leaves them as they are.
 */
export function changeBeforeReads(
  { billing }: Account,
  read: (kind: LaggingRead) => unknown,
  change: () => void,
): void {
  const { lag } = billing;
  if (!lag || billing.stale) {
    change();
    return;
  }
  const results = structuredClone({
    subscription: read('subscription'),
    summary: read('summary'),
    schedule: read('schedule'),
    allocation: read('allocation'),
  });
  change();
  billing.stale = { left: { subscription: lag, summary: lag, schedule: lag, allocation: lag }, results };
}

/** Returns a read's result, or the one from before the last change while the reads lag. */
export function staleOrFresh({ billing }: Account, kind: LaggingRead, fresh: unknown): unknown {
  const { stale } = billing;
  if (!stale || stale.left[kind] <= 0) return fresh;
  stale.left[kind] -= 1;
  const result = stale.results[kind];
  if (Object.values(stale.left).every((left) => left <= 0)) billing.stale = null;
  return result;
}
