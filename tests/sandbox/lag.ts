import type { Account } from './state.ts';

/** Reads of an account's billing and limits, each by its own route. */
export type LaggingRead = 'subscription' | 'summary' | 'schedule' | 'allocation';

/** Results from before the last change, and how many reads of each kind still get them. */
export interface StaleReads {
  left: Record<LaggingRead, number>;
  results: Record<LaggingRead, unknown>;
}

/** Keeps the present results for the next reads, before a change of an account whose reads lag. */
export function recordStaleResults({ billing }: Account, read: (kind: LaggingRead) => unknown): void {
  const { lag } = billing;
  if (!lag || billing.stale) return;
  billing.stale = {
    left: { subscription: lag, summary: lag, schedule: lag, allocation: lag },
    results: structuredClone({
      subscription: read('subscription'),
      summary: read('summary'),
      schedule: read('schedule'),
      allocation: read('allocation'),
    }),
  };
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
