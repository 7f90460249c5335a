import * as z from 'zod/mini';
import type { AuditLogQuery, AuditLogResult } from '../domain/audit-log.ts';
import { parseTime } from '../domain/time.ts';
import { explain } from './errors.ts';
import { lenient, parseList, parseOne, platformId, readableRows, timeText, wholeNumber } from './parse.ts';
import { type Api, path, request } from './request.ts';

export interface AuditLogResponse extends Omit<AuditLogResult, 'status'> {
  queryId: string;
  status: AuditLogResult['status'] | 'Running';
}

export const auditLogSchema = z.object({
  queryId: platformId,
  status: z.catch(z.enum(['Running', 'Complete', 'Failed', 'Timeout', 'Unknown']), 'Unknown'),
  events: z.unknown(),
  statistics: lenient(z.object({ recordsMatched: lenient(wholeNumber) })),
});

export const auditEventSchema = z.object({
  resourceName: lenient(z.string()),
  resourceID: lenient(z.string()),
  message: lenient(z.string()),
  who: lenient(z.string()),
  date: timeText,
});

/**
 * `GET /profile/{id}/auditlog`: starts a query, which is then polled with {@link pollAuditLog} while it is
 * 'Running'. Owner only; at most 7 days; filters need a paid plan (`plan-limit`).
 */
export async function startAuditLog(api: Api, id: string, query: AuditLogQuery): Promise<AuditLogResponse> {
  const call = request(api, {
    method: 'GET',
    path: path`/profile/${id}/auditlog`,
    query: {
      resourceID: query.resourceId,
      resourceName: query.resourceName,
      find: query.find,
      start_date: new Date(query.from).toISOString(),
      end_date: new Date(query.to).toISOString(),
      limit: query.limit,
    },
  });
  return responseOf(await explain(call, [[/plan|upgrade|starter|scale/i, { code: 'plan-limit' }]]));
}

/** `GET /profile/{id}/auditlog/{queryId}`. */
export async function pollAuditLog(api: Api, id: string, queryId: string): Promise<AuditLogResponse> {
  return responseOf(await request(api, { method: 'GET', path: path`/profile/${id}/auditlog/${queryId}` }));
}

/** Throws `malformed` when none of the found events can be read: without them, nobody would have changed anything. */
function responseOf(result: unknown): AuditLogResponse {
  const { queryId, status, events, statistics } = parseOne(auditLogSchema, result);
  // Until it is complete, a query's events may have any form.
  const read = status === 'Complete' ? parseList : readableRows;
  const rows = read(auditEventSchema, events ?? []);
  const matched = statistics?.recordsMatched ?? 0;
  return {
    queryId,
    status,
    events: rows.map((row) => ({
      resourceName: row.resourceName ?? '',
      resourceId: row.resourceID ?? '',
      message: row.message ?? '',
      who: row.who ?? '',
      at: parseTime(row.date),
    })),
    matched: matched > rows.length ? matched : null,
  };
}
