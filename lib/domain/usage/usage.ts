import type { TimedFailure } from '../failure.ts';
import type { ProfileRef } from '../identity/keys.ts';

/** Latest summary of one profile. `fetchedAt` null: never read. `failure` is kept until the next success. */
export interface Usage extends ProfileRef {
  /** By service key, including unknown ones. For units see service.ts. */
  services: Record<string, ServiceUsage>;
  /** Services that were returned without a number that can be read. */
  unreadable?: string[];
  /** By resource key (device, dashboard, …). */
  resources: Record<string, number>;
  /** Limits of resources that the summary has; those of others are the plan's. Undefined: none, or not read yet. */
  resourceLimits?: Record<string, number>;
  fetchedAt: number | null;
  failure: TimedFailure | null;
}

export interface ServiceUsage {
  used: number;
  /** 0: nothing allocated. */
  limit: number;
}
