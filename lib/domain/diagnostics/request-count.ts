import type { Failure } from '../failure.ts';

/** Statistics of one route's calls since the browser was started. Times in ms. */
export interface RequestCount {
  count: number;
  /** Failed calls by their failure's code. */
  failed: Record<string, number>;
  totalMs: number;
  maxMs: number;
  /** How long calls waited in their queue. */
  totalWaitMs: number;
  maxWaitMs: number;
}

/** By method and path pattern, such as "GET /profile/:id/summary". */
export type RequestCounts = Record<string, RequestCount>;

/** Returns the counts of one call. */
export function countOf(ms: number, waitedMs: number, failure: Failure | null): RequestCount {
  return {
    count: 1,
    failed: failure ? { [failure.code]: 1 } : {},
    totalMs: ms,
    maxMs: ms,
    totalWaitMs: waitedMs,
    maxWaitMs: waitedMs,
  };
}

/** Returns the sum of both counts. */
export function addCounts(a: RequestCounts, b: RequestCounts): RequestCounts {
  const sum = { ...a };
  for (const [route, count] of Object.entries(b)) {
    const before = sum[route];
    sum[route] = before ? addCount(before, count) : count;
  }
  return sum;
}

function addCount(a: RequestCount, b: RequestCount): RequestCount {
  const failed = { ...a.failed };
  for (const [code, count] of Object.entries(b.failed)) failed[code] = (failed[code] ?? 0) + count;
  return {
    count: a.count + b.count,
    failed,
    totalMs: a.totalMs + b.totalMs,
    maxMs: Math.max(a.maxMs, b.maxMs),
    totalWaitMs: a.totalWaitMs + b.totalWaitMs,
    maxWaitMs: Math.max(a.maxWaitMs, b.maxWaitMs),
  };
}
