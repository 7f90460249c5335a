import { newId } from './random.ts';
import type { AuditEvent, State } from './state.ts';

type AuditOutcome = 'Complete' | 'Failed' | 'Timeout' | 'Unknown';

interface Query {
  profile: string;
  events: AuditEvent[];
  /** How many matched, before the limit. */
  matched: number;
  scanned: number;
  polls: number;
}

/** Audit log queries: the first responses are "Running", later polls have the outcome. */
export class AuditQueries {
  /** How many polls are "Running" before the outcome. */
  polls = 1;
  outcome: AuditOutcome = 'Complete';
  private queries = new Map<string, Query>();

  start(state: State, found: Omit<Query, 'polls'>) {
    const queryId = newId(state);
    this.queries.set(queryId, { ...found, polls: 0 });
    return this.poll(queryId, found.profile);
  }

  /** Returns the present state of a query; undefined for an unknown one. */
  poll(queryId: string, profile: string) {
    const query = this.queries.get(queryId);
    if (query?.profile !== profile) return undefined;
    const running = query.polls++ < this.polls;
    const status = running ? 'Running' : this.outcome;
    const complete = status === 'Complete';
    const events = complete ? query.events : [];
    return {
      queryId,
      status,
      events: events.map(({ profile: _, ...event }) => event),
      statistics: {
        recordsMatched: complete ? query.matched : 0,
        recordsScanned: running ? 0 : query.scanned,
        bytesScanned: running ? 0 : query.scanned * 412,
      },
    };
  }
}

/** Records an event of a profile. */
export function audit(
  state: State,
  at: string,
  who: string,
  profile: string,
  resourceName: string,
  message: string,
  resourceID = profile,
): void {
  state.audit.push({ profile, resourceName, resourceID, message, who, date: at });
}
