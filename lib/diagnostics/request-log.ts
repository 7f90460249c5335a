import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { addCounts, countOf, type RequestCounts } from '../domain/diagnostics/request-count.ts';
import type { Failure } from '../domain/failure.ts';
import { logError } from './error-log.ts';

/* Counts of the calls to the platform, in `storage.session`, since the worker is terminated often. */

export const REQUESTS_KEY = 'diagnosticRequests';
/** Delay of a write, so that the refresh of many profiles causes only one. */
const WRITE_DELAY_MS = 1000;

const serialize = serializer();
let pending: RequestCounts = {};
let timer: ReturnType<typeof setTimeout> | null = null;

/** Returns the counts since the browser was started. */
export async function readRequestCounts(): Promise<RequestCounts> {
  return ((await browser.storage.session.get(REQUESTS_KEY))[REQUESTS_KEY] as RequestCounts | undefined) ?? {};
}

/** Counts one call to the platform, and records what was unexpected in it. */
export function recordRequest(call: {
  route: string;
  ms: number;
  waitedMs: number;
  failure: Failure | null;
  unexpected?: unknown;
}): void {
  if (call.unexpected !== undefined) logError('request', call.unexpected);
  pending = addCounts(pending, { [call.route]: countOf(call.ms, call.waitedMs, call.failure) });
  if (timer) return;
  timer = setTimeout(() => {
    timer = null;
    void serialize(write).catch(() => {
      // A failure to count must not cause another.
    });
  }, WRITE_DELAY_MS);
}

async function write(): Promise<void> {
  const counts = pending;
  pending = {};
  await browser.storage.session.set({ [REQUESTS_KEY]: addCounts(await readRequestCounts(), counts) });
}
