import { singleFlight } from '../../async/single-flight.ts';
import { callAsProfile } from '../../calls/call.ts';
import {
  type AuditLogQuery,
  type AuditLogRequest,
  type AuditLogResult,
  auditLogRange,
} from '../../domain/audit-log.ts';
import { brokenRule, FailureError } from '../../domain/failure.ts';
import { originOf, type ProfileRef } from '../../domain/identity/keys.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import { type AuditLogResponse, pollAuditLog, startAuditLog } from '../../platform/audit-log.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { ownedProfile } from '../lookup.ts';

/** Delays between polls: short at first, since most queries are, then increasing. */
const INITIAL_WAIT_MS = 250;
const MAX_WAIT_MS = 3_000;
const ACTIVITY_TIMEOUT_MS = 2 * MINUTE_MS;
/** How many events are asked for at most: nobody reads more. */
const MAX_EVENTS = 10_000;

/**
 * Queries a profile's audit log, polls until the query has ended and returns its events, newest first. It ends at the
 * platform's present time at the latest: a clock that is slow would leave out the newest events. How many the platform
 * returns without a limit isn't documented: where it found more, they are asked for once. The status is the platform's,
 * or 'Timeout' after two minutes. Owner only. Throws `invalid-input` (a range of more than 7 days, or an empty one) and
 * `plan-limit` (filters on the free plan).
 */
export function queryAuditLog(request: ProfileRef & AuditLogRequest): Promise<AuditLogResult> {
  const { resourceId, resourceName, find, limit } = request;
  const range = auditLogRange(request, serverNow(originOf(request.connectionKey)));
  if (!range) return Promise.reject(brokenRule('from', 'ruleAuditLogRange'));
  const query = { resourceId, resourceName, find, ...range, limit };
  return singleFlight(['queryAuditLog', request], async () => {
    await ownedProfile(request);
    const first = await runQuery(request, query);
    const { status, events, matched } = (await withRest(request, query, first)) ?? first;
    return {
      status: status === 'Running' ? 'Timeout' : status,
      events: events.sort((a, b) => b.at - a.at),
      matched,
    };
  });
}

async function runQuery(ref: ProfileRef, query: AuditLogQuery): Promise<AuditLogResponse> {
  return untilEnded(ref, await callAsProfile(ref, (api, id) => startAuditLog(api, id, query)));
}

/**
 * Returns the response with the events that `first` lacks; null when it lacks none, or the platform returns no more.
 */
async function withRest(
  ref: ProfileRef,
  query: AuditLogQuery,
  { status, events, matched }: AuditLogResponse,
): Promise<AuditLogResponse | null> {
  if (query.limit !== undefined || status !== 'Complete' || matched === null) return null;
  const limit = Math.min(matched, MAX_EVENTS);
  // A refusal of the limit is no failure of the search.
  const response = await runQuery(ref, { ...query, limit }).catch(() => null);
  return response?.status === 'Complete' && response.events.length > events.length ? response : null;
}

async function untilEnded(ref: ProfileRef, started: AuditLogResponse): Promise<AuditLogResponse> {
  const giveUpAt = Date.now() + ACTIVITY_TIMEOUT_MS;
  let response = started;
  let wait = INITIAL_WAIT_MS;
  while (response.status === 'Running' && Date.now() + wait < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(MAX_WAIT_MS, wait * 1.5);
    try {
      response = await callAsProfile(ref, (api, id) => pollAuditLog(api, id, started.queryId));
    } catch (error) {
      // The query continues on the platform; the rate limit only delays the next poll.
      if (!(error instanceof FailureError) || error.failure.code !== 'rate-limited') throw error;
      wait = Math.max(wait, error.failure.retryAfterMs ?? 0);
    }
  }
  return response;
}
