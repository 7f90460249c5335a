import { HOUR_MS, isWithin, MINUTE_MS } from '../time.ts';

/** At most so many notifications of their own in any hour; what is more goes into one summary. */
export const MAX_NOTIFICATIONS_AN_HOUR = 3;
/** Further ones are waited for this long before a summary that follows others is shown. */
const SETTLE_MS = 5 * MINUTE_MS;

/** A notification as far as the budget goes. Times are epoch ms. */
export interface Budgeted {
  id: string;
  createdAt: number;
  /** Null: not shown yet. */
  shownAt: number | null;
  /** Shown as part of a summary. */
  inSummary: boolean;
  /** Of a summary: the person has looked at it, or put it away. */
  acknowledged: boolean;
}

export interface Delivery {
  /** To be shown on their own, in this order. */
  single: string[];
  /** To be shown in one summary, those of the last one included that nobody has looked at; null: no summary. */
  summary: string[] | null;
  /** Epoch ms at which to look again; null: nothing waits. */
  nextAt: number | null;
}

/**
 * Decides what is shown now. `rows`: all that wait (most urgent first) and all shown within the last day. Three an
 * hour on their own, then one cumulative summary an hour: nobody is disturbed more than four times in any hour.
 */
export function planDelivery(rows: readonly Budgeted[], now: number): Delivery {
  const waiting = rows.filter(({ shownAt }) => shownAt === null);
  if (waiting.length === 0) return { single: [], summary: null, nextAt: null };
  const recent = rows.filter(({ shownAt, inSummary }) => !inSummary && isWithin(HOUR_MS, shownAt, now));
  const free = MAX_NOTIFICATIONS_AN_HOUR - recent.length;
  if (waiting.length <= free) return { single: waiting.map(({ id }) => id), summary: null, nextAt: null };

  const summarised = rows.filter(({ inSummary }) => inSummary);
  const lastSummary = Math.max(0, ...summarised.map(({ shownAt }) => shownAt ?? 0).filter((at) => at <= now));
  const oldest = Math.min(...waiting.map(({ createdAt }) => Math.min(createdAt, now)));
  const settled = recent.length === 0 ? 0 : oldest + SETTLE_MS;
  const dueAt = Math.max(lastSummary + HOUR_MS, settled);
  if (dueAt > now) return { single: [], summary: null, nextAt: dueAt };
  const unseen = summarised.filter(({ acknowledged }) => !acknowledged);
  return { single: [], summary: [...waiting, ...unseen].map(({ id }) => id), nextAt: null };
}
