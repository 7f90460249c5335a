import { HOUR_MS, isWithin, MINUTE_MS } from '../time.ts';

/** Single notifications in any hour; further ones go into one summary. */
const MAX_NOTIFICATIONS_PER_HOUR = 3;
/** Delay of a summary after single notifications, so that it includes further ones. */
const SUMMARY_DELAY_MS = 5 * MINUTE_MS;

/** The properties of a notification that the budget needs. Times are epoch ms. */
export interface Budgeted {
  id: string;
  createdAt: number;
  /** Null: not shown yet. */
  shownAt: number | null;
  /** Shown as part of a summary. */
  inSummary: boolean;
  /** The person has opened or dismissed the summary, or it is settled. */
  acknowledged: boolean;
}

interface Delivery {
  /** To be shown individually, in this order. */
  single: string[];
  /** To be shown in one summary, including those of an unacknowledged one; null: no summary. */
  summary: string[] | null;
  /** Epoch ms at which to look again; null: nothing waits. */
  nextAt: number | null;
}

/**
 * Decides what is shown now. `rows`: all waiting ones (most urgent first) and all shown within the last day. Three an
 * hour are shown individually, then one cumulative summary an hour, so there are at most four interruptions an hour.
 */
export function planDelivery(rows: readonly Budgeted[], now: number): Delivery {
  const waiting = rows.filter(({ shownAt }) => shownAt === null);
  if (waiting.length === 0) return { single: [], summary: null, nextAt: null };
  const recent = rows.filter(({ shownAt, inSummary }) => !inSummary && isWithin(HOUR_MS, shownAt, now));
  const free = MAX_NOTIFICATIONS_PER_HOUR - recent.length;
  if (waiting.length <= free) return { single: waiting.map(({ id }) => id), summary: null, nextAt: null };

  const summarized = rows.filter(({ inSummary }) => inSummary);
  const lastSummary = Math.max(0, ...summarized.map(({ shownAt }) => shownAt ?? 0).filter((at) => at <= now));
  const oldest = Math.min(...waiting.map(({ createdAt }) => Math.min(createdAt, now)));
  const settled = recent.length === 0 ? 0 : oldest + SUMMARY_DELAY_MS;
  const dueAt = Math.max(lastSummary + HOUR_MS, settled);
  if (dueAt > now) return { single: [], summary: null, nextAt: dueAt };
  const unseen = summarized.filter(({ acknowledged }) => !acknowledged);
  return { single: [], summary: [...waiting, ...unseen].map(({ id }) => id), nextAt: null };
}
