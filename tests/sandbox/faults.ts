import type { Context } from 'hono';
import type { SandboxEnv } from './context.ts';
import { faultResponse } from './fault-responses.ts';
import { invalid } from './responses.ts';

/** The three shapes of the platform's failures. */
export type FailureShape = 'message' | 'result-message' | 'result-string';

export interface FaultRule {
  /** Which requests it applies to; what is left out matches everything. */
  method?: string;
  /** `/profile/:id/summary`; `:x` is one segment, a `*` at the end is any rest. */
  path?: string;
  host?: string;
  /** The profile in the path, else the token's. */
  profile?: string;
  /** A token's value. */
  token?: string;
  tokenName?: string;
  /** How often the rule applies; without it, until it is removed. */
  times?: number;
  /** How many matching requests pass first. */
  skip?: number;
  /** The platform handles the request first, then its response is late, replaced or lost; not for `elsewhere`. */
  after?: boolean;

  /**
   * - `latency`: waits `latency` ms, then continues; `hold`: waits until the rule is removed, then continues; with
   *   `after` it is the response that waits;
   * - `elsewhere`: `run` changes something as another client would, then continues;
   * - `unauthorized` 401, `denied` 403, `rate-limit` 429, `server-error` 500, `status-false` 200;
   * - `failure`: `status` and `message` as given; `garbage`: a gateway's HTML page;
   * - `cut`: the connection ends before the response; `truncate`: in the middle of it; `half`: half of the JSON,
   *   complete by its headers; `stale`: the earlier response to the same GET (needs {@link Faults.remembersResponses});
   * - `raw`: `status`, `headers` and `body` as given.
   */
  kind:
    | 'latency'
    | 'hold'
    | 'elsewhere'
    | 'unauthorized'
    | 'denied'
    | 'rate-limit'
    | 'server-error'
    | 'status-false'
    | 'failure'
    | 'garbage'
    | 'cut'
    | 'truncate'
    | 'half'
    | 'stale'
    | 'raw';
  /**
   * How a `cut` is made over HTTP/2: the connection ends (default), with a claim not to have seen the request
   * (`goaway`), or only the request is refused or reset. Over HTTP/1.1 the connection ends. A connection that ends over
   * HTTP/2 crashes the network process of Chromium 156 about once in six times, which ends the worker as well.
   */
  how?: 'close' | 'goaway' | 'refuse' | 'reset';
  /** For `elsewhere`, in the sandbox's process only. */
  run?: () => void;
  /** Milliseconds before anything else happens. */
  latency?: number;
  status?: number;
  message?: string;
  shape?: FailureShape;
  /** Seconds, for `rate-limit`; `header` sends it as a header too. */
  retryAfter?: number;
  header?: boolean;
  headers?: Record<string, string>;
  body?: string;
}

export interface Fault {
  id: number;
  rule: FaultRule;
  hits: number;
  /** How many requests wait at present; with `after`, the platform has answered them. */
  waiting: number;
  /** Removes it; held requests continue. */
  remove(): void;
}

interface Subject {
  method: string;
  path: string;
  host: string;
  profile: string | undefined;
  token: string | undefined;
  tokenName: string | undefined;
}

type AddedFault = Fault & { seen: number; removed: Promise<void> };

export class Faults {
  private rules: AddedFault[] = [];
  /** Those whose requests wait, which may have been applied as often as they should be. */
  private readonly holding = new Set<AddedFault>();
  private last = 0;
  private readonly responses = new Map<string, string>();
  /** Keeps the last response to each GET, for `stale`. */
  remembersResponses = false;

  add(rule: FaultRule): Fault {
    if (rule.after && rule.kind === 'elsewhere') throw invalid('after isn’t for elsewhere');
    let release = () => {};
    const removed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fault: AddedFault = {
      id: ++this.last,
      rule,
      hits: 0,
      waiting: 0,
      seen: 0,
      removed,
      remove: () => {
        this.rules = this.rules.filter((one) => one !== fault);
        release();
      },
    };
    this.rules.push(fault);
    return fault;
  }

  list(): Fault[] {
    return this.rules;
  }

  clear(): void {
    for (const fault of [...this.rules, ...this.holding]) fault.remove();
  }

  /**
   * Applies the rules that match up to the first that replaces the response, or handles the request. Returns the kind
   * of the last one applied.
   */
  async apply(
    c: Context<SandboxEnv>,
    subject: Subject,
    next: () => Promise<void>,
  ): Promise<FaultRule['kind'] | null> {
    const late: AddedFault[] = [];
    let applied: FaultRule['kind'] | null = null;
    for (const fault of [...this.rules]) {
      if (!matches(fault.rule, subject)) continue;
      const before = subject.method === 'GET' ? this.responses.get(responseKey(c, subject)) : undefined;
      if (fault.rule.kind === 'stale' && before === undefined) continue;
      if (++fault.seen <= (fault.rule.skip ?? 0)) continue;
      fault.hits += 1;
      if (fault.hits === fault.rule.times) this.rules = this.rules.filter((one) => one !== fault);
      applied = fault.rule.kind;
      const onlyWaits = applied === 'hold' || applied === 'latency';
      if (onlyWaits && fault.rule.after) late.push(fault);
      else await this.wait(fault);
      if (applied === 'elsewhere') fault.rule.run?.();
      if (onlyWaits || applied === 'elsewhere') continue;
      if (fault.rule.after || applied === 'truncate' || applied === 'half') await next();
      for (const one of late) await this.wait(one);
      const rule = applied === 'stale' ? { ...fault.rule, status: 200, body: before } : fault.rule;
      const replaced = await faultResponse(c, rule);
      // Hono would merge the headers of the replaced response into the new one.
      c.res = undefined;
      c.res = replaced;
      return applied;
    }
    await next();
    if (this.remembersResponses && subject.method === 'GET' && c.res.status === 200)
      this.responses.set(responseKey(c, subject), await c.res.clone().text());
    for (const one of late) await this.wait(one);
    return applied;
  }

  /** Waits as long as a rule says. */
  private async wait(fault: AddedFault): Promise<void> {
    const { kind, latency } = fault.rule;
    if (kind !== 'hold' && !latency) return;
    fault.waiting += 1;
    this.holding.add(fault);
    await (kind === 'hold' ? fault.removed : new Promise((done) => setTimeout(done, latency)));
    fault.waiting -= 1;
    if (fault.waiting === 0) this.holding.delete(fault);
  }
}

const responseKey = (c: Context<SandboxEnv>, { host, token }: Subject) => [host, token, c.req.url].join(' ');

/** Returns true if the pattern matches the path. */
function pathMatches(pattern: string, path: string): boolean {
  const wanted = pattern.replace(/\/$/, '').split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.at(-1) === '*') {
    wanted.pop();
    given.length = Math.min(given.length, wanted.length);
  }
  return (
    wanted.length === given.length && wanted.every((part, i) => part.startsWith(':') || part === given[i])
  );
}

function matches(rule: FaultRule, subject: Subject): boolean {
  return (
    (rule.method === undefined || rule.method.toUpperCase() === subject.method) &&
    (rule.path === undefined || pathMatches(rule.path, subject.path)) &&
    (rule.host === undefined || rule.host === subject.host) &&
    (rule.profile === undefined || rule.profile === subject.profile) &&
    (rule.token === undefined || rule.token === subject.token) &&
    (rule.tokenName === undefined || rule.tokenName === subject.tokenName)
  );
}
