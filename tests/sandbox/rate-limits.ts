import { MINUTE } from './clock.ts';
import { allowedBy } from './plans.ts';
import { Refusal } from './responses.ts';
import type { Plan } from './state.ts';

export interface RateLimitOptions {
  /** Multiplies every limit; 'off': no limits. */
  scale?: number | 'off';
  /**
   * Which profile a request on `/profile/{id}/…` counts for: the one in the path, or the token's. The platform
   * documents "per profile" only.
   */
  by?: 'addressed' | 'caller';
}

/** Requests per profile, per route, per minute of the clock. */
export class RateLimits {
  scale: number | 'off';
  by: 'addressed' | 'caller';
  private minute = -1;
  private counts = new Map<string, number>();

  constructor(options: RateLimitOptions = {}) {
    this.scale = options.scale ?? 1;
    this.by = options.by ?? 'addressed';
  }

  /** Counts one request; refuses it above the limit of the minute. */
  count(profile: string, route: string, plan: Plan, now: number): void {
    if (this.scale === 'off') return;
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts.clear();
    }
    const allowed =
      (route === 'GET /account' ? allowedBy(plan).accountRpm : allowedBy(plan).rpm) * this.scale;
    const key = `${profile} ${route}`;
    const used = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, used);
    if (used > allowed) throw tooMany(Math.max(1, Math.ceil(((minute + 1) * MINUTE - now) / 1000)));
  }

  /** Resets the counts. */
  clear(): void {
    this.counts.clear();
  }
}

/** Returns the platform's 429. */
function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too many requests (Retry-After: ${seconds})`);
}
