import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { addCounts, countOf, type RequestCounts } from '../domain/diagnostics/request-count.ts';
import type { Failure } from '../domain/failure.ts';

/* Counts of the calls to the platform, in `storage.session`, as the worker does not live long enough. */

const KEY = 'diagnosticRequests';
/** A refresh of many profiles is written once. */
const WRITE_AFTER_MS = 1000;

const serialize = serializer();
let pending: RequestCounts = {};
let soon: ReturnType<typeof setTimeout> | null = null;

/** Returns the counts since the browser was started. */
export async function readRequestCounts(): Promise<RequestCounts> {
  return ((await browser.storage.session.get(KEY))[KEY] as RequestCounts | undefined) ?? {};
}

/** Counts one call to the platform. */
export function noteRequest(call: {
  route: string;
  ms: number;
  waitedMs: number;
  failure: Failure | null;
}): void {
  pending = addCounts(pending, { [call.route]: countOf(call.ms, call.waitedMs, call.failure) });
  if (soon) return;
  soon = setTimeout(() => {
    soon = null;
    void serialize(write).catch(() => {
      // Diagnostics are the last thing to fail over.
    });
  }, WRITE_AFTER_MS);
}

async function write(): Promise<void> {
  const counts = pending;
  pending = {};
  await browser.storage.session.set({ [KEY]: addCounts(await readRequestCounts(), counts) });
}
