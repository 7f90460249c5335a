import type { TokenKind } from './state.ts';

/** A request and its response, without token value, password and body. */
export interface LoggedRequest {
  method: string;
  /** Token values in the path are masked. */
  path: string;
  /** The query, `?` included; empty without one. */
  search: string;
  /** The route that handled it, such as `/profile/:id/summary`. */
  route: string;
  host: string;
  tokenKind: TokenKind | 'unknown' | 'none';
  /** The name of the token; null for an unknown one. */
  tokenName: string | null;
  /** The profile that the path names, else the token's. */
  profileId: string | null;
  status: number;
  /** Epoch ms of the sandbox's clock. */
  at: number;
  /** How many requests with this token were open when it arrived, including itself. */
  inFlight: number;
  cacheControl: string | null;
  fault: string | null;
}

const MAX_ROWS = 50_000;

export class RequestLog {
  private rows: LoggedRequest[] = [];
  private open = new Map<string, number>();
  private waiting: { done: (row: LoggedRequest) => void; match: (row: LoggedRequest) => boolean }[] = [];

  /** Counts a request as open; returns the number of open ones, including it. */
  begin(token: string): number {
    const count = (this.open.get(token) ?? 0) + 1;
    this.open.set(token, count);
    return count;
  }

  end(token: string, row: LoggedRequest): void {
    const count = (this.open.get(token) ?? 1) - 1;
    if (count > 0) this.open.set(token, count);
    else this.open.delete(token);
    this.rows.push(row);
    if (this.rows.length > MAX_ROWS) this.rows.splice(0, this.rows.length - MAX_ROWS);
    for (const waiter of this.waiting.filter(({ match }) => match(row))) waiter.done(row);
  }

  /** The number of open requests. */
  get inFlight(): number {
    return [...this.open.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Returns the logged requests that `match`, oldest first. */
  list(match: Partial<LoggedRequest> | ((row: LoggedRequest) => boolean) = {}): LoggedRequest[] {
    return this.rows.filter(asPredicate(match));
  }

  count(match: Partial<LoggedRequest> | ((row: LoggedRequest) => boolean) = {}): number {
    return this.list(match).length;
  }

  clear(): void {
    this.rows = [];
  }

  /** Resolves with the next matching request once it has its response; rejects after `timeout` ms. */
  next(
    match: Partial<LoggedRequest> | ((row: LoggedRequest) => boolean),
    timeout = 10_000,
  ): Promise<LoggedRequest> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        this.waiting = this.waiting.filter((one) => one !== waiter);
      };
      const waiter = {
        match: asPredicate(match),
        done: (row: LoggedRequest) => {
          leave();
          resolve(row);
        },
      };
      const timer = setTimeout(() => {
        leave();
        reject(new Error(`no such request within ${timeout} ms: ${String(JSON.stringify(match) ?? match)}`));
      }, timeout);
      this.waiting.push(waiter);
    });
  }
}

function asPredicate(match: Partial<LoggedRequest> | ((row: LoggedRequest) => boolean)) {
  if (typeof match === 'function') return match;
  const wanted = Object.entries(match) as [keyof LoggedRequest, unknown][];
  return (row: LoggedRequest) => wanted.every(([key, value]) => row[key] === value);
}
